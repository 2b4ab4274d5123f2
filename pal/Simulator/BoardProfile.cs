namespace NfToken.Pal.Simulator;

/// <summary>Where a board keeps the token's objects.</summary>
public enum BoardStoreKind
{
    /// <summary>The flash log, on a partition of raw flash.</summary>
    Flash,

    /// <summary>Files on a drive.</summary>
    Drive,

    /// <summary>The flash log, on a part of a NOR flash chip on the SPI bus.</summary>
    SpiNor,

    /// <summary>Sections of EEPROM or FRAM.</summary>
    Eeprom,
}

/// <summary>One of the ways in which a board can keep the token's objects.</summary>
/// <param name="Name">The profile's name, such as <c>raw</c>.</param>
/// <param name="NeedsOwnFirmware">Whether released firmware does not do.</param>
/// <param name="Store">What keeps the objects.</param>
/// <param name="Partition">The partition that carries the store; null where a memory beside the board's flash does, or a drive on one.</param>
/// <param name="Drive">Root of the drive on the board, such as <c>I:\</c>; null but for <see cref="BoardStoreKind.Drive"/>.</param>
public sealed record BoardProfile(string Name, bool NeedsOwnFirmware, BoardStoreKind Store, BoardPartition? Partition, string? Drive)
{
    /// <summary>The chip; null but for <see cref="BoardStoreKind.SpiNor"/>.</summary>
    public SpiNorPart? Chip { get; init; }

    /// <summary>What of the chip carries the store, under the chip's name; null but for <see cref="BoardStoreKind.SpiNor"/>.</summary>
    public BoardPartition? ChipRegion { get; init; }

    /// <summary>Number of sections; 0 but for <see cref="BoardStoreKind.Eeprom"/>.</summary>
    public int SectionCount { get; init; }

    /// <summary>Size of a section in bytes; 0 but for <see cref="BoardStoreKind.Eeprom"/>.</summary>
    public int SectionSize { get; init; }

    /// <summary>Whether the store is in a memory of its own, beside the board's flash.</summary>
    public bool HasOwnMemory => Store is BoardStoreKind.SpiNor or BoardStoreKind.Eeprom;

    /// <summary>Size of that memory in bytes; 0 where there is none.</summary>
    public long OwnMemorySize => Chip?.Size ?? (long)SectionCount * SectionSize;
}
