namespace NfToken.Pal.Storage;

/// <summary>One section, as <see cref="EepromInspection"/> reads it: never a byte of its value.</summary>
public sealed class EepromSectionInspection
{
    internal EepromSectionInspection(int section)
    {
        Section = section;
    }

    /// <summary>Index of the section.</summary>
    public int Section { get; }

    /// <summary>What it is.</summary>
    public EepromSectionState State { get; internal set; }

    /// <summary>Whether the header matches its checksum; without, what follows is 0.</summary>
    public bool IsNamed { get; internal set; }

    /// <summary>Whether header and share of the value match their checksums.</summary>
    public bool IsIntact { get; internal set; }

    /// <summary>Record id of a piece or deletion; 0: none, or a deletion of all.</summary>
    public uint Id { get; internal set; }

    /// <summary>Number of the operation that wrote it; rises.</summary>
    public uint Serial { get; internal set; }

    /// <summary>Number of the piece; 0 makes the record.</summary>
    public int Piece { get; internal set; }

    /// <summary>Number of pieces of the whole value; 0 where it is no piece.</summary>
    public int PieceCount { get; internal set; }

    /// <summary>Bytes of the whole value; 0 where it is no piece.</summary>
    public int ValueLength { get; internal set; }

    /// <summary>Bytes of the value in this section; 0 where it is no piece.</summary>
    public int DataLength { get; internal set; }

    /// <summary>Whether bytes other than 00 and FF stand behind what the header speaks of: the rest of an older value.</summary>
    public bool HasRemains { get; internal set; }

    /// <summary>Where the next write of its operation was to go; -1: nowhere.</summary>
    public int Place { get; internal set; } = -1;
}
