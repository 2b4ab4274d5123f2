using System;

namespace NfToken.Pal.Storage;

/// <summary>Where each record's newest entry lies: 12 bytes a record, in packed arrays, in the order of saving.</summary>
internal sealed class RecordIndex
{
    private const int Step = 8;

    internal int Count;
    internal uint[] Ids = new uint[Step];
    internal uint[] Serials = new uint[Step];
    internal ushort[] Blocks = new ushort[Step];
    internal ushort[] Entries = new ushort[Step];

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

    /// <summary>Adds a record at its place in the order of serials.</summary>
    internal void Add(uint id, uint serial, int block, int entry)
    {
        if (Count == Ids.Length)
        {
            Grow();
        }

        int at = Count;
        while (at > 0 && Serials[at - 1] > serial)
        {
            at--;
        }

        Move(at, at + 1);
        Count++;
        Ids[at] = id;
        Serials[at] = serial;
        Blocks[at] = (ushort)block;
        Entries[at] = (ushort)entry;
    }

    /// <summary>Forgets a record.</summary>
    internal void RemoveAt(int at)
    {
        Move(at + 1, at);
        Count--;
    }

    private void Move(int from, int to)
    {
        int count = Count - (from > to ? from : to - 1);
        Array.Copy(Ids, from, Ids, to, count);
        Array.Copy(Serials, from, Serials, to, count);
        Array.Copy(Blocks, from, Blocks, to, count);
        Array.Copy(Entries, from, Entries, to, count);
    }

    private void Grow()
    {
        int size = Ids.Length + Step;
        uint[] ids = new uint[size];
        Array.Copy(Ids, ids, Count);
        Ids = ids;
        uint[] serials = new uint[size];
        Array.Copy(Serials, serials, Count);
        Serials = serials;
        ushort[] blocks = new ushort[size];
        Array.Copy(Blocks, blocks, Count);
        Blocks = blocks;
        ushort[] entries = new ushort[size];
        Array.Copy(Entries, entries, Count);
        Entries = entries;
    }
}
