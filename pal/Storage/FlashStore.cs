using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on raw flash: a log of records over all blocks of a region, from two blocks up. FORMAT.md has every byte and why.
/// </summary>
/// <remarks>
/// RAM: about 500 bytes, 12 bytes a record (packed, in steps of 8 records) and 2 bytes a block. A value that is replaced or
/// deleted is overwritten in place before the call returns where the part lets a unit be programmed again; elsewhere its block
/// is copied without it and erased.
/// </remarks>
public sealed partial class FlashStore : ObjectStore
{
    private readonly FlashPart _part;
    private readonly FlashHeader _header;
    private RecordIndex _index;

    /// <summary>Of each block: bytes of live entries and data in units of 8, or one of the states below.</summary>
    private readonly ushort[] _live;

    /// <summary>Erased, with its birth header.</summary>
    private const ushort Free = 0xFFFF;

    /// <summary>Wants to be erased.</summary>
    private const ushort Dirty = 0xFFFE;

    /// <summary>Does not erase or program any more.</summary>
    private const ushort Bad = 0xFFFD;

    /// <summary>Where new entries go; null before the first.</summary>
    private FlashTail _head;

    private uint _nextSerial;
    private uint _lastSequence;
    private uint _highestEraseCount;

    /// <summary>An operation failed half way: the flash is to be read again before anything else.</summary>
    private bool _isStale;

    /// <summary>No block was opened since the start: the block that is opened first may have been half opened before.</summary>
    private bool _isFirstOpening;

    /// <summary>Record whose pieces are being written and are live although no last piece stands for them.</summary>
    private uint _pendingId;
    private uint _pendingSerial;

    /// <summary>An entry that was judged once and may read differently now.</summary>
    private FlashCursor _doubtful;

    /// <summary>Its value, read once and checked.</summary>
    private byte[] _doubtfulValue;

    /// <summary>During the start: blocks whose headers check. A header may waver too, so one answer holds.</summary>
    private bool[] _isSound;

    private FlashStore(IFlashRegion region)
    {
        _part = new FlashPart(region);
        _header = new FlashHeader(_part);
        _live = new ushort[_part.BlockCount];
    }

    /// <summary>Number of blocks that failed and are out of use.</summary>
    public int BadBlocks { get; private set; }

    /// <summary>Number of entries whose record cannot even be named any more, because their announcements are damaged.</summary>
    public int LostRecords { get; private set; }

    /// <inheritdoc/>
    public override int FreeBytes
    {
        get
        {
            EnsureFresh();
            return GetRoom(false);
        }
    }

    /// <inheritdoc/>
    public override int CapacityBytes
    {
        get
        {
            EnsureFresh();
            return GetRoom(true);
        }
    }

    /// <summary>Opens the store of a region and finishes what a loss of power interrupted.</summary>
    /// <param name="region">The region, for this store alone.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.NotFormatted"/>, <see cref="StoreError.Foreign"/>,
    /// <see cref="StoreError.Version"/>, or <see cref="StoreError.Device"/>.</exception>
    public static FlashStore Open(IFlashRegion region)
    {
        FlashStore store = new FlashStore(region);
        store.Refresh();
        return store;
    }

    /// <summary>Erases a region, whatever it holds, and makes an empty store of it. Keeps the erase counts of a store that was there.</summary>
    /// <param name="region">The region, for this store alone.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the part failed or does not fit the log.</exception>
    public static FlashStore Format(IFlashRegion region)
    {
        FlashStore store = new FlashStore(region);
        try
        {
            store.EraseAll();
        }
        catch (FlashException failure)
        {
            throw new StoreException(StoreError.Device, failure.Message);
        }

        store.Refresh();
        return store;
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        EnsureFresh();
        int at = _index.Find(id);
        if (at < 0)
        {
            return -1;
        }

        try
        {
            FlashCursor entry = GoTo(at);
            if (entry.Kind != FlashEntryKind.LastPiece)
            {
                return entry.Length;
            }

            _part.Fetch(entry.Block, entry.Offset, 4);
            return (int)(_part.Get(0) & 0x7FFFFFFF);
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        EnsureFresh();
        int at = _index.Find(id);
        if (at < 0)
        {
            return null;
        }

        byte[] value;
        try
        {
            FlashCursor entry = GoTo(at);
            value = entry.Kind == FlashEntryKind.LastPiece ? ReadPieces(entry) : ReadValue(entry);
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }

        if (value == null)
        {
            throw new StoreException(StoreError.Damaged, "record " + id.ToString("X8") + ", block " + _index.Blocks[at]);
        }

        return value;
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        EnsureFresh();
        uint[] ids = new uint[_index.Count];
        Array.Copy(_index.Ids, ids, ids.Length);
        return ids;
    }

    /// <inheritdoc/>
    public override void SaveObject(uint id, byte[] value)
    {
        if (id == 0 || value == null)
        {
            throw new ArgumentException("no record");
        }

        EnsureFresh();
        try
        {
            Save(id, value);
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        EnsureFresh();
        int at = _index.Find(id);
        if (at < 0)
        {
            return false;
        }

        try
        {
            Delete(at);
            return true;
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        EnsureFresh();
        try
        {
            WipeAll();
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    private FlashCursor GoTo(int at)
    {
        FlashCursor entry = new FlashCursor(_part);
        entry.Go(_index.Blocks[at], _index.Entries[at]);
        return entry;
    }

    private void EnsureFresh()
    {
        if (_isStale)
        {
            Refresh();
        }
    }

    private void Refresh()
    {
        try
        {
            _isStale = true;
            Mount();
            _isStale = false;
        }
        catch (FlashException failure)
        {
            throw Failed(failure);
        }
    }

    private StoreException Failed(FlashException failure)
    {
        _isStale = true;
        return new StoreException(StoreError.Device, failure.Message);
    }
}
