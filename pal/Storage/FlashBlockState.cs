namespace NfToken.Pal.Storage;

/// <summary>What a block of the flash log is used for, as <see cref="FlashInspection"/> reads it.</summary>
public enum FlashBlockState
{
    /// <summary>Erased, with its birth header: the next ones to be used.</summary>
    Free,

    /// <summary>Holds entries.</summary>
    InUse,

    /// <summary>An erase, a birth or an opening was interrupted, its header is damaged, or its copy is complete: the next start empties and erases it.</summary>
    Dirty,

    /// <summary>Failed, and out of use for good.</summary>
    Retired,

    /// <summary>All ones, without a birth header.</summary>
    Blank,

    /// <summary>Holds bytes that nothing of this format begins with.</summary>
    Foreign,
}
