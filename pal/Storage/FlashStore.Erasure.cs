namespace NfToken.Pal.Storage;

/// <content>Deleting, and making values unreadable.</content>
public sealed partial class FlashStore
{
    private void Delete(int at)
    {
        uint id = _index.Ids[at];
        bool hasRoom = _part.CanReprogram && EnsureRoom(0);

        // Making room may have moved it.
        at = _index.Find(id);
        FlashCursor entry = GoTo(at);
        if (!hasRoom || !entry.IsRecord)
        {
            _index.RemoveAt(at);
            EraseByCompaction(id, entry.Block);
            _part.Region.Sync();
            return;
        }

        int deletion = Append(_head, FlashEntryKind.Deletion, id, _nextSerial++, 0, _part.Scratch, 0, 0, false);
        int block = _head.Block;
        _index.RemoveAt(at);
        EraseValue(entry);
        Settle(block, deletion);
        _part.Region.Sync();
        EraseEmptyBlocks();
    }

    /// <summary>Makes a value unreadable that the index does not know any more. Where its entry does not say any more where it lies, that takes an erase.</summary>
    private void EraseValue(FlashCursor entry)
    {
        if (!_part.CanReprogram || !entry.IsRecord)
        {
            EraseByCompaction(entry.Id, entry.Block);
            return;
        }

        if (entry.Kind == FlashEntryKind.LastPiece)
        {
            uint serial = entry.Serial;
            FlashCursor piece = new FlashCursor(_part);
            for (int block = 0; block < _live.Length; block++)
            {
                if (_live[block] < NotInUse)
                {
                    piece.Start(block);
                    while (piece.Next())
                    {
                        if (IsPieceOf(piece, entry.Id, serial))
                        {
                            Overwrite(piece);
                            RemoveLive(block, piece.Length);
                        }
                    }
                }
            }
        }

        Overwrite(entry);
        RemoveLive(entry.Block, entry.Length);
    }

    /// <summary>
    /// Overwrites a value, then its commitment: an entry whose commitment still checks is overwritten again at the next start. What is public keeps its value:
    /// nobody gains by it, and the entry is dead without its commitment.
    /// </summary>
    private void Overwrite(FlashCursor entry)
    {
        if (!RecordKind.IsPublic(entry.Id))
        {
            _part.Clear(entry.Block, entry.Offset, _part.Align(entry.Length));
            _part.Region.Sync();
        }

        int commitmentAt = _part.CommitmentAt;
        _part.Clear(entry.Block, _part.EntryAt(entry.Number) + commitmentAt, _part.SettledAt - commitmentAt);
    }

    /// <summary>Compacts the block and every other one that holds a piece of the record that does not live.</summary>
    private void EraseByCompaction(uint id, int first)
    {
        if (!Compact(first, -1, false))
        {
            throw new FlashException("no free block");
        }

        FlashCursor entry = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse && HoldsDead(entry, block, id) && !Compact(block, -1, false))
            {
                throw new FlashException("no free block");
            }
        }
    }

    private bool HoldsDead(FlashCursor entry, int block, uint id)
    {
        entry.Start(block);
        while (entry.Next())
        {
            if (entry.HasValue && entry.Id == id && !IsLive(entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens a block that stands for the death of all others, then erases those: an interruption is finished at the next start.</summary>
    private void WipeAll()
    {
        int block = FindFullSizeFree();
        if (block < 0)
        {
            throw new FlashException("no free block");
        }

        WipeTo(block);
    }

    private void WipeTo(int block)
    {
        FlashTail tail = OpenBlock(block, FlashHeader.AllSources, _nextSerial, 0);

        // What said so before goes with the others.
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Retired)
            {
                _live[i] = Failing;
            }
        }

        NoteRetired(tail);
        _part.Region.Sync();
        new FlashHeader(_part).WriteMark(block);
        _part.Region.Sync();
        _index = new RecordIndex();
        for (int i = 0; i < _live.Length; i++)
        {
            if (i != block && _live[i] < NotInUse)
            {
                EraseBlock(i);
            }
        }

        _head = tail;
        _entries = 0;
        LostRecords = 0;
        NoteRetired();
        _part.Region.Sync();
    }

    /// <summary>Erases a block and gives it its birth header; a block that fails goes out of use.</summary>
    /// <returns>False where it failed.</returns>
    private bool EraseBlock(int block)
    {
        if (_next != null && _next.Block == block)
        {
            _next = null;
        }

        FlashHeader header = new FlashHeader(_part);
        header.Read(block);
        uint count = (header.IsBorn ? header.EraseCount : _highestEraseCount) + 1;
        if (header.IsBorn && !header.IsFree && CanRewrite(block))
        {
            try
            {
                // Half erased, overwritten entries would pass for damaged records, were the header still to say that the block is in use.
                _part.Clear(block, _part.OpeningAt, _part.OpeningAt);
                _part.Region.Sync();
            }
            catch (FlashBlockException)
            {
                NoteFailing(block);
            }
        }

        bool isBlank = TryErase(block);
        if (!isBlank || IsFailing(block) || !TryBirth(header, block, count))
        {
            Retire(block);
            return false;
        }

        if (count > _highestEraseCount)
        {
            _highestEraseCount = count;
        }

        _live[block] = Free;
        if (_work != null && _work.IsSound != null)
        {
            _work.IsSound[block] = false;
        }

        return true;
    }

    private bool TryErase(int block)
    {
        try
        {
            _part.Region.Erase(block);
        }
        catch (FlashException)
        {
            // Without power this read fails too.
            _part.Fetch(block, 0, 1);
            return false;
        }

        return _part.IsBlank(block, 0, _part.GetSize(block));
    }

    private static bool TryBirth(FlashHeader header, int block, uint count)
    {
        try
        {
            header.WriteBirth(block, count);
            return true;
        }
        catch (FlashBlockException)
        {
            return false;
        }
    }

    /// <summary>Erases blocks in which nothing lives, so that a start need not read their entries.</summary>
    private void EraseEmptyBlocks()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == 0 && (_head == null || _head.Block != i) && (_next == null || _next.Block != i))
            {
                // The block may be what tells that one out of use does not count.
                NoteRetired();
                if (_live[i] == 0 && GetNotesSize() == 0 && (_head == null || _head.Block != i))
                {
                    _entries -= CountEntries(i);
                    EraseBlock(i);
                }
            }
        }
    }

    private int CountEntries(int block)
    {
        FlashCursor entry = new FlashCursor(_part);
        entry.Start(block);
        while (entry.Next())
        {
        }

        return entry.Number + 1;
    }

    /// <summary>Erases everything first, so that an interrupted format is no store.</summary>
    private void EraseAll()
    {
        FlashHeader header = new FlashHeader(_part);
        uint[] counts = new uint[_live.Length];
        bool[] blank = new bool[_live.Length];
        int good = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            header.Read(i);
            counts[i] = header.IsBorn ? header.EraseCount : 0;
            if (header.Sequence > _lastSequence)
            {
                _lastSequence = header.Sequence;
            }

            blank[i] = TryErase(i);
        }

        for (int i = counts.Length - 1; i >= 0; i--)
        {
            if (blank[i] && TryBirth(header, i, counts[i] + 1))
            {
                _live[i] = Free;
                good++;
            }
            else
            {
                Retire(i);
            }
        }

        if (good < 2)
        {
            throw new FlashException("blocks fail");
        }

        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Failing)
            {
                // It may hold what passes for records.
                WipeTo(FindFullSizeFree());
                break;
            }
        }

        _part.Region.Sync();
    }
}
