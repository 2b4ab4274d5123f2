using System;

namespace NfToken.Pal.Storage;

/// <summary>Where each record's newest entry lies: 12 bytes a record, in packed arrays, in the order of saving.</summary>
internal sealed class RecordIndex
{
    private const int Step = 4;

    internal int Count;
    internal uint[] Ids = new uint[0];

    /// <summary>Serial (32 bits), block (16), number of the entry (16). So ordered by serial.</summary>
    private ulong[] _places = new ulong[0];

    /// <summary>Position of a record, or -1.</summary>
    internal int Find(uint id)
    {
        uint[] ids = Ids;
        for (int i = Count - 1; i >= 0; i--)
        {
            if (ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Serial of a record's entry.</summary>
    internal uint GetSerial(int at) => (uint)(_places[at] >> 32);

    /// <summary>Block of a record's entry.</summary>
    internal int GetBlock(int at) => (int)((uint)_places[at] >> 16);

    /// <summary>Number of a record's entry in its block.</summary>
    internal int GetEntry(int at) => (int)((uint)_places[at] & 0xFFFF);

    /// <summary>Whether a record's entry lies there.</summary>
    internal bool IsAt(int at, int block, int entry) => (uint)_places[at] == ((uint)block << 16 | (uint)entry);

    /// <summary>Notes that an entry was moved.</summary>
    internal void Move(int at, int block, int entry) => _places[at] = Pack(GetSerial(at), block, entry);

    /// <summary>Adds a record at its place in the order of serials.</summary>
    internal void Add(uint id, uint serial, int block, int entry)
    {
        if (Count == Ids.Length)
        {
            Grow();
        }

        int at = Count;
        while (at > 0 && GetSerial(at - 1) > serial)
        {
            at--;
        }

        Array.Copy(Ids, at, Ids, at + 1, Count - at);
        Array.Copy(_places, at, _places, at + 1, Count - at);
        Count++;
        Ids[at] = id;
        _places[at] = Pack(serial, block, entry);
    }

    /// <summary>Forgets a record.</summary>
    internal void RemoveAt(int at)
    {
        Count--;
        Array.Copy(Ids, at + 1, Ids, at, Count - at);
        Array.Copy(_places, at + 1, _places, at, Count - at);
    }

    private static ulong Pack(uint serial, int block, int entry) => (ulong)serial << 32 | ((uint)block << 16 | (uint)entry);

    private void Grow()
    {
        int size = Ids.Length + Step;
        uint[] ids = new uint[size];
        Array.Copy(Ids, ids, Count);
        Ids = ids;
        ulong[] places = new ulong[size];
        Array.Copy(_places, places, Count);
        _places = places;
    }
}
