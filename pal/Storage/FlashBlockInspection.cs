namespace NfToken.Pal.Storage;

/// <summary>One block of the flash log, as <see cref="FlashInspection"/> reads it.</summary>
public sealed class FlashBlockInspection
{
    internal FlashBlockInspection(int block, int size, int usableSize)
    {
        Block = block;
        Size = size;
        UsableSize = usableSize;
        Source = -1;
        EntriesEnd = 0;
        DataStart = usableSize;
        Entries = new FlashEntryInspection[0];
    }

    /// <summary>Index of the block.</summary>
    public int Block { get; }

    /// <summary>Its size in bytes.</summary>
    public int Size { get; }

    /// <summary>How much of it the log uses: of a block larger than all others only as much as the second largest has.</summary>
    public int UsableSize { get; }

    /// <summary>What it is used for.</summary>
    public FlashBlockState State { get; internal set; }

    /// <summary>Whether its birth header checks, so that the erase count is known.</summary>
    public bool IsBorn { get; internal set; }

    /// <summary>How often it was erased.</summary>
    public uint EraseCount { get; internal set; }

    /// <summary>Rises from opening to opening over the whole region; 0 where the block is not open.</summary>
    public uint Sequence { get; internal set; }

    /// <summary>The block whose records this one took over, or -1.</summary>
    public int Source { get; internal set; }

    /// <summary>Whether it stands for the wiping of all blocks of lower sequences.</summary>
    public bool IsWipe { get; internal set; }

    /// <summary>Whether the mark of a complete compaction or wipe stands.</summary>
    public bool IsMarked { get; internal set; }

    /// <summary>First byte behind the headers and entries.</summary>
    public int EntriesEnd { get; internal set; }

    /// <summary>First byte of data: between <see cref="EntriesEnd"/> and here the block is unused.</summary>
    public int DataStart { get; internal set; }

    /// <summary>Its entries, in the order of their numbers.</summary>
    public FlashEntryInspection[] Entries { get; internal set; }
}
