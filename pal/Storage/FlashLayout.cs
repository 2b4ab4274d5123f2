namespace NfToken.Pal.Storage;

/// <summary>Numbers of the format that do not depend on the write size. FORMAT.md draws it; <see cref="FlashPart"/> has the others.</summary>
internal static class FlashLayout
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
}
