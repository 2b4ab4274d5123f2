namespace NfToken.Pal.Storage;

/// <content>Start: reading headers.</content>
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
}
