namespace NfToken.Pal;

/// <summary>Why a store refused.</summary>
public enum StoreError
{
    /// <summary>No room for the value.</summary>
    Full,

    /// <summary>A value does not match its checksum.</summary>
    Damaged,

    /// <summary>The region holds data that is no store of ours; it is not touched until the user asks for a format.</summary>
    Foreign,

    /// <summary>The region holds a store of a later format version.</summary>
    Version,

    /// <summary>The region is empty: it wants formatting first.</summary>
    NotFormatted,

    /// <summary>The part or drive failed, or does not fit the store (too few blocks, impossible sizes).</summary>
    Device,

    /// <summary>Another program changed or holds the store.</summary>
    Busy,
}
