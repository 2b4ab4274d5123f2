using NfToken.Pal.Noise;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Tool;

public class BoardDescriptionTests
{
    private const string Sound = """
        {
          "target": "TEST", "name": "a board for tests", "family": "STM32",
          "flash": { "writeSize": 4, "canReprogram": false,
                     "sectors": [ { "count": 4, "size": "0x4000" }, { "count": 1, "size": "0x10000" } ] },
          "partitions": [
            { "name": "code", "offset": "0x0", "size": "0x8000" },
            { "name": "objects", "offset": "0xC000", "size": "0x14000" } ],
          "profiles": {
            "raw": { "firmware": "own", "store": "flash", "partition": "objects" },
            "more": { "firmware": "own", "store": "flash", "partition": "extra",
                      "addedPartitions": [ { "name": "extra", "offset": "0x8000", "size": "0x4000" } ] },
            "stock": { "firmware": "released", "store": "drive", "partition": "objects", "drive": "D:\\" },
            "chip": { "firmware": "released", "store": "spi-nor", "chip": "GD25Q32C", "offset": "0x2000", "size": "0x4000" },
            "fram": { "firmware": "released", "store": "eeprom", "sections": { "count": 16, "size": "0x1FF" } } },
          "deviceId": { "kind": "uid", "length": 12 },
          "entropy": { "source": "stm32-rng", "trusted": true, "needsRadio": false },
          "network": { "kind": "ethernet" },
          "console": { "uart": 1, "baud": 115200, "driver": "application" },
          "pins": {}
        }
        """;

    [Fact]
    public void ReadsASoundDescription()
    {
        var board = BoardDescription.Parse(Sound, "test");

        Assert.Equal("TEST", board.Target);
        Assert.Equal(0x20000u, board.FlashSize);
        Assert.Equal(4, board.WriteSize);
        Assert.False(board.CanReprogram);
        Assert.Equal(12, board.DeviceIdLength);
        Assert.Equal(["raw", "more", "stock", "chip", "fram"], board.Profiles.Select(p => p.Name));

        var raw = board.GetProfile("raw");
        Assert.Equal(new BoardProfile("raw", true, BoardStoreKind.Flash, new BoardPartition("objects", 0xC000, 0x14000), null), raw);
        Assert.Equal([0x4000, 0x10000], board.GetBlockSizes(raw.Partition!));
        Assert.Equal(["code", "objects"], board.GetPartitions(raw).Select(p => p.Name));
        Assert.Equal(["code", "extra", "objects"], board.GetPartitions(board.GetProfile("more")).Select(p => p.Name));
        Assert.Equal("D:\\", board.GetProfile("stock").Drive);

        var region = board.GetRegion(board.GetProfile("chip"));
        Assert.Equal(new BoardPartition("GD25Q32C", 0x2000, 0x4000), region.Place);
        Assert.Equal([4096, 4096, 4096, 4096], region.BlockSizes);
        Assert.Equal((1, true, 0x400000u), (region.WriteSize, region.CanReprogram, region.CarrierSize));
        Assert.Equal((16, 511), (board.GetProfile("fram").SectionCount, board.GetProfile("fram").SectionSize));
        Assert.Equal(0x14000u, board.GetRegion(raw).Place.Size);
    }

    [Theory]
    [InlineData("\"0x8000\" }", "\"0xC001\" }", "ends at 0xC001, inside a sector")]
    [InlineData("\"offset\": \"0xC000\"", "\"offset\": \"0x7000\"", "begins at 0x7000, inside a sector")]
    [InlineData("\"offset\": \"0x0\", \"size\": \"0x8000\"", "\"offset\": \"0x0\", \"size\": \"0x10000\"", "partitions code and objects overlap")]
    [InlineData("\"size\": \"0x14000\"", "\"size\": \"0x24000\"", "past the flash's end at 0x20000")]
    [InlineData("\"size\": \"0x14000\"", "\"size\": \"0x0\"", "partition objects is empty")]
    [InlineData("\"size\": \"0x14000\"", "\"size\": \"81920\"", "size of partition objects is \"81920\"; write it as \"0x1000\"")]
    [InlineData("\"name\": \"code\"", "\"name\": \"objects\"", "two partitions are called objects")]
    [InlineData("\"partition\": \"extra\"", "\"partition\": \"absent\"", "profile more wants partition absent")]
    [InlineData("\"offset\": \"0x8000\"", "\"offset\": \"0x4000\"", "partitions code and extra overlap (profile more)")]
    [InlineData("\"writeSize\": 4", "\"writeSize\": 3", "flash.sectors.size 0x4000 is no multiple of writeSize")]
    [InlineData("\"writeSize\": 4", "\"writeSize\": 64", "flash.writeSize is 64")]
    [InlineData("\"writeSize\": 4", "\"writeSize\": \"4\"", "$.flash.writeSize")]
    [InlineData("\"count\": 4", "\"count\": 0", "flash.sectors.count is 0")]
    [InlineData("\"store\": \"drive\"", "\"store\": \"tape\"", "profiles.stock.store is \"tape\"")]
    [InlineData(", \"drive\": \"D:\\\\\"", "", "profile stock: 'drive' goes with store 'drive'")]
    [InlineData(", \"partition\": \"extra\"", "", "profile more: 'partition' goes with")]
    [InlineData("\"chip\": \"GD25Q32C\"", "\"chip\": \"X\"", "profiles.chip.chip is \"X\"; it is one of W25Q32JV")]
    [InlineData("\"chip\": \"GD25Q32C\", ", "", "profile chip: 'chip', 'offset' and 'size' go with")]
    [InlineData("\"offset\": \"0x2000\"", "\"offset\": \"0x2100\"", "multiples of 0x1000")]
    [InlineData("\"offset\": \"0x2000\"", "\"offset\": \"0x3FE000\"", "past the chip's end at 0x400000")]
    [InlineData("\"offset\": \"0x2000\", \"size\": \"0x4000\"", "\"offset\": \"0x2000\", \"size\": \"0x1000\"", "2 to 1024 blocks")]
    [InlineData("\"0x1FF\"", "\"0x1001\"", "profiles.fram.sections.size is 0x1001")]
    [InlineData("\"count\": 16", "\"count\": 1", "profiles.fram.sections.count is 1")]
    [InlineData(", \"sections\": { \"count\": 16, \"size\": \"0x1FF\" }", "", "'sections' goes with store 'eeprom'")]
    [InlineData("\"kind\": \"uid\"", "\"kind\": \"name\"", "deviceId.kind is \"name\"")]
    [InlineData("\"stm32-rng\"", "\"dice\"", "entropy.source is \"dice\"; it is one of esp32-rng, stm32-rng, rand")]
    [InlineData("\"stm32-rng\"", "\"rand\"", "entropy.trusted does not go with entropy.source \"rand\"")]
    [InlineData("\"trusted\": true", "\"trusted\": false", "entropy.trusted does not go with entropy.source \"stm32-rng\"")]
    [InlineData("\"needsRadio\": false", "\"needsRadio\": true", "entropy.needsRadio does not go with entropy.source \"stm32-rng\"")]
    [InlineData("\"stm32-rng\"", "\"esp32-rng\"", "entropy.needsRadio does not go with entropy.source \"esp32-rng\"")]
    [InlineData("\"pins\": {}", "\"pins\": {}, \"native\": { \"hmacSha256\": true, \"aesKeyLengths\": [15] }", "native.aesKeyLengths are 16, 24 and 32")]
    [InlineData("\"pins\": {}", "\"pins\": {}, \"native\": { \"hmacSha256\": true }", "aesKeyLengths")]
    [InlineData("\"pins\": {}", "\"pins\": {}, \"colour\": \"red\"", "colour")]
    [InlineData("\"pins\": {}", "\"pins\": {}, \"pins\": {}", "pins")]
    [InlineData("\"target\": \"TEST\", ", "", "target")]
    [InlineData("\"target\": \"TEST\"", "\"target\": null", "target")]
    [InlineData("\"family\"", "// a comment\n\"family\"", "'/'")]
    [InlineData("}", "", "depth to be zero")]
    public void RefusesAnUnsoundOne(string part, string replacement, string complaint)
    {
        int at = part == "}" ? Sound.LastIndexOf(part, StringComparison.Ordinal) : Sound.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, "the part to break is not there");
        string broken = Sound.Remove(at, part.Length).Insert(at, replacement);

        var e = Assert.Throws<BoardException>(() => BoardDescription.Parse(broken, "board.json"));

        Assert.StartsWith("board.json: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false, new int[0])]
    [InlineData(", \"native\": { \"hmacSha256\": true, \"aesKeyLengths\": [] }", true, new int[0])]
    [InlineData(", \"native\": { \"hmacSha256\": false, \"aesKeyLengths\": [16, 32] }", false, new[] { 16, 32 })]
    public void NativeCryptographyIsAbsentOrPresent(string native, bool hmac, int[] keyLengths)
    {
        var description = BoardDescription.Parse(Sound.Replace("\"pins\": {}", "\"pins\": {}" + native, StringComparison.Ordinal), "test");
        using var board = SimulatedBoard.InMemory(description);
        Assert.Equal(hmac, board.Hmac != null);
        Assert.Equal(keyLengths.Length > 0, board.Aes != null);
        Assert.Equal(keyLengths, new[] { 15, 16, 24, 32 }.Where(length => board.Aes?.HasKeyLength(length) ?? false));
    }

    [Theory]
    [InlineData("\"stm32-rng\", \"trusted\": true", true, EntropyKind.Trng, "stm32-rng device-id clock jitter")]
    [InlineData("\"rand\", \"trusted\": false", false, EntropyKind.None, "device-id clock jitter")]
    public void ABoardHasAGeneratorOrNot(string source, bool hasTrng, EntropyKind kind, string sources)
    {
        var description = BoardDescription.Parse(Sound.Replace("\"stm32-rng\", \"trusted\": true", source, StringComparison.Ordinal), "test");
        using var board = SimulatedBoard.InMemory(description);
        Assert.Equal(hasTrng, description.HasTrng);
        Assert.Equal(kind, board.Entropy);
        Assert.Equal(sources, string.Join(' ', board.GetNoiseSources().Select(noise => noise.Name)));
        Assert.Equal(hasTrng ? 1 : 0, board.GetNoiseSources().Count(noise => noise.BitsPerByte > 0));
    }

    /// <summary>What a description says is what the code on that board decides by the firmware's name.</summary>
    [Fact]
    public void EntropyOfEachBoardIsWhatItsFirmwareIsTrustedWith()
    {
        foreach (var board in BoardCatalog.Targets.Select(BoardCatalog.Get))
        {
            var kind = SystemRandomTargets.Judge(board.Family, board.Target);
            Assert.Equal(board.HasTrng, kind != SystemRandomKind.Weak);
            Assert.Equal(board.EntropyNeedsRadio, kind == SystemRandomKind.HardwareWithRadio);
        }
    }

    [Fact]
    public void EveryBoardOfTheHouseIsSoundAndNamedAsItsFolder()
    {
        Assert.NotEmpty(BoardCatalog.Targets);
        foreach (string target in BoardCatalog.Targets)
        {
            Assert.Equal(target, BoardCatalog.Get(target).Target);
        }
    }

    [Fact]
    public void TheEsp32HasNanoFrameworksMap()
    {
        var board = BoardCatalog.Get("ESP32_REV0");
        var stock = board.GetPartitions(board.GetProfile("stock"));
        var raw = board.GetPartitions(board.GetProfile("raw"));

        Assert.Equal(0x400000u, board.FlashSize);
        Assert.Contains(new BoardPartition("factory", 0x10000, 0x1D0000), stock);
        Assert.Contains(new BoardPartition("deploy", 0x1E0000, 0x1C0000), stock);
        Assert.Contains(new BoardPartition("config", 0x3C0000, 0x40000), stock);
        Assert.Equal([.. stock.Append(new BoardPartition("pkcs11", 0x3A0000, 0x10000)).OrderBy(p => p.Offset)], raw);
        Assert.Equal(16, board.GetBlockSizes(board.GetProfile("raw").Partition!).Length);
    }

    [Fact]
    public void AProfileMayMoveAPartition()
    {
        string moved = Sound.Replace(
            "\"addedPartitions\": [ { \"name\": \"extra\", \"offset\": \"0x8000\", \"size\": \"0x4000\" } ]",
            "\"changedPartitions\": [ { \"name\": \"objects\", \"offset\": \"0x10000\", \"size\": \"0x10000\" } ],"
                + " \"addedPartitions\": [ { \"name\": \"extra\", \"offset\": \"0x8000\", \"size\": \"0x8000\" } ]",
            StringComparison.Ordinal);
        var board = BoardDescription.Parse(moved, "test");
        Assert.Equal(
            [new("code", 0, 0x8000), new("extra", 0x8000, 0x8000), new BoardPartition("objects", 0x10000, 0x10000)], board.GetPartitions(board.GetProfile("more")));
        Assert.Equal(new BoardPartition("objects", 0xC000, 0x14000), board.GetProfile("raw").Partition);

        var e = Assert.Throws<BoardException>(() => BoardDescription.Parse(
            Sound.Replace("\"addedPartitions\"", "\"changedPartitions\"", StringComparison.Ordinal), "test"));
        Assert.Contains("profile more changes partition extra, which is not in the map", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADriveMayLieOutsideTheFlash()
    {
        var board = BoardDescription.Parse(Sound.Replace("\"store\": \"drive\", \"partition\": \"objects\"", "\"store\": \"drive\"", StringComparison.Ordinal), "test");
        Assert.Null(board.GetProfile("stock").Partition);
        Assert.Equal("D:\\", board.GetProfile("stock").Drive);
    }

    [Theory]
    [InlineData("\"spi\": { \"bus\": 0, \"frequency\": 1000000 }, \"pins\": { \"spiSelect\": 5 }", "spi.bus is 1 or more")]
    [InlineData("\"spi\": { \"bus\": 1, \"frequency\": 40000000 }, \"pins\": { \"spiSelect\": 5 }", "spi.frequency 100 kHz to 33 MHz")]
    [InlineData("\"spi\": { \"bus\": 1, \"frequency\": 1000000 }, \"pins\": {}", "pins.spiSelect is missing")]
    [InlineData("\"pins\": { \"spiSelect\": 5, \"consoleTx\": 5 }", "pins: GPIO 5 is spiSelect and consoleTx")]
    [InlineData("\"provisioning\": { \"uart\": 1, \"baud\": 115200 }, \"pins\": { \"provisioningTx\": 5, \"provisioningRx\": 6 }", "provisioning.uart is the console's")]
    [InlineData("\"provisioning\": { \"uart\": 2, \"baud\": 300 }, \"pins\": { \"provisioningTx\": 5, \"provisioningRx\": 6 }", "provisioning.baud is")]
    [InlineData("\"provisioning\": { \"uart\": 2, \"baud\": 115200 }, \"pins\": { \"provisioningTx\": 5 }", "pins.provisioningTx or pins.provisioningRx")]
    public void WiringThatCannotBeIsRefused(string wiring, string complaint)
    {
        var e = Assert.Throws<BoardException>(() => BoardDescription.Parse(Sound.Replace("\"pins\": {}", wiring, StringComparison.Ordinal), "test"));
        Assert.Contains(complaint, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownNamesAreAnsweredWithTheKnown()
    {
        var noBoard = Assert.Throws<BoardException>(() => BoardCatalog.Get("ESP99"));
        Assert.Contains("ESP32_REV0", noBoard.Message, StringComparison.Ordinal);
        var noProfile = Assert.Throws<BoardException>(() => BoardCatalog.Get("ESP32_REV0").GetProfile("rare"));
        Assert.Contains("stock, raw, spi, fram", noProfile.Message, StringComparison.Ordinal);
    }
}
