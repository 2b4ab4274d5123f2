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
        FlashLayout layout = _part.Layout;
        int at = layout.EntryAt(Number + 1);
        if (at + layout.EntrySize > Low)
        {
            return false;
        }

        _part.Fetch(Block, at, layout.EntrySize);
        Parse(layout);
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
        _part.Fetch(block, _part.Layout.EntryAt(number), _part.Layout.EntrySize);
        Parse(_part.Layout);
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

    private void Parse(FlashLayout layout)
    {
        byte[] raw = _part.Scratch;
        uint announcementCrc = _part.Get(0);
        bool committedBlank = IsAll(raw, layout.CommitmentAt, layout.EntrySize, 0xFF);
        if (announcementCrc != Crc32.Update(0, raw, 4, FlashLayout.AnnouncementBytes - 4))
        {
            if (IsAll(raw, 0, layout.CommitmentAt, 0xFF))
            {
                State = committedBlank ? FlashEntryState.Blank : FlashEntryState.Lost;
            }
            else if (IsAll(raw, 0, layout.CommitmentAt, 0))
            {
                State = FlashEntryState.Void;
            }
            else
            {
                State = committedBlank ? FlashEntryState.Torn : FlashEntryState.Lost;
            }

            return;
        }

        Id = _part.Get(4);
        Serial = _part.Get(8);
        uint kind = _part.Get(12);
        uint place = _part.Get(16);
        Kind = (int)(kind >> 24);
        Length = (int)(kind & 0xFFFFFF);
        Piece = (int)(place >> 18);
        Offset = (int)(place & 0x3FFFF);
        if (IsAll(raw, layout.CommitmentAt, layout.SettledAt, 0))
        {
            State = FlashEntryState.Dead;
            return;
        }

        ValueCrc = _part.Get(layout.CommitmentAt);
        bool committed = _part.Get(layout.CommitmentAt + 4) == Check(announcementCrc, ValueCrc);
        bool settled = !IsAll(raw, layout.SettledAt, layout.EntrySize, 0xFF);
        State = committed
            ? settled ? FlashEntryState.Settled : FlashEntryState.Committed
            : settled ? FlashEntryState.Broken : FlashEntryState.Announced;
    }

    /// <summary>Ties a commitment to its announcement; never 0 with a value's checksum of 0.</summary>
    internal static uint Check(uint announcementCrc, uint valueCrc) => ~((announcementCrc ^ 0x5A17C0DE) + (valueCrc << 7 | valueCrc >> 25));
}
