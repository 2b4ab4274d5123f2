namespace NfToken.Pal.Storage;

/// <summary>What a file of a drive is to the drive store.</summary>
public enum DriveFileState
{
    /// <summary>Not the store's.</summary>
    Foreign,

    /// <summary>Says that the drive is a store.</summary>
    Mark,

    /// <summary>Says that a wipe was interrupted: the next start deletes all records.</summary>
    Wipe,

    /// <summary>Says that there was no record before the newer file, of which the writing was interrupted or not finished with.</summary>
    Absence,

    /// <summary>A record, whole.</summary>
    Live,

    /// <summary>A record whose newest file does not match its checksum.</summary>
    Damaged,

    /// <summary>A newer file, or a wipe, has taken its place: the next start deletes it.</summary>
    Replaced,

    /// <summary>Its writing was interrupted: the next start deletes it.</summary>
    Unfinished,
}
