namespace NfToken.Pal.Storage;

/// <content>Start: reading headers and entries.</content>
public sealed partial class FlashStore
{
    /// <param name="kept">Where this session wrote before a block failed, or null.</param>
    private void Mount(FlashTail kept)
    {
        _index = new RecordIndex();
        _head = null;
        _next = null;
        _nextSerial = 1;
        _lastSequence = 0;
        _highestEraseCount = 0;
        _state |= FirstOpening;
        _work = new FlashWork { IsSound = new bool[_live.Length], Kept = kept };
        FlashHeader header = new FlashHeader(_part);
        ReadHeaders(header);
        FinishCopies(header);
        Recover();
        EraseEmptyBlocks();
        RestoreReserve();
        _state |= BadBlocks > 0 ? LostBlock : 0;
        RestoreSpares();
        _work = null;
        _part.Region.Sync();
    }

    /// <summary>Judges the region and gives each block its state; blocks in use get 0 live bytes for now.</summary>
    private void ReadHeaders(FlashHeader header)
    {
        int born = 0;
        for (int i = 0; i < _live.Length; i++)
        {
            header.Read(i);
            if (header.IsBorn)
            {
                if (header.Version > FlashLayout.Version)
                {
                    throw new StoreException(StoreError.Version, "format " + header.Version);
                }

                if (header.WriteSize != _part.WriteSize || header.Shape != _part.GetShape(i))
                {
                    throw new StoreException(StoreError.Foreign, "another part, block " + i);
                }

                born++;
                if (header.EraseCount > _highestEraseCount)
                {
                    _highestEraseCount = header.EraseCount;
                }
            }

            if (header.Sequence > _lastSequence)
            {
                _lastSequence = header.Sequence;
            }

            // A block with a damaged header may hold sound entries: Recover looks.
            _live[i] = header.IsBorn && header.IsFree ? Free : (ushort)0;
            _work.IsSound[i] = header.IsBorn && header.IsOpen;
        }

        // A format programs no birth header before every block was erased, so one is enough.
        if (born == 0)
        {
            Refuse();
        }
    }

    /// <summary>Says why the region is no store.</summary>
    private void Refuse()
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (!_part.IsBlank(i, 0, _part.Region.GetBlockSize(i)))
            {
                throw new StoreException(StoreError.Foreign, "block " + i);
            }
        }

        throw new StoreException(StoreError.NotFormatted, "blank");
    }

    /// <summary>Decides each compaction that was interrupted: its copy or its source goes.</summary>
    private void FinishCopies(FlashHeader header)
    {
        for (int i = 0; i < _live.Length; i++)
        {
            if (!_work.IsSound[i])
            {
                continue;
            }

            header.Read(i);
            if (!header.IsBorn || !header.IsOpen)
            {
                // It wavers. From here on one answer holds.
                _work.IsSound[i] = false;
            }
            else if (header.Source == FlashHeader.AllSources)
            {
                FinishWipe(header, i, header.Sequence);
            }
            else if (header.Source < (uint)_live.Length)
            {
                FinishCopy(header, i);
            }
        }
    }

    private void FinishCopy(FlashHeader header, int copy)
    {
        int source = (int)header.Source;
        if (Stands(header, source, header.SourceSequence, header.SourceErases, 0xFFFF))
        {
            // A second source, which an entry of the copy names, goes when the entries are read.
            Doom(FinishMark(header, copy) ? source : copy);
        }
    }

    /// <summary>Has a block erased once the entries elsewhere were read: one of them may say that it is out of use.</summary>
    private void Doom(int block)
    {
        _live[block] = Doomed;
        _work.IsSound[block] = false;
    }

    /// <summary>Whether the source of a compaction was not erased yet.</summary>
    private bool Stands(FlashHeader header, int source, uint sequence, uint erases, uint mask)
    {
        if (_live[source] >= NotInUse)
        {
            return false;
        }

        header.Read(source);
        return header.IsOpen ? header.Sequence == sequence : !header.IsBorn || (header.EraseCount & mask) == (erases & mask);
    }

    /// <summary>
    /// Reads a block's mark, and makes it firm. Of a mark that was interrupted some bits may waver; it counts only when every bit reads 0 many times,
    /// as every later start has to come to the same answer.
    /// </summary>
    private bool FinishMark(FlashHeader header, int block)
    {
        header.ReadMark(block);
        if (header.IsMarked && CanRewrite(block))
        {
            header.WriteMark(block);
            _part.Region.Sync();
        }

        return header.IsMarked;
    }

    private void FinishWipe(FlashHeader header, int block, uint sequence)
    {
        uint serial = header.SourceSequence;
        bool[] isOlder = new bool[_live.Length];
        bool hasOlder = false;
        for (int i = 0; i < _live.Length; i++)
        {
            if (i != block && _live[i] < NotInUse)
            {
                // One without a sound opening may be a newer one: its entries tell.
                header.Read(i);
                isOlder[i] = header.IsOpen && header.Sequence < sequence;
                _work.IsSound[i] &= header.IsOpen;
                hasOlder |= isOlder[i];
            }
        }

        if (!hasOlder)
        {
            header.ReadMark(block);
        }
        else if (!FinishMark(header, block))
        {
            Doom(block);
            return;
        }

        for (int i = 0; i < _live.Length; i++)
        {
            if (isOlder[i])
            {
                Doom(i);
            }
        }

        if (header.IsMarked)
        {
            _work.WipedSerial = serial > _work.WipedSerial ? serial : _work.WipedSerial;
            _nextSerial = serial > _nextSerial ? serial : _nextSerial;
        }
    }

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
