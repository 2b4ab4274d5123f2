namespace NfToken.Pal.Storage;

/// <content>Start: finishing what was interrupted.</content>
public sealed partial class FlashStore
{
    private void Recover()
    {
        FlashCursor entry = new FlashCursor(_part);
        bool isUnsettled = Scan(entry);
        EraseUnborn();
        RestoreReserve();
        for (int round = 0; isUnsettled && round < _live.Length + 8; round++)
        {
            // What was compacted or erased meanwhile may be what the first reading found.
            isUnsettled = Scan(entry);
            EraseUnborn();
            if (isUnsettled && !Resolve(entry))
            {
                break;
            }
        }

        if (_head != null && _live[_head.Block] == 0)
        {
            // Perhaps it was being erased.
            _head = null;
        }

        if (_work.HasDead)
        {
            for (int block = 0; block < _live.Length; block++)
            {
                if (_live[block] < NotInUse)
                {
                    RemoveDead(entry, block);
                }
            }
        }

        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse && !_work.IsSound[block])
            {
                MoveFromDamagedHeader(block);
            }
        }

        Evacuate();
    }

    /// <summary>Decides an interrupted operation so that no later start can see it otherwise.</summary>
    /// <returns>False where that takes a free block and there is none.</returns>
    private bool Resolve(FlashCursor entry)
    {
        bool isCommitted = entry.State == FlashEntryState.Committed && entry.Kind != FlashEntryKind.Piece;
        if (isCommitted && entry.Kind == FlashEntryKind.Deletion)
        {
            return FinishDeletion(entry);
        }

        byte[] value = isCommitted ? ReadValue(entry) : null;
        if (CanRewrite(entry.Block))
        {
            GetObjectValueCleanup(value);
            if (value == null)
            {
                Cancel(entry);
            }
            else
            {
                FinishSave(entry);
            }

            return true;
        }

        // Reading again could tell otherwise: what goes to a fresh block is what was read once.
        if (value == null)
        {
            entry.State = FlashEntryState.Announced;
            Forget(entry);
        }

        _work.Doubtful = entry;
        _work.DoubtfulValue = value;
        bool isDone = Compact(entry.Block, -1, false);
        _work.Doubtful = null;
        _work.DoubtfulValue = null;
        GetObjectValueCleanup(value);
        if (isDone && value != null && entry.IsRecord)
        {
            VoidOlder(entry);
        }

        return isDone;
    }

    /// <summary>Takes an entry that is void after all out of the index, and an older one of its record in.</summary>
    private void Forget(FlashCursor entry)
    {
        int at = _index.Find(entry.Id);
        if (at < 0 || !_index.IsAt(at, entry.Block, entry.Number))
        {
            return;
        }

        _index.RemoveAt(at);
        FlashCursor other = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse)
            {
                other.Start(block);
                while (other.Next())
                {
                    if (other.IsRecord && other.Id == entry.Id && other.Serial < entry.Serial)
                    {
                        Enter(other, _work.IsSound[block]);
                    }
                }
            }
        }
    }

    /// <summary>Makes an entry that counts for nothing firm and unreadable, in place.</summary>
    private void Cancel(FlashCursor entry)
    {
        int at = _part.EntryAt(entry.Number);
        if (entry.State == FlashEntryState.Torn)
        {
            _part.Clear(entry.Block, at, _part.CommitmentAt);
            return;
        }

        // The announcement may waver, and where its data lies must stay known: the same bytes again make it firm.
        Announce(entry.Block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, entry.Offset, entry.Length);
        Overwrite(entry);
    }

    /// <summary>Makes an entry that counts firm: the same bytes again leave no bit between 0 and 1. Then the rest of its operation.</summary>
    private void FinishSave(FlashCursor entry)
    {
        int at = _part.EntryAt(entry.Number);
        uint crc = Announce(entry.Block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, entry.Offset, entry.Length);
        Commit(entry.Block, at, crc, entry.ValueCrc, false, true);
        _part.Region.Sync();
        if (entry.Kind <= FlashEntryKind.Deletion)
        {
            VoidOlder(entry);
        }

        Settle(entry.Block, entry.Number);
        _part.Region.Sync();
    }

    /// <summary>Overwrites all older entries of a record, also those that read as overwritten: their last bits may waver.</summary>
    private void VoidOlder(FlashCursor entry)
    {
        FlashCursor other = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse && CanRewrite(block))
            {
                other.Start(block);
                while (other.Next())
                {
                    if (other.State >= FlashEntryState.Announced && other.Kind <= FlashEntryKind.LastPiece && other.Id == entry.Id && other.Serial < entry.Serial)
                    {
                        Overwrite(other);
                    }
                }
            }
        }

        _part.Region.Sync();
    }

    /// <returns>False where that takes a free block and there is none.</returns>
    private bool FinishDeletion(FlashCursor deletion)
    {
        int at = _index.Find(deletion.Id);
        if (at >= 0 && _index.GetSerial(at) < deletion.Serial)
        {
            int block = _index.GetBlock(at);
            _index.RemoveAt(at);
            if (!CanRewrite(block))
            {
                // Without the record: that decides, whatever becomes of the deletion's entry.
                if (!Compact(block, -1, false))
                {
                    return false;
                }

                if (block == deletion.Block)
                {
                    // It went along, to a block where it can be finished.
                    return true;
                }
            }
        }

        if (!CanRewrite(deletion.Block))
        {
            VoidOlder(deletion);
            deletion.State = FlashEntryState.Settled;
            _work.Doubtful = deletion;
            bool isDone = Compact(deletion.Block, -1, false);
            _work.Doubtful = null;
            return isDone;
        }

        FinishSave(deletion);
        return true;
    }

    /// <summary>Counts the live bytes of each block, and whether there are committed values that do not live.</summary>
    private void CountLive()
    {
        bool hasDead = false;
        FlashCursor entry = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse)
            {
                _live[block] = 0;
                entry.Start(block);
                while (entry.Next())
                {
                    if (IsLive(entry))
                    {
                        AddLive(block, entry.Length);
                    }
                    else
                    {
                        hasDead |= entry.HasValue || entry.State == FlashEntryState.Announced;
                    }
                }
            }
        }

        _work.HasDead = hasDead;
    }

    /// <summary>Makes values unreadable that belong to no record: pieces of an interrupted save, an old value behind a new one.</summary>
    private void RemoveDead(FlashCursor entry, int block)
    {
        entry.Start(block);
        while (entry.Next())
        {
            if (entry.HasValue ? !IsLive(entry) : IsWavering(entry))
            {
                if (!CanRewrite(block))
                {
                    Compact(block, -1, false);
                    return;
                }

                Overwrite(entry);
            }
        }
    }

    /// <summary>Whether an entry that read as a broken one when it was judged reads as one without a commitment now: a program that was to settle it too was interrupted.</summary>
    private bool IsWavering(FlashCursor entry)
    {
        if (entry.State != FlashEntryState.Announced || entry.Kind > FlashEntryKind.LastPiece)
        {
            return false;
        }

        int at = _index.Find(entry.Id);
        return entry.Kind == FlashEntryKind.Piece || at < 0 || !_index.IsAt(at, entry.Block, entry.Number);
    }

    /// <summary>Erases blocks that are doomed or whose erase, birth or opening was interrupted: what follows may need them.</summary>
    private void EraseUnborn()
    {
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] == Doomed || (_live[block] == 0 && !_work.IsSound[block]) || (_live[block] == Free && IsFailing(block)))
            {
                EraseBlock(block);
            }
        }
    }

    /// <summary>Moves what a block with a damaged header holds to a sound one.</summary>
    private void MoveFromDamagedHeader(int block)
    {
        if (_live[block] == 0)
        {
            EraseBlock(block);
        }
        else if (ChooseFree(block, false) >= 0)
        {
            Compact(block, -1, false);
        }
    }

    /// <summary>A compaction of a small block by way of a large one may have been interrupted between its two steps.</summary>
    private void RestoreReserve()
    {
        if (FindFullSizeFree() >= 0)
        {
            return;
        }

        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < NotInUse && _part.IsFullSize(i) && ChooseFree(i, false) >= 0)
            {
                Compact(i, -1, false);
                return;
            }
        }
    }
}
