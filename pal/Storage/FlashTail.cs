namespace NfToken.Pal.Storage;

/// <summary>Where the next entry of a block goes: entries grow up from the header, data grows down from the block's end.</summary>
internal sealed class FlashTail
{
    internal readonly int Block;

    /// <summary>Number of the next entry.</summary>
    internal int Entries;

    /// <summary>Lowest byte that data takes.</summary>
    internal int Low;

    /// <summary>Whether an earlier start wrote here, so that what reads as blank may be half programmed.</summary>
    internal bool IsInherited;

    internal FlashTail(int block, int entries, int low)
    {
        Block = block;
        Entries = entries;
        Low = low;
    }
}
