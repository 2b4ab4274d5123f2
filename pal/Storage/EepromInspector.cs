using System;

namespace NfToken.Pal.Storage;

/// <summary>Reads what lies where on a part with an <see cref="EepromStore"/>, also on a damaged one. Writes nothing and finishes nothing.</summary>
public sealed class EepromInspector
{
    private readonly EepromPart _part;
    private readonly EepromMap _map;

    /// <summary>Reads the headers of all sections.</summary>
    /// <param name="eeprom">The part.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Version"/>; <see cref="StoreError.Device"/>: impossible sizes.</exception>
    /// <exception cref="FlashException">The part does not answer.</exception>
    public EepromInspector(IEeprom eeprom)
    {
        _part = new EepromPart(eeprom);
        _map = new EepromMap(_part);
        _map.Scan();
    }

    /// <summary>Number of sections.</summary>
    public int SectionCount => _part.Count;

    /// <summary>Sections whose header checks; 0 where the part holds no store.</summary>
    public int ValidCount => _map.ValidCount;

    /// <summary>Bytes of a value that a section takes.</summary>
    public int Payload => _part.Payload;

    /// <summary>Records that were saved and are gone, as far as the part tells: see <see cref="EepromStore.LostRecords"/>.</summary>
    public int LostRecords => _map.GetLost();

    /// <summary>Whether the next start has an interrupted operation to finish or to undo.</summary>
    public bool IsInterrupted =>
        _map.LastCommit > _map.LastVoid || _map.LastForerunner > _map.LastVoid || (_map.LastRound & 1) == 0 || _map.TwinSerial != 0;

    /// <summary>Ids of the records, oldest first saved.</summary>
    public uint[] GetObjectIds()
    {
        uint[] ids = new uint[_map.Index.Count];
        Array.Copy(_map.Index.Ids, ids, ids.Length);
        return ids;
    }

    /// <summary>Looks into a section.</summary>
    /// <param name="section">Index of the section.</param>
    /// <exception cref="FlashException">The part does not answer.</exception>
    public EepromSection Read(int section)
    {
        byte[] buffer = new byte[_part.SectionSize];
        bool isSound = _part.ReadWhole(section, buffer);
        EepromHeader header = _part.Header;
        EepromSection found = new EepromSection(GetState(section, header, buffer));
        if (header.IsValid)
        {
            found.Serial = header.Serial;
            found.IsSound = isSound;
            found.Id = header.Id;
            if (header.Kind == EepromHeader.Piece)
            {
                found.Piece = header.Number;
                found.PieceCount = _part.GetPieces(header.Length);
                found.ValueLength = header.Length;
                found.DataLength = header.GetShare(_part.Payload);
            }
        }

        Array.Clear(buffer, 0, buffer.Length);
        return found;
    }

    private EepromSectionState GetState(int section, EepromHeader header, byte[] buffer)
    {
        if (!header.IsValid)
        {
            byte first = buffer[0];
            bool isBlank = first == 0 || first == 0xFF;
            for (int i = 1; i < buffer.Length && isBlank; i++)
            {
                isBlank = buffer[i] == first;
            }

            return isBlank ? EepromSectionState.Blank : EepromSectionState.Unreadable;
        }

        switch (header.Kind)
        {
            case EepromHeader.Void:
                return EepromSectionState.Free;
            case EepromHeader.Announcement:
                return EepromSectionState.Announcement;
            case EepromHeader.Deletion:
                return EepromSectionState.Deletion;
            default:
                return _map.IsLive(section) ? EepromSectionState.Live : EepromSectionState.Old;
        }
    }
}
