using System.Collections.Generic;

namespace NfToken.Tool.Inspection;

/// <summary>What lies where in a board's store. This is what <c>--json</c> prints; README.md describes the members.</summary>
internal sealed record StoreReport
{
    /// <summary>The file or folder that was read.</summary>
    public required string Image { get; init; }

    /// <summary>The board's target; null for a folder.</summary>
    public string? Target { get; init; }

    /// <summary>Its profile.</summary>
    public string? Profile { get; init; }

    /// <summary><c>flash</c>, <c>eeprom</c> or <c>drive</c>.</summary>
    public required string Store { get; init; }

    /// <summary><c>store</c>, <c>blank</c>, <c>foreign</c> or <c>otherVersion</c>.</summary>
    public required string Content { get; init; }

    /// <summary>Version of the format; null where there is none.</summary>
    public int? Version { get; init; }

    /// <summary>What is worth knowing, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where the flash lies and how it is made; null for a drive and for sections.</summary>
    public PartReport? Part { get; init; }

    /// <summary>Bytes of all blocks, sections or files, by what they are.</summary>
    public required IReadOnlyDictionary<string, long> Bytes { get; init; }

    /// <summary>Erases of the blocks; null where none is known.</summary>
    public WearReport? Wear { get; init; }

    /// <summary>The records, the oldest first saved; those that are not live too.</summary>
    public required IReadOnlyList<RecordReport> Records { get; init; }

    /// <summary>The blocks; empty but for flash.</summary>
    public required IReadOnlyList<BlockReport> Blocks { get; init; }

    /// <summary>The sections; empty but for an EEPROM.</summary>
    public IReadOnlyList<SectionReport> Sections { get; init; } = [];

    /// <summary>The files; empty but for a drive.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }
}

/// <summary>A region of flash.</summary>
/// <param name="Partition">Name of the partition; null on a chip.</param>
/// <param name="Chip">Name of the chip on the SPI bus; null in the board's own flash.</param>
/// <param name="Offset">Where it starts in the flash or chip.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="WriteSize">Program unit in bytes.</param>
/// <param name="CanReprogram">Whether a unit may be programmed again.</param>
internal sealed record PartReport(string? Partition, string? Chip, long Offset, long Size, int WriteSize, bool CanReprogram);

/// <summary>How often blocks were erased.</summary>
/// <param name="Least">Of the block with the fewest erases.</param>
/// <param name="Most">Of the block with the most.</param>
/// <param name="Unknown">Number of blocks that do not tell.</param>
internal sealed record WearReport(uint Least, uint Most, int Unknown);

/// <summary>A block.</summary>
/// <param name="Block">Its index.</param>
/// <param name="Offset">Where it starts in the flash.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="State"><c>free</c>, <c>inUse</c>, <c>dirty</c>, <c>retired</c>, <c>blank</c> or <c>foreign</c>.</param>
/// <param name="Erases">How often it was erased; null where it does not tell.</param>
/// <param name="Sequence">When it was opened, counted over all blocks; null where it is not open.</param>
/// <param name="Stretches">All of its bytes, in order.</param>
internal sealed record BlockReport(int Block, long Offset, int Size, string State, uint? Erases, uint? Sequence, IReadOnlyList<Stretch> Stretches);

/// <summary>Bytes of a block that are of one sort.</summary>
/// <param name="Offset">The first of them, in the block.</param>
/// <param name="Length">How many.</param>
/// <param name="What">One of <see cref="Tool.Inspection.What"/>.</param>
/// <param name="Record">Id of the record that they belong to, or null.</param>
internal sealed record Stretch(int Offset, int Length, string What, string? Record);

/// <summary>A record.</summary>
/// <param name="Id">Its id; null where not even that can be read.</param>
/// <param name="Kind">What its id says that it is.</param>
/// <param name="Label">CKA_LABEL; null where it cannot be read or has none.</param>
/// <param name="Detail">Kind of key, or the certificate's subject and dates; null where that cannot be read.</param>
/// <param name="State"><c>live</c>, <c>damaged</c>, <c>replaced</c>, <c>dead</c>, <c>interrupted</c>, <c>deletion</c>, <c>retirement</c>, <c>source</c>, <c>void</c> or <c>lost</c>.</param>
/// <param name="Checksum"><c>right</c>, <c>wrong</c>, or <c>none</c> where none was completed or it was overwritten.</param>
/// <param name="Length">Bytes of its value; null where that cannot be read.</param>
/// <param name="Serial">Its place in the order of saving, or the file's generation.</param>
/// <param name="Places">Where its value lies.</param>
internal sealed record RecordReport(
    string? Id, string Kind, string? Label, string? Detail, string State, string Checksum, int? Length, uint? Serial, IReadOnlyList<Place> Places);

/// <summary>Where bytes of a value lie.</summary>
/// <param name="Block">Index of the block; null on a drive and in sections.</param>
/// <param name="Offset">The first of them, in the block, section or file.</param>
/// <param name="Length">How many.</param>
/// <param name="File">Name of the file; null but on a drive.</param>
/// <param name="Section">Index of the section; null but on an EEPROM.</param>
internal sealed record Place(int? Block, int Offset, int Length, string? File, int? Section = null);

/// <summary>A section.</summary>
/// <param name="Section">Its index.</param>
/// <param name="Offset">Where it starts in the part.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="State"><c>blank</c>, <c>foreign</c>, <c>unreadable</c>, <c>void</c>, <c>announcement</c>, <c>deletion</c>, <c>live</c>, <c>damaged</c>, <c>dead</c>, <c>interrupted</c> or <c>copy</c>.</param>
/// <param name="Record">Id of the record of which it holds a piece, or that it deletes; null where there is none.</param>
/// <param name="Serial">Number of the operation that wrote it; null where it cannot be read.</param>
/// <param name="Piece">Number of the piece; null where it holds none.</param>
/// <param name="Pieces">Number of pieces of the whole value; null where it holds none.</param>
/// <param name="Length">Bytes of the value in it; null where it holds none.</param>
/// <param name="Checksum"><c>right</c>, <c>wrong</c>, or <c>none</c> where nothing of this format is.</param>
/// <param name="Stretches">All of its bytes, in order.</param>
internal sealed record SectionReport(
    int Section, long Offset, int Size, string State, string? Record, uint? Serial, int? Piece, int? Pieces, int? Length, string Checksum, IReadOnlyList<Stretch> Stretches);

/// <summary>A file of a drive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="State"><c>mark</c>, <c>wipe</c>, <c>absence</c>, <c>live</c>, <c>damaged</c>, <c>replaced</c>, <c>unfinished</c> or <c>foreign</c>.</param>
/// <param name="Record">Id of its record, or null.</param>
/// <param name="Generation">Its generation, or null.</param>
/// <param name="Checksum"><c>right</c>, <c>wrong</c>, or <c>none</c> where it has none.</param>
internal sealed record FileReport(string Name, int Length, string State, string? Record, int? Generation, string Checksum);
