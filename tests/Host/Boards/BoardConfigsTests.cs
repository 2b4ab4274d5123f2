using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Boards;

/// <summary>The descriptions in board-configs, and whether the pages beside them say the same.</summary>
public sealed class BoardConfigsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nftoken-boards-");

    public static TheoryData<string> Targets() => [.. BoardCatalog.Targets];

    public static TheoryData<string, string> Profiles()
    {
        TheoryData<string, string> all = [];
        foreach (string target in BoardCatalog.Targets)
        {
            foreach (var profile in BoardCatalog.Get(target).Profiles)
            {
                all.Add(target, profile.Name);
            }
        }

        return all;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheBoardsThatWereAskedForAreThere()
    {
        Assert.Equal(
            ["ESP32_C3", "ESP32_REV0", "ESP32_S3_OCTAL", "ORGPAL_PALTHREE", "ORGPAL_PALTHREE_AZRT", "ST_STM32F769I_DISCOVERY"], BoardCatalog.Targets);
        Assert.Equal(
            BoardCatalog.Targets.Append("ST_NUCLEO64_F091RC").Order(StringComparer.Ordinal),
            Directory.GetDirectories(Configs()).Select(path => Path.GetFileName(path)).Where(name => name != "build").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void EachProfileIsABoardThatKeepsItsObjects(string target, string profile)
    {
        var description = BoardCatalog.Get(target);
        string image = Path.Combine(_folder.FullName, "board.img");
        byte[] value = [1, 2, 3, 4, 5];
        using (var board = SimulatedBoard.Create(image, description, description.GetProfile(profile)))
        {
            Assert.Equal(description.DeviceIdLength, board.DeviceId.ReadDeviceId().Length);
            board.Store.SaveObject(0x100, value);
        }

        Assert.Equal(description.FlashSize, new FileInfo(image).Length);
        using (var board = SimulatedBoard.Open(image))
        {
            Assert.Equal((target, profile), (board.Description.Target, board.Profile.Name));
            Assert.Equal(value, board.Store.GetObjectValue(0x100));
            Assert.Equal(SystemRecord.SeedLength, board.Store.GetObjectValue(SystemRecord.Seed).Length);
        }
    }

    // A token with six objects, RSA among them, and the records of the system takes less than 16 KB.
    [Theory]
    [MemberData(nameof(Profiles))]
    public void EachStoreHasRoomForTheToken(string target, string profile)
    {
        var description = BoardCatalog.Get(target);
        using var board = SimulatedBoard.Create(Path.Combine(_folder.FullName, "board.img"), description, description.GetProfile(profile));
        Assert.True(board.Store.CapacityBytes is -1 or > 16 * 1024, $"{board.Store.CapacityBytes} bytes");
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void TheApplicationHasAPlaceAndTheStoreAnother(string target, string profile)
    {
        var description = BoardCatalog.Get(target);
        var chosen = description.GetProfile(profile);
        var deploy = Assert.Single(description.GetPartitions(chosen), p => p.Name == "deploy");
        Assert.NotEqual(deploy, chosen.Partition);
        Assert.True(deploy.Size >= 0xC0000, "the application needs about 300 KB, the class library included");
        if (chosen.Store is BoardStoreKind.SpiNor or BoardStoreKind.Eeprom)
        {
            Assert.True(description.HasSpi, "no spi member: the device build would not know the bus");
        }

        if (chosen.Store == BoardStoreKind.Flash)
        {
            Assert.True(chosen.NeedsOwnFirmware, "no released firmware gives C# access to flash");
            Assert.True(description.GetBlockSizes(chosen.Partition!).Length >= 2, "the flash log needs two blocks");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ThePageSaysTheSame(string target)
    {
        var description = BoardCatalog.Get(target);
        string page = File.ReadAllText(Path.Combine(Configs(), target, "README.md"));
        foreach (var profile in description.Profiles)
        {
            Assert.Contains($"`{profile.Name}`", page, StringComparison.Ordinal);
            foreach (var partition in description.GetPartitions(profile))
            {
                // A row of the table of the flash: | nanoCLR | 0x08010000 | 0x080BFFFF |
                string from = Hex(description, partition.Offset);
                string to = Hex(description, (uint)partition.End - 1);
                Assert.True(
                    Regex.IsMatch(page, $@"(?m)^\|[^|\n]*\b{Regex.Escape(partition.Name)}\b[^|\n]*\| {from} \| {to} \|"),
                    $"no row '| {partition.Name} | {from} | {to} |'");
            }

            if (profile.Chip is { } chip)
            {
                Assert.Contains(chip.Name, page, StringComparison.Ordinal);
            }

            if (profile.Drive is { } drive)
            {
                Assert.Contains($"`{drive}`", page, StringComparison.Ordinal);
            }
        }

        Assert.Contains($"{description.ProvisioningBaud} baud", page, StringComparison.Ordinal);
        Assert.Contains("provisioning console", page, StringComparison.Ordinal);
        foreach (var (use, pin) in description.Pins)
        {
            string name = description.Family == "ESP32" ? $"GPIO {pin}" : $"P{(char)('A' + (pin / 16))}{pin % 16}";
            Assert.True(Regex.IsMatch(page, $@"{name}(?!\d)"), $"{use} is {name}, and the page does not name it");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void TheStepsOfThePageAreForThisBoard(string target)
    {
        var description = BoardCatalog.Get(target);
        string page = File.ReadAllText(Path.Combine(Configs(), target, "README.md"));
        string deploy = Hex(description, description.GetPartitions(description.Profiles.First()).Single(p => p.Name == "deploy").Offset);
        Assert.Contains($"--address {deploy}", page, StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, @"--address (0x[0-9A-Fa-f]+)").Select(m => m.Groups[1].Value), address => Assert.Equal(deploy, address));
        Assert.Contains($"-p:Board={target}", page, StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, @"-p:Board=(\w+)").Select(m => m.Groups[1].Value), named => Assert.Equal(target, named));
        Assert.All(
            Regex.Matches(page, @"-p:Profile=(\w+)").Select(m => m.Groups[1].Value),
            named => Assert.Contains(named, description.Profiles.Select(profile => profile.Name)));
        Assert.Contains("nanoff", page, StringComparison.Ordinal);
        foreach (string heading in new[] { "## Flash map", "## Wire", "## Flash nanoFramework", "## Deploy", "## Test", "## What survives what", "## What it cannot do" })
        {
            Assert.Contains(heading, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ESP32_C3")]
    [InlineData("ESP32_S3_OCTAL")]
    public void ThePartitionTableIsThatOfRaw(string target)
    {
        var description = BoardCatalog.Get(target);
        var table = File.ReadAllLines(Path.Combine(Configs(), target, "partitions.csv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Select(cells => new BoardPartition(cells[0], Convert.ToUInt32(cells[3], 16), Convert.ToUInt32(cells[4], 16)));
        Assert.Equal(description.GetPartitions(description.GetProfile("raw")).Where(p => p.Name is not "bootloader" and not "table"), table);
    }

    [Fact]
    public void TheListNamesEachBoardAndItsProfiles()
    {
        string list = File.ReadAllText(Path.Combine(Configs(), "README.md"));
        foreach (string target in BoardCatalog.Targets)
        {
            string row = Assert.Single(list.Split('\n'), line => line.StartsWith($"| [{target}]({target}/README.md)", StringComparison.Ordinal));
            Assert.Equal(
                BoardCatalog.Get(target).Profiles.Select(p => p.Name), Regex.Matches(row.Split('|')[^2], "`(\\w+)`").Select(m => m.Groups[1].Value));
        }
    }

    private static string Hex(BoardDescription description, uint offset)
    {
        uint address = description.FlashAddress + offset;
        return "0x" + address.ToString(description.FlashAddress == 0 ? "X6" : "X8", CultureInfo.InvariantCulture);
    }

    private static string Configs([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../board-configs"));
}
