using System;

namespace NfToken.Pal.Storage;

/// <content>Compaction: what lives in one block or two goes to a fresh one.</content>
public sealed partial class FlashStore
{
    private FlashTail OpenBlock(int block, uint source, uint sourceSequence, uint sourceErases)
    {
        if ((_state & FirstOpening) != 0)
        {
            // A loss of power may have left this very block's opening half programmed, reading as blank.
            _state &= ~FirstOpening;
            if (!EraseBlock(block))
            {
                throw new FlashBlockException(block, "erase, block " + block);
            }
        }

        new FlashHeader(_part).WriteOpening(block, ++_lastSequence, source, sourceSequence, sourceErases);
        if ((_lastSequence & 3) == 0)
        {
            _state |= LevelDue;
        }

        _live[block] = 0;
        if (_work != null && _work.IsSound != null)
        {
            _work.IsSound[block] = true;
        }

        return new FlashTail(block, 0, _part.GetSize(block));
    }

    /// <summary>Copies what lives in a block to a free one and erases the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="second">Another one that goes to the same free one, or -1.</param>
    /// <param name="isForRoom">Whether the copy is to take new entries in any case.</param>
    /// <returns>False where there is no free block: everything stands as it was.</returns>
    private bool Compact(int block, int second, bool isForRoom)
    {
        int target = second >= 0 ? ChooseFreeFor(block, second) : ChooseFree(block, false);
        bool swap = false;
        if (target < 0 && second < 0)
        {
            target = FindFullSizeFree();
            swap = true;
        }

        if (target < 0 || (second < 0 && !Fits(block, target)))
        {
            return false;
        }

        CompactTo(block, second, target, isForRoom);
        if (swap && _live[block] == Free)
        {
            Compact(target, -1, isForRoom);
        }

        return true;
    }

    private void CompactTo(int block, int second, int target, bool isForRoom)
    {
        FlashHeader header = new FlashHeader(_part);
        header.Read(block);
        FlashTail tail = OpenBlock(target, (uint)block, header.Sequence, header.EraseCount & 0xFFFF);
        CopyLive(block, tail);
        if (second >= 0)
        {
            CopyLive(second, tail);
            NoteSource(second, tail);
        }

        // Before a source goes, as its copy is what tells that an older source does not count any more.
        NoteRetired(tail);
        _part.Region.Sync();
        header.WriteMark(target);
        _part.Region.Sync();
        EraseBlock(block);
        if (second >= 0)
        {
            EraseBlock(second);
        }

        _part.Region.Sync();
        if (_head == null || _head.Block == block || _head.Block == second || isForRoom || RoomOf(tail) > RoomOf(_head))
        {
            _head = tail;
        }
    }

    /// <summary>
    /// Where no free block is left, as one failed: copies what lives in another block behind what the head holds, so that it can be erased.
    /// </summary>
    /// <returns>False where nothing fits.</returns>
    private bool Relocate()
    {
        if (!TakeTail(0) || !HeadHasRoom(RoomOf(_head)))
        {
            return false;
        }

        NoteRetired(_head);
        int room = RoomOf(_head);
        if (GetNotesSize() > 0)
        {
            return false;
        }

        int source = -1;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < NotInUse && i != _head.Block && 8 * _live[i] <= room && !IsFailing(i) && (source < 0 || _live[i] < _live[source]))
            {
                source = i;
            }
        }

        if (source < 0)
        {
            return false;
        }

        KillInheritedSlot(_head);
        CopyLive(source, _head);
        NoteSource(source, _head);
        _part.Region.Sync();
        EraseBlock(source);
        return true;
    }

    /// <summary>Says of a block that all it held lies elsewhere, before it is erased.</summary>
    private void NoteSource(int block, FlashTail tail)
    {
        FlashHeader header = new FlashHeader(_part);
        header.Read(block);
        int at = _part.EntryAt(tail.Entries++);
        uint crc = Announce(tail.Block, at, FlashEntryKind.Source, (uint)block, header.Sequence, (int)(header.EraseCount & 0x3FFF), tail.Low, 0);
        Commit(tail.Block, at, crc, 0, true, true);
    }

    private void CopyLive(int block, FlashTail tail)
    {
        FlashCursor entry = new FlashCursor(_part);
        entry.Start(block);
        while (entry.Next())
        {
            _entries--;
            if (IsLive(entry))
            {
                Copy(entry, tail);
            }
        }
    }

    /// <summary>Whether an entry holds what its record's value is, or stands for a block that is out of use.</summary>
    private bool IsLive(FlashCursor entry)
    {
        if (_work != null && _work.IsDoubtful(entry))
        {
            entry.Take(_work.Doubtful);
        }

        if (!entry.HasValue)
        {
            // A deletion that is not finished goes along until it is.
            return entry.Kind == FlashEntryKind.Deletion
                ? entry.State == FlashEntryState.Committed
                : entry.Kind == FlashEntryKind.Retirement && entry.State == FlashEntryState.Settled && entry.Id < (uint)_live.Length
                    && _live[(int)entry.Id] == Retired;
        }

        if (entry.Kind == FlashEntryKind.Piece && _work != null && entry.Id == _work.PendingId && entry.Serial == _work.PendingSerial)
        {
            return true;
        }

        int at = _index.Find(entry.Id);
        return at >= 0 && _index.GetSerial(at) == entry.Serial
            && (entry.Kind == FlashEntryKind.Piece
                ? _work == null || _work.IsSound == null || _work.IsSound[entry.Block] || !HasSoundTwin(entry)
                : _index.IsAt(at, entry.Block, entry.Number));
    }

    /// <summary>Whether a piece in a block that was being erased lies in a sound one too.</summary>
    private bool HasSoundTwin(FlashCursor piece)
    {
        FlashCursor other = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] < NotInUse && _work.IsSound[block])
            {
                other.Start(block);
                while (other.Next())
                {
                    if (IsPieceOf(other, piece.Id, piece.Serial) && other.Piece == piece.Piece)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private void Copy(FlashCursor entry, FlashTail tail)
    {
        FlashPart part = _part;
        int number = tail.Entries++;
        _entries++;
        int at = part.EntryAt(number);
        tail.Low -= part.Align(entry.Length);
        int low = tail.Low;
        uint crc = Announce(tail.Block, at, entry.Kind, entry.Id, entry.Serial, entry.Piece, low, entry.Length);
        byte[] chunk = new byte[entry.Length < 256 ? entry.Length : 256];
        for (int done = 0; done < entry.Length; done += chunk.Length)
        {
            int count = entry.Length - done < chunk.Length ? entry.Length - done : chunk.Length;
            if (_work != null && _work.IsDoubtful(entry))
            {
                Array.Copy(_work.DoubtfulValue, done, chunk, 0, count);
            }
            else
            {
                part.Region.Read(entry.Block, entry.Offset + done, chunk, 0, count);
            }

            part.Program(tail.Block, low + done, chunk, 0, count);
        }

        GetObjectValueCleanup(chunk);
        bool isSettled = entry.State != FlashEntryState.Committed || (_work != null && _work.IsDoubtful(entry));
        Commit(tail.Block, at, crc, entry.ValueCrc, isSettled, entry.State != FlashEntryState.Broken);
        AddLive(tail.Block, entry.Length);
        if (entry.IsRecord)
        {
            _index.Move(_index.Find(entry.Id), tail.Block, number);
        }
    }
}
