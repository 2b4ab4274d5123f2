using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NfToken.Pal.Simulator;

/// <summary>What a board is: its flash and the map of it, the profiles it can run, its number. Read from a board.json and checked.</summary>
public sealed class BoardDescription
{
    /// <summary>Erase block of the SPI NOR chips that are simulated.</summary>
    internal const uint ChipBlock = 4096;

    private readonly uint[] _sectorEnds;
    private readonly Dictionary<string, BoardProfile> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoardPartition[]> _maps = new(StringComparer.Ordinal);

    private BoardDescription(BoardDocument document)
    {
        Target = document.Target;
        Name = document.Name;
        Family = document.Family;
        WriteSize = document.Flash.WriteSize;
        CanReprogram = document.Flash.CanReprogram;
        DeviceIdKind = document.DeviceId.Kind;
        DeviceIdLength = document.DeviceId.Length;
        EntropySource = document.Entropy.Source;
        HasTrng = document.Entropy.Trusted;
        EntropyNeedsRadio = document.Entropy.NeedsRadio;
        NetworkKind = document.Network.Kind;
        HasNativeHmac = document.Native?.HmacSha256 ?? false;
        NativeAesKeyLengths = document.Native?.AesKeyLengths ?? [];
        _sectorEnds = ReadSectors(document.Flash);
        FlashSize = _sectorEnds[^1];
        FlashAddress = document.Flash.Address == null ? 0 : Hex("flash.address", document.Flash.Address);
        Pins = document.Pins;
        HasSpi = document.Spi != null;
        ProvisioningUart = document.Provisioning?.Uart ?? document.Console.Uart;
        ProvisioningBaud = document.Provisioning?.Baud ?? document.Console.Baud;

        OneOf("family", Family, "ESP32", "STM32");
        OneOf("deviceId.kind", DeviceIdKind, "mac", "uid");
        OneOf("network.kind", NetworkKind, "wifi", "ethernet", "none");
        OneOf("entropy.source", EntropySource, "esp32-rng", "stm32-rng", "rand");
        Require(HasTrng == (EntropySource != "rand"), $"entropy.trusted does not go with entropy.source \"{EntropySource}\": rand() is the one that is not trusted");
        Require(EntropyNeedsRadio == (EntropySource == "esp32-rng"), $"entropy.needsRadio does not go with entropy.source \"{EntropySource}\": it is so of esp32-rng");
        Require(WriteSize is 1 or 2 or 4 or 8 or 16 or 32, $"flash.writeSize is {WriteSize}; it is 1, 2, 4, 8, 16 or 32");
        Require(DeviceIdLength is >= 4 and <= 32, $"deviceId.length is {DeviceIdLength}; it is 4 to 32 bytes");
        Require(NativeAesKeyLengths.All(length => length is 16 or 24 or 32), "native.aesKeyLengths are 16, 24 and 32");
        Require(document.Profiles.Count > 0, "profiles is empty");

        CheckWiring(document);
        foreach (var (name, part) in document.Profiles)
        {
            var parts = Change(document.Partitions, part.ChangedPartitions ?? [], name);
            var map = ReadMap(parts.Concat(part.AddedPartitions ?? []), name);
            _maps.Add(name, map);
            _profiles.Add(name, ReadProfile(name, part, map));
        }
    }

    /// <summary>The nanoFramework target, which is also the folder's name under board-configs.</summary>
    public string Target { get; }

    /// <summary>The board's name for people.</summary>
    public string Name { get; }

    /// <summary>Size of the flash in bytes.</summary>
    public uint FlashSize { get; }

    /// <summary>Where the processor sees the first byte of the flash; 0 where programming tools count from the flash's start.</summary>
    public uint FlashAddress { get; }

    /// <summary>Whether it says by which SPI bus a memory chip is reached.</summary>
    public bool HasSpi { get; }

    /// <summary>GPIO numbers by use.</summary>
    public IReadOnlyDictionary<string, int> Pins { get; }

    /// <summary>The UART of the provisioning console, counted as the chip's maker does.</summary>
    public int ProvisioningUart { get; }

    /// <summary>Its speed in bits a second.</summary>
    public int ProvisioningBaud { get; }

    /// <summary>Program unit of the flash in bytes.</summary>
    public int WriteSize { get; }

    /// <summary>Whether a unit may be programmed again before it is erased.</summary>
    public bool CanReprogram { get; }

    /// <summary>What the board's number is: <c>mac</c> or <c>uid</c>.</summary>
    public string DeviceIdKind { get; }

    /// <summary>Length of the board's number in bytes.</summary>
    public int DeviceIdLength { get; }

    /// <summary>What stands behind the firmware's System.Random: <c>esp32-rng</c>, <c>stm32-rng</c>, or <c>rand</c>, which is no source of entropy.</summary>
    public string EntropySource { get; }

    /// <summary>Whether that is the chip's generator of noise.</summary>
    public bool HasTrng { get; }

    /// <summary>Whether the generator makes noise only while the radio runs.</summary>
    public bool EntropyNeedsRadio { get; }

    /// <summary>The nanoFramework family, <c>ESP32</c> or <c>STM32</c>.</summary>
    public string Family { get; }

    /// <summary><c>wifi</c>, <c>ethernet</c> or <c>none</c>.</summary>
    public string NetworkKind { get; }

    /// <summary>Whether the firmware computes HMAC-SHA-256.</summary>
    public bool HasNativeHmac { get; }

    /// <summary>The lengths in bytes of the keys of the firmware's AES; none where it has no AES.</summary>
    public IReadOnlyList<int> NativeAesKeyLengths { get; }

    /// <summary>The profiles in the order of the file.</summary>
    public IReadOnlyCollection<BoardProfile> Profiles => _profiles.Values;

    /// <summary>Reads a description.</summary>
    /// <param name="json">The text of a board.json.</param>
    /// <param name="source">Its name for messages.</param>
    /// <returns>The description, checked.</returns>
    /// <exception cref="BoardException">It is no JSON, has missing or unknown members, or contradicts itself.</exception>
    public static BoardDescription Parse(string json, string source)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, BoardDocument.Json.BoardDocument)
                ?? throw new BoardException("it holds null");
            return new BoardDescription(document);
        }
        catch (JsonException e)
        {
            throw new BoardException($"{source}: {e.Message}");
        }
        catch (BoardException e)
        {
            throw new BoardException($"{source}: {e.Message}");
        }
    }

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="BoardException">The board has no such profile.</exception>
    public BoardProfile GetProfile(string name)
    {
        return _profiles.TryGetValue(name, out var profile)
            ? profile
            : throw new BoardException($"board {Target} has no profile '{name}'; it has {string.Join(", ", _profiles.Keys)}");
    }

    /// <summary>The partitions that a profile has, in the order of their offsets.</summary>
    /// <param name="profile">One of <see cref="Profiles"/>.</param>
    public IReadOnlyList<BoardPartition> GetPartitions(BoardProfile profile) => _maps[profile.Name];

    /// <summary>Sizes in bytes of the erase blocks that a partition consists of.</summary>
    /// <param name="partition">A partition of this board.</param>
    public int[] GetBlockSizes(BoardPartition partition)
    {
        var sizes = new List<int>();
        uint start = 0;
        foreach (uint end in _sectorEnds)
        {
            if (start >= partition.Offset && end <= partition.End)
            {
                sizes.Add((int)(end - start));
            }

            start = end;
        }

        return [.. sizes];
    }

    /// <summary>The stretch of flash that carries a profile's flash log.</summary>
    /// <param name="profile">One of <see cref="Profiles"/>, with <see cref="BoardStoreKind.Flash"/> or <see cref="BoardStoreKind.SpiNor"/>.</param>
    public BoardRegion GetRegion(BoardProfile profile)
    {
        if (profile is { Chip: { } chip, ChipRegion: { } region })
        {
            int[] blocks = new int[region.Size / ChipBlock];
            Array.Fill(blocks, (int)ChipBlock);
            return new BoardRegion(region, blocks, 1, true, chip, chip.Size);
        }

        var partition = profile.Partition ?? throw new ArgumentException("no flash log", nameof(profile));
        return new BoardRegion(partition, GetBlockSizes(partition), WriteSize, CanReprogram, null, FlashSize);
    }

    private static uint[] ReadSectors(BoardDocument.FlashPart flash)
    {
        var ends = new List<uint>();
        ulong end = 0;
        foreach (var run in flash.Sectors)
        {
            uint size = Hex("flash.sectors.size", run.Size);
            Require(run.Count is > 0 and <= 65536, $"flash.sectors.count is {run.Count}; it is 1 to 65536");
            Require(size is >= 256 and <= 0x100000, $"flash.sectors.size is {run.Size}; it is 0x100 to 0x100000");
            Require(flash.WriteSize > 0 && size % flash.WriteSize == 0, $"flash.sectors.size {run.Size} is no multiple of writeSize");
            for (int i = 0; i < run.Count; i++)
            {
                end += size;
                Require(end <= 0x10000000, "flash.sectors come to more than 256 MB");
                ends.Add((uint)end);
            }
        }

        Require(ends.Count > 0, "flash.sectors is empty");
        return [.. ends];
    }

    private static void CheckWiring(BoardDocument document)
    {
        OneOf("console.driver", document.Console.Driver ?? "firmware", "firmware", "application");
        if (document.Provisioning is { } provisioning)
        {
            Require(provisioning.Uart != document.Console.Uart, "provisioning.uart is the console's, which belongs to the firmware");
            Require(provisioning.Baud is >= 9600 and <= 921600, "provisioning.baud is 9600 to 921600");
            Require(document.Pins.ContainsKey("provisioningTx") && document.Pins.ContainsKey("provisioningRx"), "pins.provisioningTx or pins.provisioningRx is missing");
        }
        else
        {
            Require(document.Console.Driver == "application", "provisioning is missing: the console's UART belongs to the firmware");
        }

        if (document.Spi is { } spi)
        {
            Require(spi.Bus > 0 && spi.Frequency is >= 100_000 and <= 33_000_000, "spi.bus is 1 or more, spi.frequency 100 kHz to 33 MHz");
            Require(document.Pins.ContainsKey("spiSelect"), "pins.spiSelect is missing: the chip select of the memory on spi.bus");
        }

        var twice = document.Pins.GroupBy(pin => pin.Value).FirstOrDefault(g => g.Count() > 1);
        Require(twice == null, $"pins: GPIO {twice?.Key} is {string.Join(" and ", twice?.Select(pin => pin.Key) ?? [])}");
    }

    private static IEnumerable<BoardDocument.PartitionPart> Change(
        IReadOnlyList<BoardDocument.PartitionPart> parts, IReadOnlyList<BoardDocument.PartitionPart> changes, string profile)
    {
        string? absent = changes.FirstOrDefault(change => parts.All(part => part.Name != change.Name))?.Name;
        Require(absent == null, $"profile {profile} changes partition {absent}, which is not in the map");
        return parts.Select(part => changes.FirstOrDefault(change => change.Name == part.Name) ?? part);
    }

    private BoardPartition[] ReadMap(IEnumerable<BoardDocument.PartitionPart> parts, string profile)
    {
        var map = parts
            .Select(p => new BoardPartition(p.Name, Hex($"offset of partition {p.Name}", p.Offset), Hex($"size of partition {p.Name}", p.Size)))
            .OrderBy(p => p.Offset)
            .ToArray();

        BoardPartition? before = null;
        foreach (var partition in map)
        {
            Require(partition.Size > 0, $"partition {partition.Name} is empty");
            Require(partition.End <= FlashSize, $"partition {partition.Name} ends at 0x{partition.End:X}, past the flash's end at 0x{FlashSize:X}");
            Require(IsEdge(partition.Offset), $"partition {partition.Name} begins at 0x{partition.Offset:X}, inside a sector");
            Require(IsEdge((uint)partition.End), $"partition {partition.Name} ends at 0x{partition.End:X}, inside a sector");
            Require(before == null || before.End <= partition.Offset, $"partitions {before?.Name} and {partition.Name} overlap (profile {profile})");
            before = partition;
        }

        string? twice = map.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        Require(twice == null, $"two partitions are called {twice} (profile {profile})");
        return map;
    }

    private static BoardProfile ReadProfile(string name, BoardDocument.ProfilePart part, BoardPartition[] map)
    {
        OneOf($"profiles.{name}.firmware", part.Firmware, "released", "own");
        OneOf($"profiles.{name}.store", part.Store, "flash", "drive", "spi-nor", "eeprom");
        var kind = part.Store switch
        {
            "flash" => BoardStoreKind.Flash,
            "drive" => BoardStoreKind.Drive,
            "spi-nor" => BoardStoreKind.SpiNor,
            _ => BoardStoreKind.Eeprom,
        };
        bool isChip = kind == BoardStoreKind.SpiNor;
        Require(
            part.Partition == null ? kind != BoardStoreKind.Flash : kind is BoardStoreKind.Flash or BoardStoreKind.Drive,
            $"profile {name}: 'partition' goes with store 'flash', and with 'drive' where the drive is in the board's flash");
        var partition = part.Partition == null ? null : map.FirstOrDefault(p => p.Name == part.Partition)
            ?? throw new BoardException($"profile {name} wants partition {part.Partition}, which is not in the map");
        Require((kind == BoardStoreKind.Drive) == !string.IsNullOrEmpty(part.Drive), $"profile {name}: 'drive' goes with store 'drive', and only with it");
        Require(
            isChip == (part.Chip != null) && isChip == (part.Offset != null) && isChip == (part.Size != null),
            $"profile {name}: 'chip', 'offset' and 'size' go with store 'spi-nor', and only with it");
        Require((kind == BoardStoreKind.Eeprom) == (part.Sections != null), $"profile {name}: 'sections' goes with store 'eeprom', and only with it");
        BoardProfile profile = new(name, part.Firmware == "own", kind, partition, part.Drive);
        return kind switch
        {
            BoardStoreKind.SpiNor => ReadChip(profile, part.Chip!, part.Offset!, part.Size!),
            BoardStoreKind.Eeprom => ReadSections(profile, part.Sections!),
            _ => profile,
        };
    }

    private static BoardProfile ReadChip(BoardProfile profile, string name, string offset, string size)
    {
        string what = $"profiles.{profile.Name}";
        var chip = SpiNorParts.Find(name) ?? throw new BoardException($"{what}.chip is \"{name}\"; it is one of {string.Join(", ", SpiNorParts.Names)}");
        BoardPartition region = new(name, Hex(what + ".offset", offset), Hex(what + ".size", size));
        Require(region.Offset % ChipBlock == 0 && region.Size % ChipBlock == 0, $"{what}: offset and size are multiples of 0x{ChipBlock:X}");
        Require(region.Size / ChipBlock is >= 2 and <= 1024, $"{what}.size is {size}; it is 2 to 1024 blocks of 0x{ChipBlock:X}");
        Require(region.End <= chip.Size, $"{what}: ends at 0x{region.End:X}, past the chip's end at 0x{chip.Size:X}");
        return profile with { Chip = chip, ChipRegion = region };
    }

    private static BoardProfile ReadSections(BoardProfile profile, BoardDocument.SectorRun sections)
    {
        string what = $"profiles.{profile.Name}.sections";
        uint size = Hex(what + ".size", sections.Size);
        Require(sections.Count is >= 2 and <= 4096, $"{what}.count is {sections.Count}; it is 2 to 4096");
        Require(size is >= 32 and <= 4096, $"{what}.size is {sections.Size}; it is 0x20 to 0x1000");
        return profile with { SectionCount = sections.Count, SectionSize = (int)size };
    }

    private bool IsEdge(uint offset) => offset == 0 || Array.BinarySearch(_sectorEnds, offset) >= 0;

    private static uint Hex(string what, string text)
    {
        return text.StartsWith("0x", StringComparison.Ordinal)
            && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw new BoardException($"{what} is \"{text}\"; write it as \"0x1000\"");
    }

    private static void OneOf(string what, string value, params string[] allowed)
    {
        Require(allowed.Contains(value), $"{what} is \"{value}\"; it is one of {string.Join(", ", allowed)}");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new BoardException(message);
        }
    }
}
