namespace NfToken.Pal.Storage;

/// <summary>What the three parts of an entry say together.</summary>
public enum FlashEntryState
{
    /// <summary>Nothing was programmed: here the log of this block ends.</summary>
    Blank,

    /// <summary>An interrupted announcement, overwritten since.</summary>
    Void,

    /// <summary>The announcement does not check and nothing follows it: an interrupted one.</summary>
    Torn,

    /// <summary>The announcement does not check although the entry was committed: damage.</summary>
    Lost,

    /// <summary>Announced and not committed: an interrupted save.</summary>
    Announced,

    /// <summary>Committed; what it replaces may not be erased yet.</summary>
    Committed,

    /// <summary>Committed, and all that belonged to it is done.</summary>
    Settled,

    /// <summary>Was committed once and does not check now: damage, or an interrupted erasure.</summary>
    Broken,

    /// <summary>Its value and commitment were overwritten.</summary>
    Dead,
}
