namespace NfToken.Pal.Storage;

/// <content>Room for the next entry.</content>
public sealed partial class FlashStore
{
    /// <summary>
    /// From so many blocks on two are kept free where what lives allows it: when one fails, what lives in two others can still be brought together in the last.
    /// </summary>
    private const int SparesFrom = 4;

    /// <summary>With more entries than this and two for each record, blocks are brought together although there are free ones: a start reads 32 bytes or more of each.</summary>
    private const int MostEntries = 256;

    /// <summary>Makes room in the head for an entry with so many bytes of data.</summary>
    /// <returns>False where no compaction could.</returns>
    private bool EnsureRoom(int length)
    {
        KeepReserve(length);

        // Each round empties a block; damage may make one useless.
        for (int round = 0; round < _live.Length + 2; round++)
        {
            if (HeadHasRoom(length))
            {
                return true;
            }

            if (!MakeRoom(length))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// With one spare block opened and one left, two blocks become one before an entry takes the head's last room in which another block's records fit: should the
    /// free one fail, they go there.
    /// </summary>
    private void KeepReserve(int length)
    {
        if (!_part.CanReprogram || _head == null || !HeadHasRoom(length) || CountFullSizeFree() != 1 || GetSpares() == 1)
        {
            return;
        }

        int least = NotInUse;
        for (int i = 0; i < _live.Length; i++)
        {
            if (i != _head.Block && _live[i] < least)
            {
                least = _live[i];
            }
        }

        if (RoomOf(_head) - _part.EntrySize - _part.Align(length) >= 8 * least)
        {
            return;
        }

        int first = FindVictim(-1, length);
        int second = first >= 0 ? FindVictim(first, length) : -1;
        FlashTail head = _head;
        if (second >= 0 && first != head.Block && second != head.Block && Compact(first, second, true) && _head != head)
        {
            // What room the head has left goes first.
            _next = _head;
            _head = head;
        }
    }

    /// <summary>Opens a free block, or compacts one or two that have room.</summary>
    /// <returns>False where neither is possible.</returns>
    private bool MakeRoom(int length)
    {
        if (_next != null)
        {
            _head = _next;
            _next = null;
            return true;
        }

        int needed = _part.EntryAt(1) + _part.Align(length);
        int spares = GetSpares();
        int free = CountFullSizeFree();
        int block = ChooseFree(-1, false);
        if (block >= 0 && _part.GetSize(block) < needed)
        {
            block = -1;
        }

        bool canOpen = block >= 0 && (free > spares || !_part.IsFullSize(block));
        bool isLong = _entries > MostEntries + (2 * _index.Count);
        if (canOpen && !isLong && !_part.IsFullSize(block))
        {
            int rested = FindRested(GetWear(block), length);
            if (rested >= 0 && Compact(rested, -1, true))
            {
                return true;
            }
        }

        int first = canOpen && !isLong ? -1 : FindVictim(-1, length);
        int second = first >= 0 && (isLong || free <= spares) ? FindVictim(first, length) : -1;
        bool canWait = _part.CanReprogram && free == spares && block >= 0;
        if (second >= 0 && (isLong || !canWait) && Compact(first, second, true))
        {
            return true;
        }

        if (canOpen || (canWait && second >= 0))
        {
            // Two blocks can become one when this one is nearly full, and by then more in them may be dead.
            _head = OpenBlock(block, FlashHeader.NoSource, 0, 0);
            return true;
        }

        if (first >= 0 && Compact(first, -1, true))
        {
            return true;
        }

        if (block >= 0)
        {
            _head = OpenBlock(block, FlashHeader.NoSource, 0, 0);
            return true;
        }

        return free == 0 && (TakeTail(length) || Relocate());
    }

    /// <summary>The block with the most room for new entries that could be compacted, or -1.</summary>
    /// <param name="other">A block that is to go to the same free one, or -1.</param>
    /// <param name="length">Bytes of data that must fit behind what lives.</param>
    private int FindVictim(int other, int length)
    {
        int victim = -1;
        int best = -1;
        uint bestWear = 0;
        int taken = other >= 0 ? (8 * _live[other]) + _part.EntrySize : 0;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < NotInUse && i != other)
            {
                int size = _part.GetSize(i);
                int room = size - _part.EntryAt(1) - (8 * _live[i]) - taken;

                // About as much room counts as the same, and then the least worn one goes: that levels for nothing.
                int gain = room / (size >> 4);
                if (room < length || gain < best)
                {
                    continue;
                }

                uint wear = GetWear(i);
                if (gain == best && wear >= bestWear)
                {
                    continue;
                }

                int target = other >= 0 ? ChooseFreeFor(other, i) : ChooseFree(i, false);
                if (target >= 0 && _part.GetSize(target) >= size)
                {
                    victim = i;
                    best = gain;
                    bestWear = wear;
                }
            }
        }

        return victim;
    }

    private bool HeadHasRoom(int length)
    {
        if (_head == null)
        {
            return false;
        }

        int room = RoomOf(_head);
        int count = _part.Align(length);
        if (room < count)
        {
            return false;
        }

        // Damage may have hidden where data lies: never program over it.
        return !_head.IsInherited || _part.IsBlank(_head.Block, _head.Low - count, count);
    }

    /// <summary>Where no block is free: the block with the longest blank stretch becomes the head.</summary>
    /// <returns>Whether it has room for an entry with so many bytes of data.</returns>
    private bool TakeTail(int length)
    {
        FlashCursor entry = new FlashCursor(_part);
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < NotInUse && CanRewrite(i) && (_head == null || _head.Block != i) && (_work == null || _work.IsSound == null || _work.IsSound[i]))
            {
                entry.Start(i);
                while (entry.Next())
                {
                }

                FlashTail tail = new FlashTail(i, entry.Number + 1, entry.Low) { IsInherited = true };
                if (_head == null || RoomOf(tail) > RoomOf(_head))
                {
                    _head = tail;
                }
            }
        }

        return HeadHasRoom(length);
    }

    private int GetSpares() => _live.Length - BadBlocks >= SparesFrom ? 2 : 1;

    private int CountFullSizeFree()
    {
        int full = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Free && _part.IsFullSize(i))
            {
                full++;
            }
        }

        return full;
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

    /// <summary>
    /// The least worn free block that may be taken, so that afterwards a free block is left that is large enough for any other.
    /// </summary>
    /// <param name="source">The block that will be free in exchange, or -1.</param>
    /// <param name="isForRest">Take the most worn one instead: it is to rest.</param>
    /// <returns>-1 where there is none.</returns>
    private int ChooseFree(int source, bool isForRest)
    {
        // Live bytes are counted in eights, so a full block may count as more than full.
        int needed = source >= 0 ? _part.EntriesAt + (8 * _live[source]) : 0;
        if (source >= 0 && needed > _part.GetSize(source))
        {
            needed = _part.GetSize(source);
        }

        needed += GetNotesSize();

        return ChooseFree(needed, source >= 0 && !IsFailing(source) && _part.IsFullSize(source), isForRest);
    }

    /// <summary>Whether a block takes what lives in another, and what must be written before that one goes.</summary>
    private bool Fits(int source, int target)
    {
        int notes = GetNotesSize();
        return notes == 0 || _part.EntriesAt + (8 * _live[source]) + notes <= _part.GetSize(target);
    }

    /// <summary>The same for two blocks that go to one.</summary>
    private int ChooseFreeFor(int first, int second)
    {
        bool freesFull = (!IsFailing(first) && _part.IsFullSize(first)) || (!IsFailing(second) && _part.IsFullSize(second));
        return ChooseFree(_part.EntryAt(1) + GetNotesSize() + (8 * (_live[first] + _live[second])), freesFull, false);
    }

    private int ChooseFree(int needed, bool freesFull, bool isForRest)
    {
        bool spare = freesFull || CountFullSizeFree() > 1;
        int chosen = -1;
        uint best = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Free && (spare || !_part.IsFullSize(i)) && _part.GetSize(i) >= needed)
            {
                uint wear = GetWear(i);
                if (chosen < 0 || (isForRest ? wear > best : wear < best))
                {
                    chosen = i;
                    best = wear;
                }
            }
        }

        return chosen;
    }

    /// <summary>Bytes of one more value: in one block, or in pieces over all blocks but the spare one.</summary>
    private int GetRoom(bool isEmpty)
    {
        int spare = FindFullSizeFree();
        int largest = 0;
        int pieces = -4;
        for (int i = 0; i < _live.Length; i++)
        {
            if (i == spare || _live[i] == Retired || _live[i] == Failing || IsFailing(i))
            {
                continue;
            }

            int live = _live[i] >= NotInUse ? 0 : 8 * _live[i];
            int room = _part.GetSize(i) - _part.EntryAt(1) - (isEmpty ? 0 : live);
            if (spare < 0)
            {
                // Nothing can be compacted.
                room = _head != null && _head.Block == i ? RoomOf(_head) : 0;
            }

            room &= ~(_part.WriteSize - 1);
            if (room > largest)
            {
                largest = room;
            }

            if (room >= SmallestPiece)
            {
                pieces += room;
            }
        }

        return pieces > largest ? pieces : largest;
    }
}
