namespace NfToken.Pal.Storage;

/// <summary>Walks the entries of a block and tells what each one says.</summary>
internal sealed class FlashCursor
{
    private readonly FlashPart _part;

    internal int Block;
    internal int Number;

    /// <summary>Lowest byte that data of an entry seen so far takes.</summary>
    internal int Low;

    internal FlashEntryState State;
    internal int Kind;
    internal uint Id;
    internal uint Serial;
    internal int Piece;
    internal int Offset;
    internal int Length;
    internal uint ValueCrc;

    internal FlashCursor(FlashPart part)
    {
        _part = part;
    }

    /// <summary>Whether the entry holds bytes of a value that were committed.</summary>
    internal bool HasValue => State >= FlashEntryState.Committed && State <= FlashEntryState.Broken && Kind <= FlashEntryKind.LastPiece;

    /// <summary>Whether the entry stands for a record.</summary>
    internal bool IsRecord => HasValue && Kind != FlashEntryKind.Piece;

    /// <summary>Goes before the first entry of a block.</summary>
    internal void Start(int block)
    {
        Block = block;
        Number = -1;
        Low = _part.GetSize(block);
    }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False at the end.</returns>
    internal bool Next()
    {
        int size = _part.EntrySize;
        int at = _part.EntriesAt + ((Number + 1) * size);
        if (at + size > Low)
        {
            return false;
        }

        _part.Fetch(Block, at, size);
        Parse();
        if (State == FlashEntryState.Blank)
        {
            return false;
        }

        Number++;
        if (State > FlashEntryState.Lost && Offset < Low)
        {
            Low = Offset;
        }

        return true;
    }

    /// <summary>Goes to one entry.</summary>
    internal void Go(int block, int number)
    {
        Block = block;
        Number = number;
        _part.Fetch(block, _part.EntryAt(number), _part.EntrySize);
        Parse();
    }

    /// <summary>Takes over what another cursor read: reading again could tell otherwise.</summary>
    internal void Take(FlashCursor other)
    {
        Block = other.Block;
        Number = other.Number;
        State = other.State;
        Kind = other.Kind;
        Id = other.Id;
        Serial = other.Serial;
        Piece = other.Piece;
        Offset = other.Offset;
        Length = other.Length;
        ValueCrc = other.ValueCrc;
    }

    /// <summary>Whether all bytes of a stretch of the scratch have one value.</summary>
    private static bool IsAll(byte[] data, int from, int to, byte value)
    {
        for (int i = from; i < to; i++)
        {
            if (data[i] != value)
            {
                return false;
            }
        }

        return true;
    }

    private void Parse()
    {
        byte[] raw = _part.Scratch;
        int commitmentAt = _part.CommitmentAt;
        int settledAt = _part.SettledAt;
        int size = _part.EntrySize;
        uint announcementCrc = _part.Get(0);
        if (announcementCrc != Crc32.Update(0, raw, 4, FlashLayout.AnnouncementBytes - 4))
        {
            bool committedBlank = IsAll(raw, commitmentAt, size, 0xFF);
            if (IsAll(raw, 0, commitmentAt, 0xFF))
            {
                State = committedBlank ? FlashEntryState.Blank : FlashEntryState.Lost;
                return;
            }

            if (IsAll(raw, 0, commitmentAt, 0) || IsAll(raw, commitmentAt, settledAt, 0))
            {
                State = FlashEntryState.Void;
                return;
            }

            if (committedBlank || !Repair(commitmentAt))
            {
                State = committedBlank ? FlashEntryState.Torn : FlashEntryState.Lost;
                return;
            }

            announcementCrc = _part.Get(0);
        }

        Id = _part.Get(4);
        Serial = _part.Get(8);
        uint kind = _part.Get(12);
        uint place = _part.Get(16);
        Kind = (int)(kind >> 24);
        Length = (int)(kind & 0xFFFFFF);
        Piece = (int)(place >> 18);
        Offset = (int)(place & 0x3FFFF);
        ValueCrc = _part.Get(commitmentAt);
        bool settled = !IsAll(raw, settledAt, size, 0xFF);
        if (_part.Get(commitmentAt + 4) == Check(announcementCrc, ValueCrc))
        {
            State = settled ? FlashEntryState.Settled : FlashEntryState.Committed;
        }
        else if (IsVoid(raw, commitmentAt))
        {
            State = FlashEntryState.Dead;
        }
        else
        {
            State = settled ? FlashEntryState.Broken : FlashEntryState.Announced;
        }
    }

    /// <summary>Whether a commitment was overwritten: a flipped bit or two do not bring it back, as a sound one has about 32 ones.</summary>
    private static bool IsVoid(byte[] raw, int commitmentAt)
    {
        int ones = 0;
        for (int i = 0; i < FlashLayout.CommitmentBytes; i++)
        {
            for (uint bits = raw[commitmentAt + i]; bits != 0; bits &= bits - 1)
            {
                ones++;
            }
        }

        return ones <= 2;
    }

    /// <summary>
    /// Mends an announcement in which one bit flipped, or any number of bits of its checksum: what the checksum was follows from the commitment.
    /// </summary>
    private bool Repair(int commitmentAt)
    {
        byte[] raw = _part.Scratch;
        uint valueCrc = _part.Get(commitmentAt);
        uint crc = (~_part.Get(commitmentAt + 4) - (valueCrc << 7 | valueCrc >> 25)) ^ 0x5A17C0DE;
        bool isFirst = crc == Crc32.Update(0, raw, 4, FlashLayout.AnnouncementBytes - 4);
        if (!isFirst && crc != _part.Get(0))
        {
            return false;
        }

        _part.Put(0, crc);
        if (isFirst)
        {
            return true;
        }

        for (int bit = 32; bit < FlashLayout.AnnouncementBytes * 8; bit++)
        {
            raw[bit >> 3] ^= (byte)(1 << (bit & 7));
            if (crc == Crc32.Update(0, raw, 4, FlashLayout.AnnouncementBytes - 4))
            {
                return true;
            }

            raw[bit >> 3] ^= (byte)(1 << (bit & 7));
        }

        return false;
    }

    /// <summary>Ties a commitment to its announcement; never 0 with a value's checksum of 0.</summary>
    internal static uint Check(uint announcementCrc, uint valueCrc) => ~((announcementCrc ^ 0x5A17C0DE) + (valueCrc << 7 | valueCrc >> 25));
}
