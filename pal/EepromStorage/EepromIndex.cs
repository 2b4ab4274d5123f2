using System;

namespace NfToken.Pal.Storage;

/// <summary>What each record is and where its first section lies: 18 bytes a record, in packed arrays, in the order of saving.</summary>
internal sealed class EepromIndex
{
    private const int Step = 8;

    internal int Count;
    internal uint[] Ids = new uint[Step];
    internal uint[] Serials = new uint[Step];
    internal uint[] Crcs = new uint[Step];
    internal int[] Lengths = new int[Step];

    /// <summary>Section of piece 0, from which a chain leads to the others.</summary>
    internal ushort[] Heads = new ushort[Step];

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
    internal void Add(uint id, uint serial, uint crc, int length, int head)
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
        Crcs[at] = crc;
        Lengths[at] = length;
        Heads[at] = (ushort)head;
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
        Array.Copy(Crcs, from, Crcs, to, count);
        Array.Copy(Lengths, from, Lengths, to, count);
        Array.Copy(Heads, from, Heads, to, count);
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
        uint[] crcs = new uint[size];
        Array.Copy(Crcs, crcs, Count);
        Crcs = crcs;
        int[] lengths = new int[size];
        Array.Copy(Lengths, lengths, Count);
        Lengths = lengths;
        ushort[] heads = new ushort[size];
        Array.Copy(Heads, heads, Count);
        Heads = heads;
    }
}
