using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on sections of EEPROM, emulated EEPROM, FRAM or MRAM: 2 to 4096 sections of 32 to 4096 bytes, a record in as many as it needs.
/// EEPROM.md has every byte and why.
/// </summary>
/// <remarks>
/// RAM: about 400 bytes, 18 bytes a record (packed, in steps of 8 records) and 2 bytes a section; one section more while something is written. A value
/// that is replaced or deleted is overwritten before the call returns, unless it is public (<see cref="RecordKind.IsPublic"/>): then its sections are
/// only free to be written again.
/// </remarks>
public sealed partial class EepromStore : ObjectStore
{
    private readonly EepromPart _part;
    private readonly EepromMap _map;
    private uint _nextSerial;

    /// <summary>Round of overwriting: 0 in an operation, higher in each start that goes on with it.</summary>
    private int _round;

    /// <summary>Where the search for a free section goes on.</summary>
    private int _cursor;

    /// <summary>An operation failed half way: the part is to be read again before anything else.</summary>
    private bool _isStale;

    private EepromStore(IEeprom eeprom)
    {
        _part = new EepromPart(eeprom);
        _map = new EepromMap(_part);
    }

    /// <summary>Number of sections that failed since this store was made and are out of use.</summary>
    public int BadSections { get; private set; }

    /// <summary>Number of records that were saved and are gone, because the section that makes them a record is damaged. Told until the next wipe.</summary>
    public int LostRecords { get; private set; }

    /// <inheritdoc/>
    public override int FreeBytes
    {
        get
        {
            EnsureFresh();
            int sections = _map.CountFree() - SpareSections;
            return sections > 0 ? sections * _part.Payload : 0;
        }
    }

    /// <inheritdoc/>
    public override int CapacityBytes
    {
        get
        {
            EnsureFresh();
            int sections = _part.Count - SpareSections;
            for (int i = 0; i < _part.Count; i++)
            {
                if (_map.Next[i] == EepromMap.Bad || _map.Next[i] == EepromMap.Pinned)
                {
                    sections--;
                }
            }

            return sections > 0 ? sections * _part.Payload : 0;
        }
    }

    /// <summary>
    /// Free sections that a new record leaves: in a full store a record of one section can be replaced, and the start that follows an interruption has room
    /// to make firm what it found.
    /// </summary>
    private int SpareSections => _part.Count < 3 ? 1 : _part.Count < 8 ? 2 : 5;

    /// <summary>Opens the store of a part and finishes what a loss of power interrupted.</summary>
    /// <param name="eeprom">The part, for this store alone.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.NotFormatted"/>: all bytes are 00 or all are FF; <see cref="StoreError.Foreign"/>,
    /// <see cref="StoreError.Version"/>, or <see cref="StoreError.Device"/>.</exception>
    public static EepromStore Open(IEeprom eeprom)
    {
        EepromStore store = new EepromStore(eeprom);
        store.Refresh();
        return store;
    }

    /// <summary>Overwrites a part, whatever it holds, and makes an empty store of it.</summary>
    /// <param name="eeprom">The part, for this store alone.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the part failed or does not fit the store.</exception>
    public static EepromStore Format(IEeprom eeprom)
    {
        EepromStore store = new EepromStore(eeprom);
        try
        {
            store.FormatAll();
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
        int at = _map.Index.Find(id);
        return at < 0 ? -1 : _map.Index.Lengths[at];
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        EnsureFresh();
        int at = _map.Index.Find(id);
        if (at < 0)
        {
            return null;
        }

        byte[] value = new byte[_map.Index.Lengths[at]];
        bool isWhole;
        try
        {
            isWhole = ReadValue(at, value);
        }
        catch (FlashException failure)
        {
            GetObjectValueCleanup(value);
            throw Failed(failure);
        }

        if (!isWhole)
        {
            GetObjectValueCleanup(value);
            throw new StoreException(StoreError.Damaged, "record " + id.ToString("X8") + ", section " + _map.Index.Heads[at]);
        }

        return value;
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        EnsureFresh();
        uint[] ids = new uint[_map.Index.Count];
        Array.Copy(_map.Index.Ids, ids, ids.Length);
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
        if (_map.Index.Find(id) < 0)
        {
            return false;
        }

        try
        {
            Delete(id);
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

    /// <summary>Reads a record's pieces, in whatever order the chain has them.</summary>
    private bool ReadValue(int at, byte[] value)
    {
        EepromIndex index = _map.Index;
        int payload = _part.Payload;
        int pieces = _part.GetPieces(value.Length);
        byte[] seen = new byte[pieces];
        int count = 0;
        int section = index.Heads[at];
        while (section != EepromMap.End)
        {
            EepromHeader header = _part.Read(section);
            if (!header.IsValid || header.Kind != EepromHeader.Piece || header.Serial != index.Serials[at]
                || header.ValueCrc != index.Crcs[at] || header.Number >= pieces)
            {
                return false;
            }

            int start = header.Number * payload;
            int share = header.GetShare(payload);
            if (seen[header.Number] == 0)
            {
                _part.Eeprom.Read(section, EepromHeader.Size, value, start, share);
                if (Crc32.Update(0, value, start, share) == header.DataCrc)
                {
                    seen[header.Number] = 1;
                    count++;
                }
            }

            section = _map.Next[section];
        }

        return count == pieces && Crc32.Update(0, value, 0, value.Length) == index.Crcs[at];
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
