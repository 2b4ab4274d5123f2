using System;

namespace NfToken.Pal.Storage;

/// <content>Static wear levelling.</content>
public sealed partial class EepromStore
{
    /// <summary>One section is looked at for so many operations; a power of two.</summary>
    private const uint LevelEvery = 8;

    /// <summary>
    /// Now and then moves a section whose record rests, so that its own section is worn like the others. Which one it is follows from the number of the
    /// operation, so no counter of writes is kept anywhere.
    /// </summary>
    private void Level(uint serial)
    {
        uint count = (uint)_part.Count;
        int section = (int)(serial / LevelEvery % count);
        if ((serial & (LevelEvery - 1)) != 0 || !_map.IsLive(section) || _map.CountFree() < SpareSections)
        {
            return;
        }

        byte[] buffer = new byte[_part.SectionSize];
        if (_part.ReadWhole(section, buffer))
        {
            EepromHeader header = _part.Header;
            int at = _map.Index.Find(header.Id);
            if (at >= 0 && _map.Index.Serials[at] == header.Serial && serial - header.Serial >= count)
            {
                Move(section, at, buffer, EepromHeader.Size + header.GetShare(_part.Payload));
            }
        }

        Array.Clear(buffer, 0, buffer.Length);
    }

    private void Move(int section, int at, byte[] buffer, int count)
    {
        uint id = _map.Index.Ids[at];
        uint serial = _nextSerial++;
        int target = Take();
        Announce(serial, target);
        if (!_part.TryWrite(target, buffer, count))
        {
            Retire(target);
            ReleaseAnnouncements();
            Settle(serial);
            return;
        }

        _part.Eeprom.Sync();
        ReleaseAnnouncements();
        _map.Next[target] = _map.Next[section];
        int before = _map.Index.Heads[at];
        if (before == section)
        {
            _map.Index.Heads[at] = (ushort)target;
        }
        else
        {
            while (_map.Next[before] != section)
            {
                before = _map.Next[before];
            }

            _map.Next[before] = (ushort)target;
        }

        Bury(id, section, EepromMap.End, serial);
        Settle(serial);
        _part.Eeprom.Sync();
    }
}
