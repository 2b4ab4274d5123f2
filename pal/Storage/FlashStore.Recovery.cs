namespace NfToken.Pal.Storage;

/// <content>Start: finishing what was interrupted.</content>
public sealed partial class FlashStore
{
    private void Recover()
    {
        FlashCursor entry = new FlashCursor(_part);
        Scan(entry);
        CountLive();
        EraseUnborn();
        for (int round = 0; Scan(entry) && round < _live.Length + 8; round++)
        {
            if (_part.CanReprogram)
            {
                ResolveInPlace(entry);
            }
            else
            {
                // Every later doubt about this entry ends here: a copy holds what was decided.
                _doubtful = entry;
                CountLive();
                Compact(entry.Block, false);
                _doubtful = null;
            }
        }

        CountLive();
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad)
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

    /// <summary>Decides an interrupted operation so that no later start can see it otherwise, where units can be programmed again.</summary>
    private void ResolveInPlace(FlashCursor entry)
    {
        FlashLayout layout = _part.Layout;
        int at = layout.EntryAt(entry.Number);
        int block = entry.Block;
        if (entry.State == FlashEntryState.Torn)
        {
            _part.Clear(block, at, layout.CommitmentAt);
            return;
        }

        // What reads well today may be half programmed: the same bytes again make it firm.
        uint crc = Announce(block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, entry.Offset, entry.Length);
        if (entry.State == FlashEntryState.Announced || entry.Kind == FlashEntryKind.Piece)
        {
            Overwrite(entry);
            return;
        }

        Commit(block, at, crc, entry.ValueCrc, false, true);
        _part.Region.Sync();
        uint id = entry.Id;
        uint serial = entry.Serial;
        FlashCursor old = new FlashCursor(_part);
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < Bad)
            {
                old.Start(i);
                while (old.Next())
                {
                    // Also what reads as overwritten: it may waver.
                    if (old.State >= FlashEntryState.Committed && old.Kind <= FlashEntryKind.LastPiece && old.Id == id && old.Serial < serial)
                    {
                        Overwrite(old);
                    }
                }
            }
        }

        Settle(block, entry.Number);
        _part.Region.Sync();
    }

    /// <summary>Counts the live bytes of each block.</summary>
    private void CountLive()
    {
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
                }
            }
        }
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
                _header.Read(block);
                if (!_header.IsBorn || !_header.IsOpen)
                {
                    EraseBlock(block);
                }
            }
        }
    }

    /// <summary>Moves what a block with a damaged header holds to a sound one.</summary>
    private void MoveFromDamagedHeader(int block)
    {
        _header.Read(block);
        if (_header.IsBorn && _header.IsOpen)
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
