using System;
using System.Collections;
using NfToken.Pal;

namespace NfToken.Tests;

/// <summary>An object store in RAM that can be full, damaged or broken when told so.</summary>
public sealed class MemoryStore : ObjectStore
{
    private readonly ArrayList _ids = new ArrayList();
    private readonly ArrayList _values = new ArrayList();

    /// <summary>How many bytes of values fit.</summary>
    public int Capacity { get; set; } = 65536;

    /// <summary>A record that cannot be read; 0 for none.</summary>
    public uint Damaged { get; set; }

    /// <summary>Whether the part fails at each call.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether the board's memory is used up at each call.</summary>
    public bool IsOutOfMemory { get; set; }

    /// <summary>How many further saves fail.</summary>
    public int FailingSaves { get; set; }

    /// <summary>Whether a save that fails has saved all the same.</summary>
    public bool SavesThoughFailing { get; set; }

    /// <summary>How many saves were asked for.</summary>
    public int Saves { get; set; }

    /// <summary>How many saves and deletions are still done before power goes; negative for no end.</summary>
    public int ChangesLeft { get; set; } = -1;

    /// <summary>How many records were read.</summary>
    public int Reads { get; set; }

    /// <summary>The last array that was handed out.</summary>
    public byte[] LastRead { get; private set; }

    public override int FreeBytes
    {
        get
        {
            Work();
            int used = 0;
            foreach (byte[] value in _values)
            {
                used += value.Length;
            }

            return Capacity - used;
        }
    }

    public override int CapacityBytes => Capacity;

    public override void SaveObject(uint id, byte[] value)
    {
        Change();
        Saves++;
        bool fails = FailingSaves > 0;
        if (fails)
        {
            FailingSaves--;
            if (!SavesThoughFailing)
            {
                throw new StoreException(StoreError.Device, "no answer");
            }
        }

        int place = _ids.IndexOf(id);
        int free = FreeBytes + (place < 0 ? 0 : ((byte[])_values[place]).Length);
        if (value.Length > free)
        {
            throw new StoreException(StoreError.Full, "full");
        }

        byte[] copy = (byte[])value.Clone();
        if (place >= 0)
        {
            _ids.RemoveAt(place);
            _values.RemoveAt(place);
        }

        _ids.Add(id);
        _values.Add(copy);
        if (fails)
        {
            throw new StoreException(StoreError.Device, "no answer");
        }
    }

    public override int FindObject(uint id)
    {
        int place = _ids.IndexOf(id);
        return place < 0 ? -1 : ((byte[])_values[place]).Length;
    }

    public override byte[] GetObjectValue(uint id)
    {
        Work();
        Reads++;
        if (id == Damaged)
        {
            throw new StoreException(StoreError.Damaged, "record " + id.ToString("X8") + " damaged");
        }

        int place = _ids.IndexOf(id);
        if (place < 0)
        {
            return null;
        }

        LastRead = (byte[])((byte[])_values[place]).Clone();
        return LastRead;
    }

    public override bool DeleteObject(uint id)
    {
        Change();
        int place = _ids.IndexOf(id);
        if (place < 0)
        {
            return false;
        }

        _ids.RemoveAt(place);
        _values.RemoveAt(place);
        return true;
    }

    public override uint[] GetObjectIds()
    {
        Work();
        uint[] ids = new uint[_ids.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = (uint)_ids[i];
        }

        return ids;
    }

    public override void Wipe()
    {
        _ids.Clear();
        _values.Clear();
    }

    private void Change()
    {
        Work();
        IsBroken = ChangesLeft == 0;
        Work();
        ChangesLeft--;
    }

    private void Work()
    {
        if (IsBroken)
        {
            throw new StoreException(StoreError.Device, "no answer");
        }

        if (IsOutOfMemory)
        {
#pragma warning disable CA2201 // The runtime's own exception is what is to be played.
            throw new OutOfMemoryException();
#pragma warning restore CA2201
        }
    }
}
