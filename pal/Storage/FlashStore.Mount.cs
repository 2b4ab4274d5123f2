namespace NfToken.Pal.Storage;

/// <content>Start: reading headers and entries.</content>
public sealed partial class FlashStore
{
    private void Mount()
    {
        _index = new RecordIndex();
        _head = null;
        _nextSerial = 1;
        _lastSequence = 0;
        _highestEraseCount = 0;
        _doubtful = null;
        _pendingId = 0;
        _pendingSerial = 0;
        _isFirstOpening = true;
        _isSound = new bool[_live.Length];
        BadBlocks = 0;
        LostRecords = 0;
        ReadHeaders();
        FinishCopies();
        Recover();
        EraseEmptyBlocks();
        RestoreReserve();
        _isSound = null;
        _part.Region.Sync();
    }

    /// <summary>Judges the region and gives each block its state; blocks in use get 0 live bytes for now.</summary>
    private void ReadHeaders()
    {
        int born = 0;
        int open = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            _header.Read(i);
            if (_header.IsBorn)
            {
                if (_header.Version > FlashLayout.Version)
                {
                    throw new StoreException(StoreError.Version, "format " + _header.Version);
                }

                if (_header.WriteSize != _part.Layout.WriteSize)
                {
                    throw new StoreException(StoreError.Foreign, "write size " + _header.WriteSize);
                }

                born++;
                if (_header.EraseCount > _highestEraseCount)
                {
                    _highestEraseCount = _header.EraseCount;
                }
            }

            if (_header.IsOpen)
            {
                open++;
                if (_header.Sequence > _lastSequence)
                {
                    _lastSequence = _header.Sequence;
                }
            }

            // A block with a damaged header may hold sound entries: Recover looks.
            _live[i] = _header.IsBorn && _header.IsFree ? Free : (ushort)0;
            _isSound[i] = _header.IsBorn && _header.IsOpen;
        }

        if (born == 0 || (open == 0 && _live.Length - born > 1))
        {
            Refuse();
        }
    }

    /// <summary>Says why the region is no store.</summary>
    private void Refuse()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] != Free && !_part.IsBlank(i, 0, _part.Region.GetBlockSize(i)))
            {
                throw new StoreException(StoreError.Foreign, "block " + i);
            }
        }

        throw new StoreException(StoreError.NotFormatted, "blank");
    }

    /// <summary>Decides each compaction that was interrupted: its copy or its source goes.</summary>
    private void FinishCopies()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (!_isSound[i])
            {
                continue;
            }

            _header.Read(i);
            if (!_header.IsBorn || !_header.IsOpen)
            {
                // It wavers. From here on one answer holds.
                _isSound[i] = false;
                continue;
            }

            if (_header.Source == FlashHeader.NoSource)
            {
                continue;
            }

            uint sequence = _header.Sequence;
            uint source = _header.Source;
            uint sourceSequence = _header.SourceSequence;
            uint sourceErases = _header.SourceErases;
            if (source == FlashHeader.AllSources)
            {
                FinishWipe(i, sequence);
            }
            else if (source < (uint)_live.Length)
            {
                FinishCopy(i, (int)source, sourceSequence, sourceErases);
            }
        }
    }

    private void FinishCopy(int copy, int source, uint sourceSequence, uint sourceErases)
    {
        _header.Read(source);
        if (_live[source] == Free
            || (_header.IsOpen && _header.Sequence != sourceSequence)
            || (!_header.IsOpen && _header.IsBorn && (_header.EraseCount & 0xFFFF) != sourceErases))
        {
            // Erased long since, and perhaps in use again.
            return;
        }

        FinishMark(copy);
        EraseBlock(_header.IsMarked ? source : copy);
    }

    /// <summary>
    /// Reads a block's mark, and makes it firm. Of a mark that was interrupted some bits may waver; it counts only when every bit reads 0 many times,
    /// as every later start has to come to the same answer.
    /// </summary>
    private void FinishMark(int block)
    {
        _header.ReadMark(block);
        if (_header.IsMarked && _part.CanReprogram)
        {
            _header.WriteMark(block);
            _part.Region.Sync();
        }
    }

    private void FinishWipe(int block, uint sequence)
    {
        bool hasOlder = false;
        for (int i = 0; i < _live.Length; i++)
        {
            _header.Read(i);
            hasOlder |= i != block && _live[i] != Free && _header.Sequence < sequence;
        }

        if (!hasOlder)
        {
            return;
        }

        FinishMark(block);
        if (!_header.IsMarked)
        {
            EraseBlock(block);
            return;
        }

        for (int i = 0; i < _live.Length; i++)
        {
            _header.Read(i);
            if (i != block && _live[i] != Free && _header.Sequence < sequence)
            {
                EraseBlock(i);
            }
        }
    }

    /// <summary>Reads all entries and makes the index and the counts of live bytes.</summary>
    /// <param name="unsettled">Takes an entry whose operation was interrupted.</param>
    /// <returns>Whether there is such an entry.</returns>
    private bool Scan(FlashCursor unsettled)
    {
        _index = new RecordIndex();
        _head = null;
        LostRecords = 0;
        uint headSequence = 0;
        bool found = false;
        FlashCursor entry = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] >= Bad)
            {
                continue;
            }

            _live[block] = 0;
            _header.Read(block);
            bool isSound = _isSound[block];
            uint sequence = isSound ? _header.Sequence : 0;
            entry.Start(block);
            while (entry.Next())
            {
                if (entry.State == FlashEntryState.Lost)
                {
                    LostRecords++;
                }
                else if (entry.State >= FlashEntryState.Announced && entry.Serial >= _nextSerial)
                {
                    _nextSerial = entry.Serial + 1;
                }

                if (!isSound)
                {
                    // Its block is erased or moved as a whole.
                }
                else if (entry.State == FlashEntryState.Torn || entry.State == FlashEntryState.Announced || entry.State == FlashEntryState.Committed)
                {
                    found = true;
                    unsettled.Take(entry);
                }

                if (entry.State == FlashEntryState.Broken && _part.CanReprogram && IsOverwritten(entry))
                {
                    Overwrite(entry);
                    continue;
                }

                // Of a block that was being erased only what is certainly whole counts.
                if (entry.IsRecord && (isSound || IsWhole(entry)))
                {
                    Enter(entry, isSound);
                }
            }

            // The opening of a block without entries may be half programmed.
            if (sequence > headSequence && entry.Number >= 0 && _part.CanReprogram)
            {
                headSequence = sequence;
                _head = new FlashTail(block, entry.Number + 1, entry.Low) { IsInherited = true };
            }
        }

        return found;
    }

    /// <summary>Whether a value was overwritten, and only its commitment wavers yet.</summary>
    private bool IsOverwritten(FlashCursor entry)
    {
        for (int i = 0; i < entry.Length; i += 16)
        {
            int count = entry.Length - i < 16 ? entry.Length - i : 16;
            _part.Fetch(entry.Block, entry.Offset + i, count);
            for (int k = 0; k < count; k++)
            {
                if (_part.Scratch[k] != 0)
                {
                    return false;
                }
            }
        }

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
            FlashCursor other = GoTo(at);
            bool isBroken = entry.State == FlashEntryState.Broken;
            bool isOtherBroken = other.State == FlashEntryState.Broken;
            if (isBroken != isOtherBroken ? isBroken : other.Serial > entry.Serial || (other.Serial == entry.Serial && !isSound))
            {
                return;
            }

            _index.RemoveAt(at);
        }

        _index.Add(entry.Id, entry.Serial, entry.Block, entry.Number);
    }
}
