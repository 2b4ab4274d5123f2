namespace NfToken.Pal.Storage;

/// <content>Deleting, and making values unreadable.</content>
public sealed partial class FlashStore
{
    private void Delete(int at)
    {
        FlashCursor entry = GoTo(at);
        uint id = entry.Id;
        if (!_part.CanReprogram || !EnsureRoom(0))
        {
            _index.RemoveAt(at);
            EraseByCompaction(id, entry.Block);
            _part.Region.Sync();
            return;
        }

        // Making room may have moved it.
        entry = GoTo(at);
        int deletion = Append(_head, FlashEntryKind.Deletion, id, _nextSerial++, 0, _part.Scratch, 0, 0, false);
        int block = _head.Block;
        _index.RemoveAt(at);
        EraseValue(entry);
        Settle(block, deletion);
        _part.Region.Sync();
        EraseEmptyBlocks();
    }

    /// <summary>Makes a value unreadable that the index does not know any more.</summary>
    private void EraseValue(FlashCursor entry)
    {
        if (!_part.CanReprogram)
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
                if (_live[block] < Bad)
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

    /// <summary>Overwrites a value, then its commitment: an entry whose commitment still checks is overwritten again at the next start.</summary>
    private void Overwrite(FlashCursor entry)
    {
        FlashLayout layout = _part.Layout;
        _part.Clear(entry.Block, entry.Offset, layout.Align(entry.Length));
        _part.Region.Sync();
        _part.Clear(entry.Block, layout.EntryAt(entry.Number) + layout.CommitmentAt, layout.SettledAt - layout.CommitmentAt);
    }

    /// <summary>Compacts the block and every other one that holds a piece of the record that does not live.</summary>
    private void EraseByCompaction(uint id, int first)
    {
        Compact(first, false);
        FlashCursor entry = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < Bad && HoldsDead(entry, block, id))
            {
                Compact(block, false);
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

        FlashTail tail = OpenBlock(block, FlashHeader.AllSources, 0, 0);
        _part.Region.Sync();
        _header.WriteMark(block);
        _part.Region.Sync();
        _index = new RecordIndex();
        for (int i = 0; i < _live.Length; i++)
        {
            if (i != block && _live[i] < Bad)
            {
                EraseBlock(i);
            }
        }

        _live[block] = 0;
        _head = tail;
        _part.Region.Sync();
    }

    /// <summary>Erases everything first, so that an interrupted format is no store.</summary>
    private void EraseAll()
    {
        uint[] counts = new uint[_live.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            _header.Read(i);
            counts[i] = _header.IsBorn ? _header.EraseCount : 0;
            _part.Region.Erase(i);
        }

        for (int i = counts.Length - 1; i >= 0; i--)
        {
            if (_part.IsBlank(i, 0, _part.GetSize(i)))
            {
                _header.WriteBirth(i, counts[i] + 1);
            }
        }

        _part.Region.Sync();
    }
}
