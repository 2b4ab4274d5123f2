namespace NfToken.Pal.Storage;

/// <content>Blocks that fail.</content>
public sealed partial class FlashStore
{
    /// <summary>
    /// Takes a block out of use, as an entry elsewhere is to say: zeros over it, which destroy what it holds, are what an interrupted erase may leave too.
    /// </summary>
    private void Retire(int block)
    {
        _live[block] = Failing;
        _state |= LostBlock;
        if (_work != null && _work.IsSound != null)
        {
            _work.IsSound[block] = false;
        }

        int size = _part.CanReprogram ? _part.GetSize(block) : 0;
        int step = FlashPart.ScratchSize;
        for (int at = 0; at < size; at += step)
        {
            int count = size - at < step ? size - at : step;
            _part.Fill(0, count);
            try
            {
                _part.Region.Program(block, at, _part.Scratch, 0, count);
            }
            catch (FlashException)
            {
                // It is out of use either way; without power this read fails too.
                _part.Fetch(block, 0, 1);
            }
        }
    }

    /// <summary>
    /// Bytes of entries that must be written before any block is erased: of blocks that are out of use without an entry saying so, and whose entries would count again.
    /// </summary>
    private int GetNotesSize()
    {
        int size = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            size += _live[i] == Failing && HoldsEntries(i) ? _part.EntrySize : 0;
        }

        return size;
    }

    private bool HoldsEntries(int block)
    {
        FlashCursor entry = new FlashCursor(_part);
        entry.Start(block);
        while (entry.Next())
        {
            if (entry.State >= FlashEntryState.Committed && entry.State <= FlashEntryState.Broken)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>After an operation in which a block failed: two others are brought together, so that free ones are left for the next failure.</summary>
    private void RestoreSpares()
    {
        while ((_state & LostBlock) != 0)
        {
            NoteRetired();
            int free = CountFullSizeFree();
            int first = free > 0 && free < GetSpares() ? FindVictim(-1, 0) : -1;
            int second = first >= 0 ? FindVictim(first, 0) : -1;
            if (free == 0 ? !Relocate() : second < 0 || !Compact(first, second, true))
            {
                _state &= ~LostBlock;
            }
        }
    }

    /// <summary>Writes down which blocks are out of use, where there is room for it.</summary>
    private void NoteRetired()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Failing && EnsureRoom(0))
            {
                NoteRetired(_head);
            }
        }
    }

    private void NoteRetired(FlashTail tail)
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] == Failing && RoomOf(tail) >= 0)
            {
                Append(tail, FlashEntryKind.Retirement, (uint)i, _nextSerial++, 0, _part.Scratch, 0, 0, true);
                AddLive(tail.Block, 0);
                _live[i] = Retired;
            }
        }
    }

    /// <summary>Moves what lives in blocks that do not program any more, and takes these out of use.</summary>
    private void Evacuate()
    {
        for (int block = 0; block < _live.Length && _failing != null; block++)
        {
            if (!_failing[block] || _live[block] >= NotInUse)
            {
                continue;
            }

            if (_live[block] == 0)
            {
                EraseBlock(block);
                continue;
            }

            // Together with another block's, so that the number of free ones stays.
            int second = FindVictim(block, 0);
            if (second < 0 || !Compact(block, second, false))
            {
                int target = ChooseFree(_part.EntriesAt, true, false);
                if (target >= 0 && _part.GetSize(target) >= _part.GetSize(block) && Fits(block, target))
                {
                    CompactTo(block, -1, target, false);
                }
            }
        }
    }
}
