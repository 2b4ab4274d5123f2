namespace NfToken.Pal.Storage;

/// <summary>One entry of the flash log, as <see cref="FlashInspection"/> reads it: never a byte of its value.</summary>
public sealed class FlashEntryInspection
{
    internal FlashEntryInspection(FlashCursor entry, FlashPart part)
    {
        Block = entry.Block;
        Number = entry.Number;
        Offset = part.EntryAt(entry.Number);
        Size = part.EntrySize;
        State = entry.State;
        IsNamed = entry.State > FlashEntryState.Lost;
        if (IsNamed)
        {
            Id = entry.Id;
            Serial = entry.Serial;
            Kind = entry.Kind;
            Piece = entry.Piece;
            DataOffset = entry.Offset;
            DataLength = entry.Length;
        }
    }

    /// <summary>Index of its block.</summary>
    public int Block { get; }

    /// <summary>Its number in the block, from 0.</summary>
    public int Number { get; }

    /// <summary>Where the entry itself starts in the block.</summary>
    public int Offset { get; }

    /// <summary>Length of the entry itself in bytes.</summary>
    public int Size { get; }

    /// <summary>What its three parts say.</summary>
    public FlashEntryState State { get; }

    /// <summary>Whether its announcement checks, so that what follows here means something.</summary>
    public bool IsNamed { get; }

    /// <summary>Record id; of a retirement: index of the block that is out of use.</summary>
    public uint Id { get; }

    /// <summary>Rises with each save and deletion.</summary>
    public uint Serial { get; }

    /// <summary>1 record, 2 piece, 3 last piece, 4 deletion, 5 retirement of a block, 6 second source of a compaction.</summary>
    public int Kind { get; }

    /// <summary>Number of the piece, from 0.</summary>
    public int Piece { get; }

    /// <summary>Where its data starts in the block.</summary>
    public int DataOffset { get; }

    /// <summary>Length of its data in bytes.</summary>
    public int DataLength { get; }

    /// <summary>Whether the entry was committed and its data matches the checksum.</summary>
    public bool IsIntact { get; internal set; }

    /// <summary>Whether the entry is what its record consists of now: false for what is dead, replaced, interrupted or beyond naming.</summary>
    public bool IsLive { get; internal set; }
}
