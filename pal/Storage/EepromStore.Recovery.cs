using System;

namespace NfToken.Pal.Storage;

/// <content>Start: judging what an interruption left, and making it firm.</content>
/// <remarks>
/// A section whose write was interrupted may read as it was, as it should be, or as neither, and otherwise tomorrow. So nothing that reads as whole is
/// overwritten here before a copy of it was written and read back in the same go.
/// </remarks>
public sealed partial class EepromStore
{
    /// <summary>Readings that have to agree where there is no room for a copy.</summary>
    private const int Readings = 16;

    private void Mount()
    {
        for (int round = 0; ; round++)
        {
            if (round == 64)
            {
                throw new FlashException("unsteady");
            }

            _map.Scan();
            if (_map.ValidCount == 0)
            {
                Refuse();
            }

            if (_map.IsUnsteady)
            {
                continue;
            }

            uint done = _map.LastCommit > _map.LastVoid ? _map.LastCommit : _map.LastVoid;
            LostRecords = _map.GetLost();
            _nextSerial = (_map.LastForerunner > done ? _map.LastForerunner : done) + 1;
            _cursor = _map.LastWritten + 1;

            // The end of an earlier round may have been written and not be seen.
            _round = (_map.LastRound & ~1) + 2;
            if (_map.LastForerunner > done)
            {
                Cancel(_map.LastForerunner);
                continue;
            }

            if (_map.LastForerunner == done && !ArePlacesTaken(done) && ClearPlaces(done, true))
            {
                continue;
            }

            uint doubtful = _map.LastCommit;
            if (_map.LastCommit <= _map.LastVoid)
            {
                // One of two copies is firm. What they replace is not needed any more, and gives room.
                doubtful = _map.TwinSerial;
                if (doubtful != 0 && ClearDead(done))
                {
                    continue;
                }
            }

            if (doubtful == 0 || !Affirm(doubtful))
            {
                Tidy(done);
                _round = 0;
                return;
            }
        }
    }

    /// <summary>Says why the part is no store.</summary>
    private void Refuse()
    {
        if (_part.IsAll(0xFF) || _part.IsAll(0))
        {
            throw new StoreException(StoreError.NotFormatted, "blank");
        }

        throw new StoreException(StoreError.Foreign, "no section of ours");
    }

    /// <summary>Ends an operation that was interrupted before its commit, or a move of a section.</summary>
    private void Cancel(uint serial)
    {
        for (int i = 0; i < _part.Count; i++)
        {
            EepromHeader header = _part.Header;
            if (IsForerunner(i, serial)
                && (header.Kind == EepromHeader.Announcement || header.Number == _part.GetPieces(header.Length) - 1))
            {
                if (!ClearChain(header.Place, serial))
                {
                    return;
                }
            }
        }

        _part.Eeprom.Sync();
        for (int i = 0; i < _part.Count; i++)
        {
            if (IsForerunner(i, serial) && !_map.IsLive(i) && Overwrite(i, serial))
            {
                return;
            }
        }
    }

    private bool IsUsable(int place) => place < _part.Count && _map.Next[place] != EepromMap.Bad;

    /// <summary>Clears the places that the first write of an operation leads to, the last one first: each is known by the one before only.</summary>
    /// <returns>False where a copy was made: then read the part again.</returns>
    private bool ClearChain(int place, uint serial)
    {
        ushort[] places = new ushort[_part.Count];
        int count = 0;
        while (IsUsable(place) && !IsAmong(places, count, place))
        {
            places[count++] = (ushort)place;
            place = IsForerunner(place, serial) && !_map.IsLive(place) ? _part.Header.Place : EepromHeader.Nowhere;
        }

        bool isAsRead = true;
        while (count > 0 && isAsRead)
        {
            isAsRead = Clear(places[--count], serial);
        }

        return isAsRead;
    }

    private static bool IsAmong(ushort[] places, int count, int place)
    {
        for (int i = 0; i < count; i++)
        {
            if (places[i] == place)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsForerunner(int section, uint serial)
    {
        if (_map.Next[section] == EepromMap.Bad)
        {
            return false;
        }

        EepromHeader header = _part.Read(section);
        return header.IsForerunner && header.Serial == serial;
    }

    private bool IsCommit(int section, uint serial)
    {
        if (_map.Next[section] == EepromMap.Bad)
        {
            return false;
        }

        EepromHeader header = _part.Read(section);
        return header.IsCommit && header.Serial == serial;
    }

    /// <summary>Makes an announced place firm: empty, or the one copy of what was moved there.</summary>
    /// <returns>False where a copy was made: then read the part again.</returns>
    private bool Clear(int place, uint serial)
    {
        EepromHeader header = _part.Read(place);
        if (!_map.IsLive(place) && _map.Next[place] != EepromMap.Twin)
        {
            Undo(place, serial);
            return true;
        }

        byte[] buffer = new byte[_part.SectionSize];
        if (!_part.ReadWhole(place, buffer) || header.Kind != EepromHeader.Piece)
        {
            // What was complete does not read so.
            Undo(place, serial);
            return true;
        }

        uint id = header.Id;
        uint written = header.Serial;
        uint crc = header.ValueCrc;
        int number = header.Number;
        for (int i = 0; i < _part.Count; i++)
        {
            if (i != place && _map.Next[i] != EepromMap.Bad)
            {
                header = _part.Read(i);
                if (header.IsValid && header.Kind == EepromHeader.Piece
                    && header.Id == id && header.Serial == written && header.ValueCrc == crc && header.Number == number)
                {
                    bool isMerged = Merge(place, i, buffer, serial);
                    Array.Clear(buffer, 0, buffer.Length);
                    return !isMerged;
                }
            }
        }

        Array.Clear(buffer, 0, buffer.Length);
        return true;
    }

    /// <summary>Of two copies of a piece one is firm, and nobody knows which: a third one is. Where there is no room for it both stay.</summary>
    private bool Merge(int copy, int original, byte[] buffer, uint serial)
    {
        int target = FindSpare(serial, copy);
        if (target < 0 || !TryCopy(buffer, target, serial))
        {
            return false;
        }

        Undo(copy, serial);
        Undo(original, serial);
        return true;
    }

    /// <summary>
    /// Makes the last commit firm, or voids it. Nothing says that its write was complete; if it was not, what it replaces is untouched.
    /// </summary>
    /// <returns>False where there is no room for it and it was taken as it is; true: read the part again.</returns>
    private bool Affirm(uint serial)
    {
        ClearPlaces(serial, false);
        byte[] buffer = new byte[_part.SectionSize];
        int source = -1;
        for (int i = 0; i < _part.Count; i++)
        {
            if (!IsCommit(i, serial))
            {
                continue;
            }

            if (_part.ReadWhole(i, buffer) && _part.Header.IsCommit && _part.Header.Serial == serial && IsComplete())
            {
                source = i;
                break;
            }
            else
            {
                Undo(i, serial);
                return true;
            }
        }

        if (source < 0)
        {
            return true;
        }

        int target = FindSpare(serial, source);
        int place = EepromHeader.Nowhere;
        if (target < 0)
        {
            // The last resort: the place of an announcement, whose own place is remembered here.
            target = FindAnnouncement(serial);
            place = target < 0 ? place : _part.Header.Place;
        }

        if (target < 0)
        {
            bool isSteady = IsSteady(source, buffer);
            if (!isSteady)
            {
                Undo(source, serial);
            }

            Array.Clear(buffer, 0, buffer.Length);
            return !isSteady;
        }

        if (TryCopy(buffer, target, serial))
        {
            if (IsUsable(place) && place != source && !_map.IsLive(place))
            {
                Overwrite(place, serial);
            }

            VoidOthers(target, source, serial);
        }

        Array.Clear(buffer, 0, buffer.Length);
        return true;
    }

    /// <summary>Whether the place that an operation announced, if any, is where its commit or a record's piece lies.</summary>
    private bool ArePlacesTaken(uint serial)
    {
        if (_map.Announcements != 1)
        {
            return _map.Announcements == 0;
        }

        int place = IsForerunner(_map.AnnouncedIn, serial) ? _part.Header.Place : EepromHeader.Nowhere;
        return IsUsable(place) && (_map.IsLive(place) || IsCommit(place, serial));
    }

    /// <summary>
    /// Overwrites the places that an operation announced and that hold nothing of it. What seems to say there that the operation is done may be a
    /// write that was interrupted before another one was.
    /// </summary>
    /// <param name="serial">The operation.</param>
    /// <param name="isDone">Whether it seems to be done: then its pieces are where they should be.</param>
    /// <returns>Whether anything was overwritten.</returns>
    private bool ClearPlaces(uint serial, bool isDone)
    {
        int last = -1;
        bool isChanged = false;
        for (int i = 0; i < _part.Count; i++)
        {
            bool isAnnounced = IsForerunner(i, serial) && _part.Header.Kind == EepromHeader.Announcement;
            if (!isAnnounced && (isDone || !_part.Header.IsForerunner || _part.Header.Serial != serial))
            {
                continue;
            }

            int place = _part.Header.Place;
            if (place != last && IsUsable(place) && !_map.IsLive(place))
            {
                last = place;
                if (!IsCommit(place, serial) && !IsForerunner(place, serial) && Undo(place, serial))
                {
                    isChanged = true;
                    if (isAnnounced)
                    {
                        // Nothing is there any more that an announcement would be needed for.
                        Undo(i, serial);
                    }
                }
            }
        }

        return isChanged;
    }

    /// <summary>Whether all pieces are there of the record whose piece 0 was read last.</summary>
    private bool IsComplete()
    {
        EepromHeader header = _part.Header;
        if (header.Kind == EepromHeader.Deletion)
        {
            return true;
        }

        int at = _map.Index.Find(header.Id);
        if (at < 0 || _map.Index.Serials[at] != header.Serial)
        {
            return false;
        }

        int missing = _part.GetPieces(header.Length);
        int section = _map.Index.Heads[at];
        while (section != EepromMap.End)
        {
            missing--;
            section = _map.Next[section];
        }

        return missing <= 0;
    }

    /// <summary>Overwrites each other place where the commit was written or was to be written.</summary>
    private void VoidOthers(int target, int source, uint serial)
    {
        _part.Eeprom.Sync();
        bool isDone = Overwrite(source, serial);
        for (int i = 0; i < _part.Count; i++)
        {
            if (i != target && IsCommit(i, serial))
            {
                isDone |= Overwrite(i, serial);
            }
            else if (IsForerunner(i, serial) && _part.Header.Kind == EepromHeader.Announcement)
            {
                int place = _part.Header.Place;
                if (place != target && (!IsUsable(place) || IsPlaceOver(place, serial)))
                {
                    isDone |= Overwrite(i, serial);
                }
            }
        }

        int section = isDone ? -1 : FindSpare(serial, target);
        if (section >= 0)
        {
            Overwrite(section, serial);
        }
    }

    /// <summary>Overwrites a place where a commit was to be written, unless a piece of its record is there.</summary>
    private bool IsPlaceOver(int place, uint serial)
    {
        if (_map.IsLive(place))
        {
            EepromHeader header = _part.Read(place);
            if (header.IsValid && header.Kind == EepromHeader.Piece && header.Number != 0)
            {
                return true;
            }
        }

        return Overwrite(place, serial);
    }

    /// <summary>Copies a section that was read whole, after an announcement where there is room for one.</summary>
    private bool TryCopy(byte[] buffer, int target, uint serial)
    {
        int used = EepromHeader.Size;
        Array.Copy(buffer, _part.Header.Raw, used);
        _part.Header.Parse();
        used += _part.Header.Kind == EepromHeader.Piece ? _part.Header.GetShare(_part.Payload) : 0;
        Array.Clear(buffer, used, buffer.Length - used);
        int section = FindSpare(serial, target);
        if (section >= 0)
        {
            _part.Draft.Set(EepromHeader.Announcement, 0, serial, 0, target);
            if (!_part.TryWriteDraft(section, true))
            {
                Retire(section);
                return false;
            }
        }

        if (_part.TryWrite(target, buffer, buffer.Length))
        {
            return true;
        }

        Retire(target);
        return false;
    }

    /// <summary>A section with an announcement of an operation, which was read last; -1 where there is none.</summary>
    private int FindAnnouncement(uint serial)
    {
        for (int i = 0; i < _part.Count; i++)
        {
            if (IsForerunner(i, serial) && _part.Header.Kind == EepromHeader.Announcement && !_map.IsLive(i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A section that holds nothing of this operation or of any record; -1 where there is none.</summary>
    /// <param name="serial">The operation.</param>
    /// <param name="except">A section that is meant for something else.</param>
    private int FindSpare(uint serial, int except)
    {
        for (int i = 0; i < _part.Count; i++)
        {
            int section = (int)((serial + (uint)i) % (uint)_part.Count);
            ushort state = _map.Next[section];
            if (section != except
                && (state == EepromMap.Free || state == EepromMap.Unreadable || state == EepromMap.Loose || state == EepromMap.Marker))
            {
                EepromHeader header = _part.Read(section);
                if (!header.IsValid || header.Kind == EepromHeader.Void
                    || (header.Serial < serial && (state == EepromMap.Free || (state == EepromMap.Loose ? IsOrphan() : IsSpent()))))
                {
                    return section;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the public piece that was read last does not even belong to an old value, which may yet turn out to be the current one.</summary>
    private bool IsOrphan()
    {
        EepromHeader header = _part.Header;
        uint id = header.Id;
        uint serial = header.Serial;
        bool isOrphan = RecordKind.IsPublic(id);
        for (int i = 0; i < _part.Count && isOrphan; i++)
        {
            if (_map.Next[i] == EepromMap.Dead)
            {
                _part.Read(i);
                isOrphan = header.IsValid && !(header.Id == id && header.Serial == serial);
            }
        }

        return isOrphan;
    }

    /// <summary>Whether the deletion that was read last deletes nothing any more.</summary>
    private bool IsSpent()
    {
        EepromHeader header = _part.Header;
        uint id = header.Id;
        uint serial = header.Serial;
        bool isSpent = header.IsCommit && header.Kind == EepromHeader.Deletion && !_map.IsNeeded(id, serial);
        for (int i = 0; i < _part.Count && isSpent; i++)
        {
            if (_map.Next[i] == EepromMap.Dead)
            {
                _part.Read(i);
                isSpent = header.IsValid && !(header.Serial < serial && (id == 0 || header.Id == id));
            }
        }

        return isSpent;
    }

    private bool IsSteady(int section, byte[] expected)
    {
        byte[] again = new byte[expected.Length];
        bool isSteady = true;
        for (int round = 0; round < Readings && isSteady; round++)
        {
            isSteady = _part.ReadWhole(section, again);
            int used = EepromHeader.Size + (_part.Header.Kind == EepromHeader.Piece ? _part.Header.GetShare(_part.Payload) : 0);
            for (int i = 0; i < used && isSteady; i++)
            {
                isSteady = again[i] == expected[i];
            }
        }

        Array.Clear(again, 0, again.Length);
        return isSteady;
    }

    /// <summary>Overwrites what was replaced or deleted, and public pieces of nothing are free.</summary>
    /// <returns>Whether anything was overwritten.</returns>
    private bool ClearDead(uint done)
    {
        bool isChanged = false;
        for (int i = 0; i < _part.Count; i++)
        {
            ushort state = _map.Next[i];
            if (state != EepromMap.Dead && state != EepromMap.Loose)
            {
                continue;
            }

            EepromHeader header = _part.Read(i);
            if (state == EepromMap.Loose && header.IsForerunner && header.Kind == EepromHeader.Piece && RecordKind.IsPublic(header.Id))
            {
                _map.Next[i] = EepromMap.Free;
            }
            else
            {
                Overwrite(i, done);
                isChanged = true;
            }
        }

        return isChanged;
    }

    /// <summary>Overwrites what belongs to no record, and frees the rest.</summary>
    private void Tidy(uint done)
    {
        bool isSettled = _map.LastVoid >= done && (_map.LastRound & 1) != 0;
        bool isClean = isSettled;
        for (int i = 0; i < _part.Count; i++)
        {
            ushort state = _map.Next[i];
            if (state == EepromMap.Unreadable)
            {
                Overwrite(i, done);
                isClean = false;
            }
            else if (state == EepromMap.Free && !isSettled)
            {
                // Its overwriting may have been interrupted, though it does not look it.
                EepromHeader header = _part.Read(i);
                if (!header.IsValid || header.Serial == done || !(header.Kind == EepromHeader.Void || header.Kind == EepromHeader.Announcement))
                {
                    Overwrite(i, done);
                }
            }
        }

        isClean &= !ClearDead(done);
        for (int i = 0; i < _part.Count; i++)
        {
            if (_map.Next[i] == EepromMap.Marker)
            {
                EepromHeader header = _part.Read(i);
                uint serial = header.Serial;
                bool isDeletion = header.IsCommit && header.Kind == EepromHeader.Deletion;
                if (isDeletion)
                {
                    Release(i, header.Id, serial);
                }

                // It may be a copy whose writing was interrupted, over a secret.
                if (!isDeletion || (!isSettled && serial == done && _map.Next[i] == EepromMap.Free))
                {
                    Overwrite(i, done);
                    isClean = false;
                }
            }
        }

        if (!isClean)
        {
            Settle(done);
        }

        _part.Eeprom.Sync();
    }
}
