namespace NfToken.Pal.Storage;

/// <summary>Where things lie in a block, for one write size. FORMAT.md draws it.</summary>
internal sealed class FlashLayout
{
    /// <summary>Version of the format that this code writes.</summary>
    internal const byte Version = 1;

    /// <summary>"NFST", least significant byte first.</summary>
    internal const uint Magic = 0x5453464E;

    /// <summary>Bytes of the birth and of the opening header that mean something; the rest pads to the write size.</summary>
    internal const int HeaderBytes = 16;

    /// <summary>Bytes of an announcement that mean something.</summary>
    internal const int AnnouncementBytes = 20;

    /// <summary>Bytes of a commitment that mean something.</summary>
    internal const int CommitmentBytes = 8;

    internal readonly int WriteSize;

    /// <summary>Where the opening header starts; the birth header starts at 0.</summary>
    internal readonly int OpeningAt;

    /// <summary>Where the mark of a complete compaction starts.</summary>
    internal readonly int MarkAt;

    /// <summary>Length of the mark.</summary>
    internal readonly int MarkSize;

    /// <summary>Where the first entry starts.</summary>
    internal readonly int EntriesAt;

    /// <summary>Within an entry: where the commitment starts. Before it lies the announcement.</summary>
    internal readonly int CommitmentAt;

    /// <summary>Within an entry: where the mark of the settled operation starts.</summary>
    internal readonly int SettledAt;

    /// <summary>Length of an entry.</summary>
    internal readonly int EntrySize;

    internal FlashLayout(int writeSize)
    {
        WriteSize = writeSize;
        OpeningAt = Align(HeaderBytes);
        MarkAt = 2 * OpeningAt;
        MarkSize = Align(8);
        EntriesAt = MarkAt + MarkSize;
        CommitmentAt = Align(AnnouncementBytes);
        SettledAt = CommitmentAt + Align(CommitmentBytes);
        EntrySize = SettledAt + Align(4);
    }

    /// <summary>Rounds a length up to the write size.</summary>
    internal int Align(int length) => (length + WriteSize - 1) & ~(WriteSize - 1);

    /// <summary>Where an entry starts in its block.</summary>
    internal int EntryAt(int number) => EntriesAt + number * EntrySize;
}
