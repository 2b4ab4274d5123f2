using System;

namespace NfToken.Pal.Storage;

/// <content>Start: copies, and where there is room for them.</content>
public sealed partial class EepromStore
{
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
}
