namespace NfToken.Pal.Storage;

/// <summary>One file of a drive, as <see cref="DriveInspection"/> reads it: never a byte of its value.</summary>
public sealed class DriveFileInspection
{
    internal DriveFileInspection(string name, int length)
    {
        Name = name;
        Length = length;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; }

    /// <summary>What it is.</summary>
    public DriveFileState State { get; internal set; }

    /// <summary>Record id; 0 where the name is no record's.</summary>
    public uint Id { get; internal set; }

    /// <summary>Generation.</summary>
    public int Generation { get; internal set; }

    /// <summary>Length of the record's value in bytes.</summary>
    public int ValueLength { get; internal set; }

    /// <summary>Whether the content matches its checksum and its name.</summary>
    public bool IsIntact { get; internal set; }
}
