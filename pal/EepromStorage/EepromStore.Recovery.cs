using System;

namespace NfToken.Pal.Storage;

/// <content>Start: judging what an interruption left, and making it firm.</content>
/// <remarks>
/// A section whose write was interrupted may read as it was, as it should be, or as neither, and otherwise tomorrow. So nothing that reads as whole is
/// overwritten here before a copy of it was written and read back in the same go.
/// </remarks>
public sealed partial class EepromStore
{
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
}
