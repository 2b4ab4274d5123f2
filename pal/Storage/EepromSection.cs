namespace NfToken.Pal.Storage;

/// <summary>A section of EEPROM as <see cref="EepromInspector"/> finds it; none of a value's bytes.</summary>
public sealed class EepromSection
{
    internal EepromSection(EepromSectionState state)
    {
        State = state;
    }

    /// <summary>What it holds.</summary>
    public EepromSectionState State { get; }

    /// <summary>Id of the record, or 0.</summary>
    public uint Id { get; internal set; }

    /// <summary>Number of the operation that wrote it; 0 where that is unknown.</summary>
    public uint Serial { get; internal set; }

    /// <summary>Number of the piece, from 0.</summary>
    public int Piece { get; internal set; }

    /// <summary>Number of pieces that the value has; 0 where it is no piece.</summary>
    public int PieceCount { get; internal set; }

    /// <summary>Length of the whole value in bytes.</summary>
    public int ValueLength { get; internal set; }

    /// <summary>Bytes of the value that lie here.</summary>
    public int DataLength { get; internal set; }

    /// <summary>Whether these bytes match their checksum; true where there are none, false where the header does not check.</summary>
    public bool IsSound { get; internal set; }
}
