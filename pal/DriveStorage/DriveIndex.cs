using System;

namespace NfToken.Pal.Storage;

/// <summary>The drive store's records: 14 bytes a record, in packed arrays, in the order of saving.</summary>
internal sealed class DriveIndex
{
    private const int Step = 8;

    internal int Count;
    internal uint[] Ids = new uint[Step];
    internal ushort[] Generations = new ushort[Step];
    internal int[] Lengths = new int[Step];
    private uint[] _serials = new uint[Step];

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
    internal void Add(uint id, int generation, uint serial, int length)
    {
        if (Count == Ids.Length)
        {
            Grow();
        }

        int at = Count;
        while (at > 0 && _serials[at - 1] > serial)
        {
            at--;
        }

        Move(at, at + 1, Count - at);
        Ids[at] = id;
        Generations[at] = (ushort)generation;
        Lengths[at] = length;
        _serials[at] = serial;
        Count++;
    }

    internal void RemoveAt(int at)
    {
        Count--;
        Move(at + 1, at, Count - at);
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(Ids, from, Ids, to, count);
        Array.Copy(Generations, from, Generations, to, count);
        Array.Copy(Lengths, from, Lengths, to, count);
        Array.Copy(_serials, from, _serials, to, count);
    }

    private void Grow()
    {
        uint[] ids = new uint[Count + Step];
        Array.Copy(Ids, ids, Count);
        Ids = ids;
        ushort[] generations = new ushort[Count + Step];
        Array.Copy(Generations, generations, Count);
        Generations = generations;
        int[] lengths = new int[Count + Step];
        Array.Copy(Lengths, lengths, Count);
        Lengths = lengths;
        uint[] serials = new uint[Count + Step];
        Array.Copy(_serials, serials, Count);
        _serials = serials;
    }
}
