using System;

namespace NfToken.Pal.Storage;

/// <content>Blocks: opening, compaction, erasing, levelling of wear.</content>
public sealed partial class FlashStore
{
    /// <summary>Difference of erase counts at which a block that rests is moved to a worn one.</summary>
    private const uint WearGap = 8;

    /// <summary>Makes room in the head for an entry with so many bytes of data.</summary>
    /// <returns>False where no compaction could; everything stands as it was.</returns>
    private bool EnsureRoom(int length)
    {
        if (HeadHasRoom(length))
        {
            return true;
        }

        int block = ChooseFree(-1);
        if (block >= 0 && _part.GetSize(block) - _part.Layout.EntryAt(1) >= length)
        {
            _head = OpenBlock(block, FlashHeader.NoSource, 0, 0);
            _live[block] = 0;
            LevelWear();
            return HeadHasRoom(length) || EnsureRoom(length);
        }

        int victim = -1;
        int best = length;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < Bad)
            {
                int room = _part.GetSize(i) - _part.Layout.EntryAt(1) - 8 * _live[i];
                if (room >= best && ChooseFree(i) >= 0 && _part.GetSize(ChooseFree(i)) >= _part.GetSize(i))
                {
                    victim = i;
                    best = room + 1;
                }
            }
        }

        if (victim < 0)
        {
            return false;
        }

        Compact(victim, true);
        LevelWear();
        return HeadHasRoom(length);
    }

    private bool HeadHasRoom(int length)
    {
        if (_head == null)
        {
            return false;
        }

        int room = RoomOf(_head);
        int count = _part.Layout.Align(length);
        if (room < count)
        {
            return false;
        }

        // Damage may have hidden where data lies: never program over it.
        return !_head.IsInherited || _part.IsBlank(_head.Block, _head.Low - count, count);
    }

    /// <summary>
    /// The least worn free block that may be taken, so that afterwards a free block is left that is large enough for any other.
    /// </summary>
    /// <param name="source">The block that will be free in exchange, or -1.</param>
    /// <returns>-1 where there is none.</returns>
    private int ChooseFree(int source)
    {
        int full = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Free && _part.IsFullSize(i))
            {
                full++;
            }
        }

        bool spare = full > 1 || (source >= 0 && _part.IsFullSize(source));
        // Live bytes are counted in eights, so a full block may count as more than full.
        int needed = source >= 0 ? _part.Layout.EntriesAt + 8 * _live[source] : 0;
        if (source >= 0 && needed > _part.GetSize(source))
        {
            needed = _part.GetSize(source);
        }

        int chosen = -1;
        uint least = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Free && (spare || !_part.IsFullSize(i)) && _part.GetSize(i) >= needed)
            {
                _header.Read(i);
                if (chosen < 0 || _header.EraseCount < least)
                {
                    chosen = i;
                    least = _header.EraseCount;
                }
            }
        }

        return chosen;
    }

    private FlashTail OpenBlock(int block, uint source, uint sourceSequence, uint sourceErases)
    {
        if (_isFirstOpening)
        {
            // A loss of power may have left this very block's opening half programmed, reading as blank.
            _isFirstOpening = false;
            if (!EraseBlock(block))
            {
                throw new FlashException("erase, block " + block);
            }
        }

        _header.WriteOpening(block, ++_lastSequence, source, sourceSequence, sourceErases);
        return new FlashTail(block, 0, _part.GetSize(block));
    }

    /// <summary>Copies what lives in a block to a free one and erases the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isForRoom">Whether the copy is to take new entries in any case.</param>
    private void Compact(int block, bool isForRoom)
    {
        int target = ChooseFree(block);
        bool swap = false;
        if (target < 0)
        {
            target = FindFullSizeFree();
            swap = true;
        }

        if (target < 0)
        {
            throw new FlashException("no free block");
        }

        _header.Read(block);
        FlashTail tail = OpenBlock(target, (uint)block, _header.Sequence, _header.EraseCount & 0xFFFF);
        _live[target] = 0;
        if (_isSound != null)
        {
            _isSound[target] = true;
        }

        FlashCursor entry = new FlashCursor(_part);
        entry.Start(block);
        while (entry.Next())
        {
            if (IsLive(entry))
            {
                Copy(entry, tail);
            }
        }

        _part.Region.Sync();
        _header.WriteMark(target);
        _part.Region.Sync();
        EraseBlock(block);
        _part.Region.Sync();
        if (_head == null || _head.Block == block || isForRoom || RoomOf(tail) > RoomOf(_head))
        {
            _head = tail;
        }

        if (swap && _live[block] == Free)
        {
            Compact(target, isForRoom);
        }
    }

    private int FindFullSizeFree()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Free && _part.IsFullSize(i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether an entry holds what its record's value is.</summary>
    private bool IsLive(FlashCursor entry)
    {
        if (IsDoubtful(entry))
        {
            entry.Take(_doubtful);
        }

        if (!entry.HasValue)
        {
            return false;
        }

        if (entry.Kind == FlashEntryKind.Piece && entry.Id == _pendingId && entry.Serial == _pendingSerial)
        {
            return true;
        }

        int at = _index.Find(entry.Id);
        return at >= 0 && _index.Serials[at] == entry.Serial
            && (entry.Kind == FlashEntryKind.Piece
                ? _isSound == null || _isSound[entry.Block] || !HasSoundTwin(entry)
                : _index.Blocks[at] == entry.Block && _index.Entries[at] == entry.Number);
    }

    /// <summary>Whether a piece in a block that was being erased lies in a sound one too.</summary>
    private bool HasSoundTwin(FlashCursor piece)
    {
        FlashCursor other = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad && _isSound[block])
            {
                other.Start(block);
                while (other.Next())
                {
                    if (IsPieceOf(other, piece.Id, piece.Serial) && other.Piece == piece.Piece)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool IsDoubtful(FlashCursor entry) =>
        _doubtful != null && entry.Block == _doubtful.Block && entry.Number == _doubtful.Number;

    private void Copy(FlashCursor entry, FlashTail tail)
    {
        FlashPart part = _part;
        int number = tail.Entries++;
        int at = part.Layout.EntryAt(number);
        tail.Low -= part.Layout.Align(entry.Length);
        int low = tail.Low;
        uint crc = Announce(tail.Block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, low, entry.Length);
        byte[] chunk = new byte[entry.Length < 256 ? entry.Length : 256];
        for (int done = 0; done < entry.Length; done += chunk.Length)
        {
            int count = entry.Length - done < chunk.Length ? entry.Length - done : chunk.Length;
            if (IsDoubtful(entry))
            {
                Array.Copy(_doubtfulValue, done, chunk, 0, count);
            }
            else
            {
                part.Region.Read(entry.Block, entry.Offset + done, chunk, 0, count);
            }

            part.Program(tail.Block, low + done, chunk, 0, count);
            if (!part.Holds(tail.Block, low + done, chunk, 0, count))
            {
                throw new FlashException("verify, block " + tail.Block);
            }
        }

        GetObjectValueCleanup(chunk);
        Commit(tail.Block, at, crc, entry.ValueCrc, true, entry.State != FlashEntryState.Broken);
        AddLive(tail.Block, entry.Length);
        if (entry.Kind != FlashEntryKind.Piece)
        {
            int record = _index.Find(entry.Id);
            _index.Blocks[record] = (ushort)tail.Block;
            _index.Entries[record] = (ushort)number;
        }
    }

    /// <summary>Erases a block and gives it its birth header; a block that fails goes out of use.</summary>
    /// <returns>False where it failed.</returns>
    private bool EraseBlock(int block)
    {
        _header.Read(block);
        uint count = (_header.IsBorn ? _header.EraseCount : _highestEraseCount) + 1;
        if (_header.IsBorn && !_header.IsFree && _part.CanReprogram)
        {
            // Half erased, overwritten entries would pass for damaged records, were the header still to say that the block is in use.
            _part.Clear(block, _part.Layout.OpeningAt, _part.Layout.OpeningAt);
            _part.Region.Sync();
        }

        _part.Region.Erase(block);
        if (!_part.IsBlank(block, 0, _part.GetSize(block)))
        {
            Retire(block);
            return false;
        }

        _header.WriteBirth(block, count);
        if (count > _highestEraseCount)
        {
            _highestEraseCount = count;
        }

        _live[block] = Free;
        if (_isSound != null)
        {
            _isSound[block] = false;
        }

        return true;
    }

    private void Retire(int block)
    {
        _live[block] = Bad;
        BadBlocks++;
        if (_part.CanReprogram)
        {
            try
            {
                _part.Clear(block, 0, _part.GetSize(block));
            }
            catch (FlashException)
            {
                // It is out of use either way.
            }
        }
    }

    /// <summary>Erases blocks in which nothing lives, so that a start need not read their entries.</summary>
    private void EraseEmptyBlocks()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if ((_live[i] == 0 && (_head == null || _head.Block != i)) || _live[i] == Dirty)
            {
                EraseBlock(i);
            }
        }
    }

    /// <summary>Moves the block that was erased least, where it rests far below the others.</summary>
    private void LevelWear()
    {
        uint least = _highestEraseCount;
        int resting = -1;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < Bad && (_head == null || _head.Block != i))
            {
                _header.Read(i);
                if (_header.IsBorn && _header.EraseCount < least)
                {
                    least = _header.EraseCount;
                    resting = i;
                }
            }
        }

        if (resting >= 0 && _highestEraseCount - least > WearGap && ChooseFree(resting) >= 0)
        {
            Compact(resting, false);
        }
    }
}
