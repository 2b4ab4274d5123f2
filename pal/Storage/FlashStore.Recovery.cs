namespace NfToken.Pal.Storage;

/// <content>Start: finishing what was interrupted.</content>
public sealed partial class FlashStore
{
    private void Recover()
    {
        FlashCursor entry = new FlashCursor(_part);
        bool isUnsettled = Scan(entry);
        bool hasDead = CountLive();
        EraseUnborn();
        RestoreReserve();
        for (int round = 0; isUnsettled && round < _live.Length + 8; round++)
        {
            // What was compacted or erased meanwhile may be what the first reading found.
            isUnsettled = Scan(entry);
            hasDead = CountLive();
            if (isUnsettled)
            {
                Resolve(entry);
            }
        }

        if (_head != null && _live[_head.Block] == 0)
        {
            // Perhaps it was being erased.
            _head = null;
        }

        for (int block = 0; block < _live.Length; block++)
        {
            if (hasDead && _live[block] < Bad)
            {
                RemoveDead(entry, block);
            }
        }

        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad)
            {
                MoveFromDamagedHeader(block);
            }
        }
    }

    /// <summary>Decides an interrupted operation so that no later start can see it otherwise.</summary>
    private void Resolve(FlashCursor entry)
    {
        bool isCommitted = entry.State == FlashEntryState.Committed && entry.Kind != FlashEntryKind.Piece;
        if (isCommitted && entry.Kind == FlashEntryKind.Deletion)
        {
            FinishDeletion(entry);
            return;
        }

        byte[] value = isCommitted ? ReadValue(entry) : null;
        if (value == null && _part.CanReprogram)
        {
            Cancel(entry);
            return;
        }

        // Reading again could tell otherwise: what goes to a fresh block is what was read once.
        if (value == null)
        {
            entry.State = FlashEntryState.Announced;
            Forget(entry);
        }

        _doubtful = entry;
        _doubtfulValue = value;
        Compact(entry.Block, false);
        _doubtful = null;
        _doubtfulValue = null;
        GetObjectValueCleanup(value);
    }

    /// <summary>Takes an entry that is void after all out of the index, and an older one of its record in.</summary>
    private void Forget(FlashCursor entry)
    {
        int at = _index.Find(entry.Id);
        if (at < 0 || _index.Blocks[at] != entry.Block || _index.Entries[at] != entry.Number)
        {
            return;
        }

        _index.RemoveAt(at);
        FlashCursor other = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad)
            {
                other.Start(block);
                while (other.Next())
                {
                    if (other.IsRecord && other.Id == entry.Id && other.Serial < entry.Serial)
                    {
                        Enter(other, _isSound[block]);
                    }
                }
            }
        }
    }

    /// <summary>Makes an entry that counts for nothing firm and unreadable, in place.</summary>
    private void Cancel(FlashCursor entry)
    {
        int at = _part.Layout.EntryAt(entry.Number);
        if (entry.State == FlashEntryState.Torn)
        {
            _part.Clear(entry.Block, at, _part.Layout.CommitmentAt);
            return;
        }

        // The announcement may waver, and where its data lies must stay known: the same bytes again make it firm.
        Announce(entry.Block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, entry.Offset, entry.Length);
        Overwrite(entry);
    }

    /// <summary>Moves all but the record to a fresh block: that decides, whatever becomes of the deletion's entry.</summary>
    private void FinishDeletion(FlashCursor deletion)
    {
        int block = deletion.Block;
        int at = _index.Find(deletion.Id);
        if (at >= 0 && _index.Serials[at] < deletion.Serial)
        {
            int first = _index.Blocks[at];
            _index.RemoveAt(at);
            Compact(first, false);
            if (first == block)
            {
                return;
            }
        }

        Cancel(deletion);
    }

    /// <summary>Counts the live bytes of each block.</summary>
    /// <returns>Whether there are committed values that do not live.</returns>
    private bool CountLive()
    {
        bool hasDead = false;
        FlashCursor entry = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad)
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
                        hasDead |= entry.HasValue;
                    }
                }
            }
        }

        return hasDead;
    }

    /// <summary>Makes values unreadable that belong to no record: pieces of an interrupted save, an old value behind a new one.</summary>
    private void RemoveDead(FlashCursor entry, int block)
    {
        entry.Start(block);
        while (entry.Next())
        {
            if (entry.HasValue && !IsLive(entry))
            {
                if (!_part.CanReprogram)
                {
                    Compact(block, false);
                    return;
                }

                Overwrite(entry);
            }
        }
    }

    /// <summary>Erases blocks whose erase, birth or opening was interrupted: what follows may need them.</summary>
    private void EraseUnborn()
    {
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] == 0)
            {
                if (!_isSound[block])
                {
                    EraseBlock(block);
                }
            }
        }
    }

    /// <summary>Moves what a block with a damaged header holds to a sound one.</summary>
    private void MoveFromDamagedHeader(int block)
    {
        if (_isSound[block])
        {
            return;
        }

        if (_live[block] == 0)
        {
            EraseBlock(block);
        }
        else if (ChooseFree(block) >= 0)
        {
            Compact(block, false);
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
            if (_live[i] < Bad && _part.IsFullSize(i) && ChooseFree(i) >= 0)
            {
                Compact(i, false);
                return;
            }
        }
    }

    /// <summary>Bytes of one more value: in one block, or in pieces over all blocks but the spare one.</summary>
    private int GetRoom(bool isEmpty)
    {
        FlashLayout layout = _part.Layout;
        int spare = FindFullSizeFree();
        int largest = 0;
        int pieces = -4;
        for (int i = 0; i < _live.Length; i++)
        {
            int live = _live[i] >= Bad ? 0 : 8 * _live[i];
            if (i == spare || _live[i] == Bad)
            {
                continue;
            }

            int room = _part.GetSize(i) - layout.EntryAt(1) - (isEmpty ? 0 : live);
            room &= ~(layout.WriteSize - 1);
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
