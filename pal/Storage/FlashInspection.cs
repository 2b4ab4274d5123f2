namespace NfToken.Pal.Storage;

/// <summary>
/// What lies where in a region of the flash log, read without changing anything: also of a region that is damaged, foreign or blank, and of one whose last
/// operation was interrupted. The values of records are read for their checksums only and not kept.
/// </summary>
public sealed class FlashInspection
{
    private readonly FlashPart _part;
    private readonly FlashHeader _header;

    private FlashInspection(IFlashRegion region)
    {
        _part = new FlashPart(region);
        _header = new FlashHeader(_part);
        Blocks = new FlashBlockInspection[region.BlockCount];
    }

    /// <summary>Its blocks.</summary>
    public FlashBlockInspection[] Blocks { get; }

    /// <summary>Whether any block has a sound birth header: else the region is blank or another's.</summary>
    public bool IsLog { get; private set; }

    /// <summary>Highest format version found in a birth header; 0 where there is none.</summary>
    public int Version { get; private set; }

    /// <summary>Write size in bytes that the birth headers name; 0 where there is none.</summary>
    public int WriteSize { get; private set; }

    /// <summary>Reads a region.</summary>
    /// <param name="region">The region; only its <see cref="IFlashRegion.Read"/> is used.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the geometry is none that the log takes.</exception>
    /// <exception cref="FlashException">The part does not answer.</exception>
    public static FlashInspection Read(IFlashRegion region)
    {
        FlashInspection inspection = new FlashInspection(region);
        for (int i = 0; i < inspection.Blocks.Length; i++)
        {
            inspection.ReadHeader(i);
        }

        for (int i = 0; i < inspection.Blocks.Length && inspection.IsLog; i++)
        {
            // What an interrupted erase left.
            FlashBlockInspection block = inspection.Blocks[i];
            block.State = block.State == FlashBlockState.Foreign ? FlashBlockState.Dirty : block.State;
        }

        // A region of another version or write size lies otherwise than this code would read it.
        if (inspection.IsLog && inspection.Version <= FlashLayout.Version && inspection.WriteSize == region.WriteSize)
        {
            inspection.JudgeCopies();
            for (int i = 0; i < inspection.Blocks.Length; i++)
            {
                inspection.ReadEntries(inspection.Blocks[i]);
            }

            inspection.Retire();
            inspection.JudgeEntries();
        }

        return inspection;
    }

    private void ReadHeader(int index)
    {
        FlashHeader header = _header;
        header.Read(index);
        FlashBlockInspection block = new FlashBlockInspection(index, _part.Region.GetBlockSize(index), _part.GetSize(index));
        Blocks[index] = block;
        block.IsBorn = header.IsBorn;
        if (header.IsBorn)
        {
            IsLog = true;
            block.EraseCount = header.EraseCount;
            WriteSize = header.WriteSize;
            if (header.Version > Version)
            {
                Version = header.Version;
            }
        }

        if (header.IsBorn && header.IsFree)
        {
            block.State = FlashBlockState.Free;
            return;
        }

        if (!header.IsBorn && !header.IsOpen && !header.HasMagic)
        {
            block.State = _part.IsBlank(index, 0, block.Size) ? FlashBlockState.Blank : FlashBlockState.Foreign;
            return;
        }

        block.State = header.IsBorn && header.IsOpen ? FlashBlockState.InUse : FlashBlockState.Dirty;
        block.Sequence = header.Sequence;
        block.IsWipe = header.Source == FlashHeader.AllSources;
        if (header.Source < (uint)Blocks.Length)
        {
            block.Source = (int)header.Source;
        }

        if (block.IsWipe || block.Source >= 0)
        {
            header.ReadMark(index);
            block.IsMarked = header.IsMarked;
        }
    }

    /// <summary>Of a compaction or wipe that was interrupted one side does not count.</summary>
    private void JudgeCopies()
    {
        for (int i = 0; i < Blocks.Length; i++)
        {
            FlashBlockInspection copy = Blocks[i];
            if (copy.State != FlashBlockState.InUse)
            {
                continue;
            }

            for (int k = 0; k < Blocks.Length; k++)
            {
                FlashBlockInspection source = Blocks[k];
                if (k == i || source.Sequence == 0)
                {
                    continue;
                }

                _header.Read(i);
                if (copy.IsWipe ? source.Sequence < copy.Sequence : copy.Source == k && source.Sequence == _header.SourceSequence)
                {
                    (copy.IsMarked ? source : copy).State = FlashBlockState.Dirty;
                }
            }
        }
    }

    private void ReadEntries(FlashBlockInspection block)
    {
        if (block.State != FlashBlockState.InUse && block.State != FlashBlockState.Dirty)
        {
            return;
        }

        FlashCursor entry = new FlashCursor(_part);
        int count = 0;
        entry.Start(block.Block);
        while (entry.Next())
        {
            count++;
        }

        FlashEntryInspection[] entries = new FlashEntryInspection[count];
        entry.Start(block.Block);
        for (int i = 0; i < count && entry.Next(); i++)
        {
            entries[i] = new FlashEntryInspection(entry, _part) { IsIntact = IsIntact(entry) };
        }

        block.Entries = entries;
        block.EntriesEnd = _part.EntryAt(count);
        block.DataStart = entry.Low;
    }

    private bool IsIntact(FlashCursor entry)
    {
        if ((entry.State != FlashEntryState.Committed && entry.State != FlashEntryState.Settled) || entry.Offset + entry.Length > _part.GetSize(entry.Block))
        {
            return false;
        }

        uint crc = 0;
        for (int done = 0; done < entry.Length; done += 64)
        {
            int count = entry.Length - done < 64 ? entry.Length - done : 64;
            _part.Fetch(entry.Block, entry.Offset + done, count);
            crc = Crc32.Update(crc, _part.Scratch, 0, count);
        }

        _part.Fill(0, 64);
        return crc == entry.ValueCrc;
    }

    /// <summary>Blocks that an entry elsewhere says are out of use, or copied.</summary>
    private void Retire()
    {
        for (int i = 0; i < Blocks.Length; i++)
        {
            if (Blocks[i].State != FlashBlockState.InUse)
            {
                continue;
            }

            FlashEntryInspection[] entries = Blocks[i].Entries;
            for (int k = 0; k < entries.Length; k++)
            {
                FlashEntryInspection entry = entries[k];
                if (!entry.IsIntact || entry.State != FlashEntryState.Settled || entry.Kind < FlashEntryKind.Retirement || entry.Id >= (uint)Blocks.Length || entry.Id == (uint)i)
                {
                    continue;
                }

                FlashBlockInspection other = Blocks[(int)entry.Id];
                if (entry.Kind == FlashEntryKind.Retirement)
                {
                    entry.IsLive = true;
                    other.State = FlashBlockState.Retired;
                }
                else if (entry.Kind == FlashEntryKind.Source && other.State == FlashBlockState.InUse && other.Sequence == entry.Serial)
                {
                    other.State = FlashBlockState.Dirty;
                }
            }
        }
    }

    private void JudgeEntries()
    {
        for (int i = 0; i < Blocks.Length; i++)
        {
            FlashBlockInspection block = Blocks[i];
            for (int k = 0; k < block.Entries.Length && block.State == FlashBlockState.InUse; k++)
            {
                FlashEntryInspection entry = block.Entries[k];
                if (HasValue(entry))
                {
                    entry.IsLive = IsNewest(entry);
                }
            }
        }
    }

    private static bool HasValue(FlashEntryInspection entry) =>
        entry.State >= FlashEntryState.Committed && entry.State <= FlashEntryState.Broken && entry.Kind <= FlashEntryKind.LastPiece;

    private bool IsNewest(FlashEntryInspection entry)
    {
        bool hasLast = entry.Kind != FlashEntryKind.Piece;
        for (int i = 0; i < Blocks.Length; i++)
        {
            FlashBlockInspection block = Blocks[i];
            for (int k = 0; k < block.Entries.Length && block.State == FlashBlockState.InUse; k++)
            {
                FlashEntryInspection other = block.Entries[k];
                if (!other.IsNamed || other.Id != entry.Id)
                {
                    continue;
                }

                if (other.Kind == FlashEntryKind.Deletion
                    ? other.IsIntact && other.Serial > entry.Serial
                    : HasValue(other) && other.Kind != FlashEntryKind.Piece && other.Kind != FlashEntryKind.Retirement && other.Serial > entry.Serial
                        && (other.State != FlashEntryState.Broken || entry.State == FlashEntryState.Broken))
                {
                    return false;
                }

                hasLast |= other.Kind == FlashEntryKind.LastPiece && HasValue(other) && other.Serial == entry.Serial;
            }
        }

        return hasLast;
    }
}
