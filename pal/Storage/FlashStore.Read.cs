using System;

namespace NfToken.Pal.Storage;

/// <content>Values from entries.</content>
public sealed partial class FlashStore
{
    /// <summary>The value of a record, or null where it does not check.</summary>
    private byte[] ReadAt(int at)
    {
        try
        {
            FlashCursor entry = GoTo(at);
            return entry.Kind == FlashEntryKind.LastPiece ? ReadPieces(entry) : ReadValue(entry);
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    /// <summary>
    /// Whether an interrupted save is complete. A higher serial alone does not say so: what a failed program left may pass for a damaged record.
    /// </summary>
    private bool HasSaved(uint id, uint serial, byte[] value)
    {
        int at = _index.Find(id);
        byte[] saved = at >= 0 && _index.GetSerial(at) >= serial ? ReadAt(at) : null;
        bool isSame = saved != null && saved.Length == value.Length;
        for (int i = 0; isSame && i < value.Length; i++)
        {
            isSame = saved[i] == value[i];
        }

        GetObjectValueCleanup(saved);
        return isSame;
    }

    private StoreException Damaged(int at) =>
        new StoreException(StoreError.Damaged, "record " + _index.Ids[at].ToString("X8") + ", block " + _index.GetBlock(at));

    /// <summary>The value of an entry that is a whole record, or null where it does not check.</summary>
    private byte[] ReadValue(FlashCursor entry)
    {
        if (!IsSound(entry))
        {
            return null;
        }

        byte[] value = new byte[entry.Length];
        _part.Region.Read(entry.Block, entry.Offset, value, 0, value.Length);
        if (Crc32.Update(0, value, 0, value.Length) != entry.ValueCrc)
        {
            GetObjectValueCleanup(value);
            return null;
        }

        return value;
    }

    /// <summary>The value whose last piece this is, or null where a piece is missing or does not check.</summary>
    private byte[] ReadPieces(FlashCursor last)
    {
        byte[] tail = ReadValue(last);
        if (tail == null || tail.Length < 4)
        {
            return null;
        }

        int count = last.Piece;
        uint total = BitConverter.ToUInt32(tail, 0);
        uint[] places = new uint[count];
        int found = 0;
        FlashCursor piece = new FlashCursor(_part);
        for (int block = 0; block < _live.Length; block++)
        {
            if (_live[block] >= NotInUse)
            {
                continue;
            }

            piece.Start(block);
            while (piece.Next())
            {
                if (IsPieceOf(piece, last.Id, last.Serial) && piece.Piece < count && places[piece.Piece] == 0)
                {
                    // Plus one, so that the first place of all is not taken for none.
                    places[piece.Piece] = ((uint)block << 16 | (uint)piece.Number) + 1;
                    found++;
                }
            }
        }

        if (found != count || total < (uint)(tail.Length - 4) || total > 0xFFFFFF)
        {
            return null;
        }

        byte[] value = new byte[(int)total];
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            uint place = places[i] - 1;
            piece.Go((int)(place >> 16), (int)(place & 0xFFFF));
            byte[] part = piece.Length <= value.Length - at ? ReadValue(piece) : null;
            if (part == null)
            {
                GetObjectValueCleanup(value);
                return null;
            }

            Array.Copy(part, 0, value, at, part.Length);
            at += part.Length;
            GetObjectValueCleanup(part);
        }

        bool fits = value.Length - at == tail.Length - 4;
        if (fits)
        {
            Array.Copy(tail, 4, value, at, tail.Length - 4);
        }

        GetObjectValueCleanup(tail);
        return fits ? value : null;
    }

    private bool IsSound(FlashCursor entry) =>
        (entry.State == FlashEntryState.Settled || entry.State == FlashEntryState.Committed)
        && entry.Offset + entry.Length <= _part.GetSize(entry.Block);

    private static bool IsPieceOf(FlashCursor entry, uint id, uint serial) =>
        entry.HasValue && entry.Kind == FlashEntryKind.Piece && entry.Id == id && entry.Serial == serial;
}
