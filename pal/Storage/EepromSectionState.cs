namespace NfToken.Pal.Storage;

/// <summary>What a section of EEPROM holds.</summary>
public enum EepromSectionState
{
    /// <summary>Nothing that checks: damage, an interrupted write, or other people's data.</summary>
    Unreadable,

    /// <summary>All bytes are FF or all are 00.</summary>
    Blank,

    /// <summary>Says that it is free.</summary>
    Free,

    /// <summary>Free; says where the next write of an operation was to go.</summary>
    Announcement,

    /// <summary>A piece of a record.</summary>
    Live,

    /// <summary>A piece of a value that was replaced, deleted or never saved to the end.</summary>
    Old,

    /// <summary>Deletes a record, or all; free again once that is done.</summary>
    Deletion,
}
