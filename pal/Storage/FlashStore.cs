using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on raw flash: a log of records over all blocks of a region, from two blocks up. FORMAT.md has every byte and why.
/// </summary>
/// <remarks>
/// RAM at rest: 516 bytes, 12 a record (packed, in steps of 4 records) and 2 a block; README.md counts them. The old value of a secret is overwritten in place before a
/// call returns where the part lets a unit be programmed again; elsewhere its block is copied without it and erased. A block that fails is taken
/// out of use and the operation goes on with another one.
/// </remarks>
public sealed partial class FlashStore : ObjectStore
{
    /// <summary>Of <see cref="_live"/>: erased, with its birth header.</summary>
    private const ushort Free = 0xFFFF;

    /// <summary>Of <see cref="_live"/>: out of use, and the flash says so.</summary>
    private const ushort Retired = 0xFFFE;

    /// <summary>Of <see cref="_live"/>: out of use, which is yet to be written down.</summary>
    private const ushort Failing = 0xFFFD;

    /// <summary>Of <see cref="_live"/>, in a start: what it holds lies elsewhere or was wiped; to be erased unless an entry says that it is out of use.</summary>
    private const ushort Doomed = 0xFFFC;

    /// <summary>Of <see cref="_live"/>: what is below is in use.</summary>
    private const ushort NotInUse = Doomed;

    /// <summary>Of <see cref="_state"/>: an operation failed half way, and the flash is to be read again before anything else.</summary>
    private const int Stale = 1;

    /// <summary>Of <see cref="_state"/>: no block was opened since the start, and the one opened first may have been half opened before.</summary>
    private const int FirstOpening = 2;

    /// <summary>Of <see cref="_state"/>: a block failed.</summary>
    private const int LostBlock = 4;

    /// <summary>Of <see cref="_state"/>: four blocks were opened since wear was levelled.</summary>
    private const int LevelDue = 8;

    private readonly FlashPart _part;

    /// <summary>Of each block: bytes of live entries and data in units of 8, or one of the states above.</summary>
    private readonly ushort[] _live;

    private RecordIndex _index;

    /// <summary>Where new entries go; null before the first.</summary>
    private FlashTail _head;

    /// <summary>Where they go when the head is full; null but for a while.</summary>
    private FlashTail _next;

    /// <summary>Null at rest.</summary>
    private FlashWork _work;

    /// <summary>Blocks that failed to program and may still hold live records; null while there was none.</summary>
    private bool[] _failing;

    private uint _nextSerial;
    private uint _lastSequence;
    private uint _highestEraseCount;
    private int _state;

    /// <summary>Entries in all blocks, about: a start reads them all.</summary>
    private int _entries;

    private FlashStore(IFlashRegion region)
    {
        _part = new FlashPart(region);
        _live = new ushort[region.BlockCount];
    }

    /// <summary>Number of blocks that failed and are out of use.</summary>
    public int BadBlocks
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _live.Length; i++)
            {
                if (_live[i] == Retired || _live[i] == Failing)
                {
                    count++;
                }
            }

            return count;
        }
    }

    /// <summary>Number of entries whose record cannot even be named any more, because their announcements are damaged beyond mending.</summary>
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

    /// <summary>
    /// Makes an empty store of a region, whatever it holds. A store that is there is wiped, so that an interruption leaves all of it or nothing; anything else is
    /// erased. Erase counts are kept.
    /// </summary>
    /// <param name="region">The region, for this store alone.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the part failed or does not fit the log.</exception>
    public static FlashStore Format(IFlashRegion region)
    {
        FlashStore store = new FlashStore(region);
        try
        {
            store.Refresh();
            store.Wipe();
            return store;
        }
        catch (StoreException)
        {
            // No store, another version's, or one that is beyond use.
            store = new FlashStore(region);
        }

        try
        {
            store.EraseAll();
        }
        catch (FlashException failure)
        {
            throw store.Failed(failure);
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
            if (!entry.IsRecord)
            {
                throw Damaged(at);
            }

            if (entry.Kind != FlashEntryKind.LastPiece)
            {
                return entry.Length;
            }

            _part.Fetch(entry.Block, entry.Offset, 4);
            uint total = _part.Get(0);
            if (total > 0xFFFFFF)
            {
                throw Damaged(at);
            }

            return (int)total;
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

        byte[] value = ReadAt(at);
        if (value == null)
        {
            throw Damaged(at);
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
        for (int failures = 0; ; failures++)
        {
            uint serial = _nextSerial;
            FlashBlockException bad;
            try
            {
                Save(id, value);
                RestoreSpares();
                LevelWear();
                return;
            }
            catch (FlashBlockException failure)
            {
                bad = failure;
            }
            catch (FlashException failure)
            {
                throw Failed(failure);
            }

            StartAgain(bad, failures);
            if (HasSaved(id, serial, value))
            {
                // It had been committed, and the start finished it.
                return;
            }
        }
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        EnsureFresh();
        bool found = false;
        for (int failures = 0; ; failures++)
        {
            int at = _index.Find(id);
            if (at < 0)
            {
                return found;
            }

            found = true;
            FlashBlockException bad;
            try
            {
                Delete(at);
                RestoreSpares();
                LevelWear();
                return true;
            }
            catch (FlashBlockException failure)
            {
                bad = failure;
            }
            catch (FlashException failure)
            {
                throw Failed(failure);
            }

            StartAgain(bad, failures);
        }
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        EnsureFresh();
        for (int failures = 0; ; failures++)
        {
            FlashBlockException bad;
            try
            {
                WipeAll();
                RestoreSpares();
                LevelWear();
                return;
            }
            catch (FlashBlockException failure)
            {
                bad = failure;
            }
            catch (FlashException failure)
            {
                throw Failed(failure);
            }

            StartAgain(bad, failures);
        }
    }

    /// <summary>Reads the entry of a record again. Where it does not say what it said, as it was damaged since, its state is <see cref="FlashEntryState.Lost"/>.</summary>
    private FlashCursor GoTo(int at)
    {
        FlashCursor entry = new FlashCursor(_part);
        entry.Go(_index.GetBlock(at), _index.GetEntry(at));
        uint id = _index.Ids[at];
        uint serial = _index.GetSerial(at);
        if (entry.Id != id || entry.Serial != serial)
        {
            entry.State = FlashEntryState.Lost;
            entry.Kind = FlashEntryKind.Record;
            entry.Id = id;
            entry.Serial = serial;
            entry.Length = 0;
        }

        return entry;
    }
}
