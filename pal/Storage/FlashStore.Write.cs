using System;

namespace NfToken.Pal.Storage;

/// <content>Saving: room, entries, pieces.</content>
public sealed partial class FlashStore
{
    /// <summary>A piece of fewer bytes is not worth an entry.</summary>
    private const int SmallestPiece = 16;

    private void Save(uint id, byte[] value)
    {
        uint serial = _nextSerial++;
        bool isWhole = value.Length <= GetLargestRecord();
        if (isWhole && EnsureRoom(value.Length))
        {
            int entry = Append(_head, FlashEntryKind.Record, id, serial, 0, value, 0, value.Length, false);
            Accept(id, serial, entry, value.Length);
            return;
        }

        if (value.Length > GetRoom(false))
        {
            throw Full(value.Length);
        }

        SavePieces(id, serial, value);
    }

    /// <summary>No room; but where no program has worked since blocks failed, that is why.</summary>
    private StoreException Full(int length) =>
        _part.IsFailing ? Failed(new FlashException("program")) : new StoreException(StoreError.Full, length + " bytes");

    /// <summary>Length of the largest value that one block takes.</summary>
    private int GetLargestRecord()
    {
        int largest = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            int room = _part.GetSize(i) - _part.EntryAt(1);
            if (room > largest)
            {
                largest = room;
            }
        }

        return largest;
    }

    /// <summary>Splits a value over the room of several blocks.</summary>
    private void SavePieces(uint id, uint serial, byte[] value)
    {
        _work = new FlashWork { PendingId = id, PendingSerial = serial };
        int at = 0;
        for (int piece = 0; ; piece++)
        {
            if (!EnsureRoom(SmallestPiece))
            {
                _state |= Stale;
                throw Full(value.Length);
            }

            int room = RoomOf(_head) & ~(_part.WriteSize - 1);
            int rest = value.Length - at;
            if (rest + 4 <= room)
            {
                byte[] last = new byte[rest + 4];
                last[0] = (byte)value.Length;
                last[1] = (byte)(value.Length >> 8);
                last[2] = (byte)(value.Length >> 16);
                Array.Copy(value, at, last, 4, rest);
                int entry = Append(_head, FlashEntryKind.LastPiece, id, serial, piece, last, 0, last.Length, false);
                Array.Clear(last, 0, last.Length);
                _work = null;
                Accept(id, serial, entry, rest + 4);
                return;
            }

            int count = rest < room ? rest : room;
            Append(_head, FlashEntryKind.Piece, id, serial, piece, value, at, count, true);
            AddLive(_head.Block, count);
            at += count;
        }
    }

    /// <summary>Makes a committed entry the record's value, erases the old one and settles the entry.</summary>
    private void Accept(uint id, uint serial, int entry, int length)
    {
        int block = _head.Block;
        bool settleFirst = !_part.CanReprogram;
        if (settleFirst)
        {
            Settle(block, entry);
        }

        AddLive(block, length);
        int old = _index.Find(id);
        if (old < 0)
        {
            _index.Add(id, serial, block, entry);
        }
        else
        {
            FlashCursor before = GoTo(old);
            _index.RemoveAt(old);
            _index.Add(id, serial, block, entry);
            EraseValue(before);
        }

        if (!settleFirst)
        {
            // Where the old one is damaged, a compaction may have moved the new one.
            int at = _index.Find(id);
            Settle(_index.GetBlock(at), _index.GetEntry(at));
        }

        _part.Region.Sync();
        EraseEmptyBlocks();
    }

    private void Settle(int block, int entry)
    {
        int at = _part.EntryAt(entry) + _part.SettledAt;
        _part.Clear(block, at, _part.EntrySize - _part.SettledAt);
    }

    /// <summary>Bytes of data that the next entry of a block could have.</summary>
    private int RoomOf(FlashTail tail) => tail.Low - _part.EntryAt(tail.Entries + (tail.IsInherited ? 2 : 1));

    private int SizeOf(int length) => (_part.EntrySize + _part.Align(length) + 7) >> 3;

    private void AddLive(int block, int length) => _live[block] = (ushort)(_live[block] + SizeOf(length));

    private void RemoveLive(int block, int length) => _live[block] = (ushort)(_live[block] - SizeOf(length));

    /// <summary>Writes an entry and its data; syncs around the commitment.</summary>
    /// <returns>Number of the entry.</returns>
    private int Append(FlashTail tail, int kind, uint id, uint serial, int piece, byte[] data, int index, int count, bool settled)
    {
        FlashPart part = _part;
        KillInheritedSlot(tail);
        int number = tail.Entries++;
        _entries++;
        int at = part.EntryAt(number);
        tail.Low -= part.Align(count);
        int offset = tail.Low;
        uint crc = Announce(tail.Block, at, kind, id, serial, piece, offset, count);
        if (count > 0)
        {
            part.Program(tail.Block, offset, data, index, count);
        }

        part.Region.Sync();
        Commit(tail.Block, at, crc, Crc32.Update(0, data, index, count), settled, true);
        part.Region.Sync();
        return number;
    }

    /// <summary>Overwrites what may be a half programmed announcement that reads as blank today.</summary>
    private void KillInheritedSlot(FlashTail tail)
    {
        if (tail.IsInherited)
        {
            _part.Clear(tail.Block, _part.EntryAt(tail.Entries), _part.CommitmentAt);
            tail.Entries++;
            tail.IsInherited = false;
        }
    }

    private uint Announce(int block, int at, int kind, uint id, uint serial, int piece, int offset, int count)
    {
        FlashPart part = _part;
        part.Fill(0xFF, part.CommitmentAt);
        part.Put(4, id);
        part.Put(8, serial);
        part.Put(12, (uint)kind << 24 | (uint)count);
        part.Put(16, (uint)piece << 18 | (uint)offset);
        uint crc = Crc32.Update(0, part.Scratch, 4, FlashLayout.AnnouncementBytes - 4);
        part.Put(0, crc);
        part.Write(block, at, part.Scratch, 0, part.CommitmentAt);
        return crc;
    }

    /// <param name="block">Block of the entry.</param>
    /// <param name="at">Where the entry starts.</param>
    /// <param name="crc">Checksum of its announcement.</param>
    /// <param name="valueCrc">Checksum of its data.</param>
    /// <param name="settled">Whether nothing remains to be done for it.</param>
    /// <param name="valid">False to carry damage on as damage.</param>
    private void Commit(int block, int at, uint crc, uint valueCrc, bool settled, bool valid)
    {
        FlashPart part = _part;
        
        int count = (settled ? part.EntrySize : part.SettledAt) - part.CommitmentAt;
        part.Fill(0xFF, part.SettledAt - part.CommitmentAt);
        uint check = FlashCursor.Check(crc, valueCrc);
        part.Put(0, valueCrc);
        part.Put(4, valid ? check : ~check);
        for (int i = part.SettledAt - part.CommitmentAt; i < count; i++)
        {
            part.Scratch[i] = 0;
        }

        part.Write(block, at + part.CommitmentAt, part.Scratch, 0, count);
    }
}
