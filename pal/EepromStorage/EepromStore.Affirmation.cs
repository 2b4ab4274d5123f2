using System;

namespace NfToken.Pal.Storage;

/// <content>Start: the last commit, whose write nothing says to have been complete.</content>
public sealed partial class EepromStore
{
    /// <summary>Readings that have to agree where there is no room for a copy.</summary>
    private const int Readings = 16;

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
}
