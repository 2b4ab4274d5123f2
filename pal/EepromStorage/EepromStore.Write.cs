using System;

namespace NfToken.Pal.Storage;

/// <content>Saving, deleting, wiping.</content>
public sealed partial class EepromStore
{
    private void Save(uint id, byte[] value)
    {
        int pieces = _part.GetPieces(value.Length);
        int spare = SpareSections - (_map.Index.Find(id) >= 0 ? 1 : 0);
        if (pieces + spare > _map.CountFree())
        {
            throw new StoreException(StoreError.Full, value.Length + " bytes");
        }

        uint serial = _nextSerial++;
        uint crc = Crc32.Update(0, value, 0, value.Length);
        byte[] section = new byte[EepromHeader.Size + (value.Length < _part.Payload ? value.Length : _part.Payload)];
        // Piece 0 lies first, where a start meets it before the others.
        ushort[] places = new ushort[pieces];
        for (int i = 0; i < pieces; i++)
        {
            places[i] = (ushort)Take();
        }

        int chain = EepromMap.End;
        if (pieces == 1 || !RecordKind.IsPublic(id))
        {
            Announce(serial, places[pieces - 1]);
        }

        for (int number = pieces - 1; number >= 0; number--)
        {
            if (number == 0)
            {
                _part.Eeprom.Sync();
            }

            int place = WritePiece(section, id, serial, crc, value, number, places[number], number > 0 ? places[number - 1] : EepromHeader.Nowhere);
            _map.Next[place] = (ushort)chain;
            chain = place;
        }

        Array.Clear(section, 0, section.Length);
        _part.Eeprom.Sync();
        ReleaseAnnouncements();
        int old = _map.Index.Find(id);
        if (old >= 0)
        {
            int head = _map.Index.Heads[old];
            int rest = _map.Next[head];
            _map.Index.RemoveAt(old);
            _map.Index.Add(id, serial, crc, value.Length, chain);
            Bury(id, head, rest, serial);
        }
        else
        {
            _map.Index.Add(id, serial, crc, value.Length, chain);
        }

        Settle(serial);
        _part.Eeprom.Sync();
        Level(serial);
    }

    /// <summary>Writes one piece; where a section fails, another one is announced and taken.</summary>
    /// <returns>The section that took it.</returns>
    private int WritePiece(byte[] section, uint id, uint serial, uint crc, byte[] value, int number, int place, int next)
    {
        int start = number * _part.Payload;
        int share = value.Length - start < _part.Payload ? value.Length - start : _part.Payload;
        EepromHeader header = _part.Draft;
        header.Set(EepromHeader.Piece, id, serial, value.Length, next);
        header.ValueCrc = crc;
        header.DataCrc = Crc32.Update(0, value, start, share);
        header.Number = number;
        header.Build();
        Array.Copy(header.Raw, section, EepromHeader.Size);
        Array.Copy(value, start, section, EepromHeader.Size, share);
        while (!_part.TryWrite(place, section, EepromHeader.Size + share))
        {
            Retire(place);
            place = Take();
            Announce(serial, place);
        }

        return place;
    }

    private void Delete(uint id)
    {
        uint serial = _nextSerial++;
        int marker = WriteDeletion(id, serial);
        int at = _map.Index.Find(id);
        int head = _map.Index.Heads[at];
        int rest = _map.Next[head];
        _map.Index.RemoveAt(at);
        Bury(id, head, rest, serial);
        Settle(serial);
        Release(marker, id, serial);
        _part.Eeprom.Sync();
    }

    private void WipeAll()
    {
        uint serial = _nextSerial++;
        int marker = WriteDeletion(0, serial);
        _map.Index = new EepromIndex();
        LostRecords = 0;
        VoidAllBut(marker, serial);
        Release(marker, 0, serial);
        Settle(serial);
        _part.Eeprom.Sync();
    }

    /// <summary>Starts with a deletion of everything, so that an interrupted format is an empty store.</summary>
    private void FormatAll()
    {
        uint serial = 1;
        for (int i = 0; i < _part.Count; i++)
        {
            EepromHeader header = _part.Read(i);
            if (header.IsValid && header.Serial >= serial)
            {
                serial = header.Serial + 1;
            }

            _map.Next[i] = EepromMap.Free;
        }

        _map.Index = new EepromIndex();
        _cursor = (int)(serial % (uint)_part.Count);
        VoidAllBut(WriteDeletion(0, serial), serial);
        Settle(serial);
        _part.Eeprom.Sync();
    }

    private int WriteDeletion(uint id, uint serial)
    {
        int place = Take();
        Announce(serial, place);
        _part.Eeprom.Sync();
        while (true)
        {
            _part.Draft.Set(EepromHeader.Deletion, id, serial, 0, EepromHeader.Nowhere);
            if (_part.TryWriteDraft(place, false))
            {
                break;
            }

            Retire(place);
            place = Take();
            Announce(serial, place);
        }

        _part.Eeprom.Sync();
        ReleaseAnnouncements();
        return place;
    }

    /// <summary>A deletion's section may be used again, unless what it deletes could not be overwritten.</summary>
    private void Release(int marker, uint id, uint serial) =>
        _map.Next[marker] = BadSections > 0 && _map.IsNeeded(id, serial) ? EepromMap.Pinned : EepromMap.Free;

    private void VoidAllBut(int marker, uint serial)
    {
        for (int i = 0; i < _part.Count; i++)
        {
            if (i != marker && _map.Next[i] != EepromMap.Bad)
            {
                Overwrite(i, serial);
            }
        }
    }

    /// <summary>Frees the sections of an old value: all are overwritten, or of a public one the header of piece 0.</summary>
    private void Bury(uint id, int head, int section, uint serial)
    {
        bool isPublic = RecordKind.IsPublic(id);
        TryVoid(head, serial, _round, !isPublic);
        while (section != EepromMap.End)
        {
            int next = _map.Next[section];
            if (isPublic)
            {
                _map.Next[section] = EepromMap.Free;
            }
            else
            {
                Overwrite(section, serial);
            }

            section = next;
        }
    }

    /// <summary>Says in some free section that an operation is done, and that what it overwrote is.</summary>
    private void Settle(uint serial)
    {
        _part.Eeprom.Sync();
        int section = FindFree(_cursor);
        while (section >= 0 && !TryVoid(section, serial, _round + 1, false))
        {
            section = FindFree(_cursor);
        }
    }

    /// <summary>Says in a free section where the next write goes: what is there may read as untouched today and as written tomorrow.</summary>
    private void Announce(uint serial, int place)
    {
        int section = FindFree(_cursor);
        while (section >= 0)
        {
            _part.Draft.Set(EepromHeader.Announcement, 0, serial, 0, place);
            if (_part.TryWriteDraft(section, false))
            {
                _map.Next[section] = EepromMap.Held;
                return;
            }

            Retire(section);
            section = FindFree(_cursor);
        }
    }

    private void ReleaseAnnouncements()
    {
        for (int i = 0; i < _part.Count; i++)
        {
            if (_map.Next[i] == EepromMap.Held)
            {
                _map.Next[i] = EepromMap.Free;
            }
        }
    }

    /// <summary>Overwrites all of a section, which then says that it is free and that an operation was committed.</summary>
    /// <returns>False where it failed, and is out of use.</returns>
    private bool Overwrite(int section, uint serial) => TryVoid(section, serial, _round, true);

    /// <summary>Overwrites all of a section while an operation is undone: who knows how many records there are.</summary>
    private bool Undo(int section, uint serial) => TryVoid(section, serial - 1, 0, true, EepromHeader.NoCensus);

    private bool TryVoid(int section, uint serial, int round, bool isWhole) =>
        TryVoid(section, serial, round, isWhole, _map.Index.Count + LostRecords);

    private bool TryVoid(int section, uint serial, int round, bool isWhole, int census)
    {
        _part.Draft.Set(EepromHeader.Void, 0, serial, census, EepromHeader.Nowhere);
        _part.Draft.Number = round;
        if (_part.TryWriteDraft(section, isWhole))
        {
            _map.Next[section] = EepromMap.Free;
            return true;
        }

        Retire(section);
        return false;
    }

    private void Retire(int section)
    {
        _map.Next[section] = EepromMap.Bad;
        BadSections++;
    }

    /// <summary>Takes the next free section in turn.</summary>
    /// <exception cref="StoreException"><see cref="StoreError.Full"/>: too many sections failed.</exception>
    private int Take()
    {
        int section = FindFree(_cursor);
        if (section < 0)
        {
            _isStale = true;
            throw new StoreException(StoreError.Full, "sections fail");
        }

        _map.Next[section] = EepromMap.End;
        _cursor = section + 1;
        return section;
    }

    /// <summary>The first free section from a place on, or -1.</summary>
    private int FindFree(int from)
    {
        ushort[] next = _map.Next;
        for (int i = 0; i < next.Length; i++)
        {
            int section = from + i;
            if (section >= next.Length)
            {
                section -= next.Length;
            }

            if (next[section] == EepromMap.Free)
            {
                return section;
            }
        }

        return -1;
    }
}
