namespace NfToken.Pal.Storage;

/// <content>Start: reading entries.</content>
public sealed partial class FlashStore
{
    /// <summary>Reads all entries and makes the index and the counts of live bytes.</summary>
    /// <param name="unsettled">Takes an entry whose operation was interrupted.</param>
    /// <returns>Whether there is such an entry.</returns>
    private bool Scan(FlashCursor unsettled)
    {
        bool found = false;
        bool isCertain = true;
        int scanned = 0;
        while (scanned < _live.Length)
        {
            _index = new RecordIndex();
            _head = null;
            _work.Lost = 0;
            _entries = 0;
            _work.HasDead = false;
            found = false;
            isCertain = true;
            uint headSequence = 0;
            FlashCursor entry = new FlashCursor(_part);
            for (int block = 0; block < _live.Length; block++)
            {
                if (_live[block] < NotInUse)
                {
                    _live[block] = 0;
                }
            }

            for (scanned = 0; scanned < _live.Length; scanned++)
            {
                if (_live[scanned] >= NotInUse)
                {
                    continue;
                }

                isCertain &= _work.IsSound[scanned];
                int flags = ScanBlock(entry, scanned, unsettled);
                if (flags < 0)
                {
                    // A block that was counted is out of use: once more without it.
                    break;
                }

                _entries += entry.Number + 1;
                found |= (flags & 1) != 0;
                isCertain &= (flags & 2) == 0;

                if (_work.Kept != null && _work.Kept.Block == scanned && _work.IsSound[scanned] && _work.Kept.Entries == entry.Number + 1 && _head == null)
                {
                    _head = _work.Kept;
                }

                // The opening of a block without entries may be half programmed.
                if (_work.IsSound[scanned] && entry.Number >= 0 && CanRewrite(scanned))
                {
                    _part.Fetch(scanned, _part.OpeningAt, 4);
                    uint sequence = _part.Get(0);
                    if (sequence > headSequence)
                    {
                        headSequence = sequence;
                        _head = new FlashTail(scanned, entry.Number + 1, entry.Low) { IsInherited = true };
                    }
                }
            }
        }

        if (_work.Lost > LostRecords)
        {
            // What is moved or erased next takes the evidence along.
            LostRecords = _work.Lost;
        }

        if (!isCertain)
        {
            CountLive();
        }

        return found;
    }

    /// <returns>Bit 0: there was an unsettled entry; bit 1: pieces, which live with their last one; negative: a block that was scanned is out of use.</returns>
    private int ScanBlock(FlashCursor entry, int block, FlashCursor unsettled)
    {
        bool isSound = _work.IsSound[block];
        int flags = 0;
        entry.Start(block);
        while (entry.Next())
        {
            FlashEntryState state = entry.State;
            if (state == FlashEntryState.Lost)
            {
                // Of a block that was being erased any entry may look like that.
                _work.Lost += isSound ? 1 : 0;
                continue;
            }

            if (state < FlashEntryState.Lost)
            {
                if (state == FlashEntryState.Torn && isSound)
                {
                    flags |= 1;
                    unsettled.Take(entry);
                }

                continue;
            }

            if (entry.Kind == FlashEntryKind.Source)
            {
                if (isSound && state == FlashEntryState.Settled && entry.Id < (uint)_live.Length && EraseSource(entry))
                {
                    return -1;
                }

                if (isSound && (state == FlashEntryState.Announced || state == FlashEntryState.Committed))
                {
                    flags |= 1;
                    unsettled.Take(entry);
                }

                continue;
            }

            if (entry.Serial >= _nextSerial)
            {
                _nextSerial = entry.Serial + 1;
            }

            // A block that is unsound is erased or moved as a whole.
            if (isSound && (state == FlashEntryState.Announced || state == FlashEntryState.Committed))
            {
                flags |= 1;
                unsettled.Take(entry);
            }

            if (!entry.HasValue)
            {
                if (entry.Kind == FlashEntryKind.Retirement && isSound && state == FlashEntryState.Settled && EnterRetired(entry))
                {
                    return -1;
                }

                continue;
            }

            if (entry.Kind == FlashEntryKind.Piece)
            {
                flags |= 2;
            }
            else if (isSound || (entry.Serial >= _work.WipedSerial && IsWhole(entry)))
            {
                // Of a block that was being erased only what is certainly whole counts.
                Enter(entry, isSound);
            }
        }

        return flags;
    }

    /// <summary>Takes a block out of use because an entry elsewhere says so.</summary>
    /// <returns>Whether its entries were counted before.</returns>
    private bool EnterRetired(FlashCursor entry)
    {
        if (entry.Id >= (uint)_live.Length || entry.Id == (uint)entry.Block)
        {
            return false;
        }

        int block = (int)entry.Id;
        bool wasCounted = _live[block] < NotInUse && block < entry.Block;
        _live[block] = Retired;
        AddLive(entry.Block, 0);
        return wasCounted;
    }

    /// <summary>Has a block erased whose records are all elsewhere, were it not erased yet.</summary>
    /// <returns>Whether its entries were counted before.</returns>
    private bool EraseSource(FlashCursor entry)
    {
        int block = (int)entry.Id;
        if (block == entry.Block || !Stands(new FlashHeader(_part), block, entry.Serial, (uint)entry.Piece, 0x3FFF))
        {
            return false;
        }

        Doom(block);
        return true;
    }

    private bool IsWhole(FlashCursor entry)
    {
        byte[] value = entry.State == FlashEntryState.Settled ? ReadValue(entry) : null;
        GetObjectValueCleanup(value);
        return value != null;
    }

    /// <summary>Puts a record into the index, unless a newer or sounder entry of it is there.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isSound">Whether the header of its block is.</param>
    private void Enter(FlashCursor entry, bool isSound)
    {
        int at = _index.Find(entry.Id);
        if (at >= 0)
        {
            _work.HasDead = true;
            FlashCursor other = GoTo(at);
            bool isBroken = entry.State == FlashEntryState.Broken;
            bool isOtherBroken = other.State == FlashEntryState.Broken;
            if (isBroken != isOtherBroken ? isBroken : other.Serial > entry.Serial || (other.Serial == entry.Serial && !isSound))
            {
                return;
            }

            _index.RemoveAt(at);
            RemoveLive(other.Block, other.Length);
        }

        _index.Add(entry.Id, entry.Serial, entry.Block, entry.Number);
        AddLive(entry.Block, entry.Length);
    }
}
