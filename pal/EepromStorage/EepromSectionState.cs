namespace NfToken.Pal.Storage;

/// <summary>What a section is to the store of sections.</summary>
public enum EepromSectionState
{
    /// <summary>All bytes are 00, or all are FF: never written by the store.</summary>
    Blank,

    /// <summary>Nothing of this format, on a part that is no store.</summary>
    Foreign,

    /// <summary>Its header does not match its checksum, and the part is a store: damaged, or its writing was interrupted.</summary>
    Unreadable,

    /// <summary>Free, and says up to which operation all is done.</summary>
    Void,

    /// <summary>Free, and says where the next write of its operation was to go.</summary>
    Announcement,

    /// <summary>Deletes a record, or all with id 0.</summary>
    Deletion,

    /// <summary>A piece of a record that counts, whole.</summary>
    Live,

    /// <summary>A piece of a record that counts, which does not match its checksum.</summary>
    Damaged,

    /// <summary>A piece of a value that was replaced or deleted; free to be written, or overwritten by the next start.</summary>
    Dead,

    /// <summary>A piece of a record whose saving was interrupted; the next start overwrites it.</summary>
    Interrupted,

    /// <summary>A second copy of a record's piece 0, left by an interruption; the next start keeps one.</summary>
    Copy,
}
