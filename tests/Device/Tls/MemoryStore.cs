// Also compiled into tests/Host, where nullable annotations are on.
#nullable disable

using System;
using System.Collections;
using NfToken.Pal;

namespace NfToken.Tests.Tls;

/// <summary>A store in RAM, without limits or faults.</summary>
internal sealed class MemoryStore : ObjectStore
{
    private readonly ArrayList _ids = new();
    private readonly ArrayList _values = new();

    public override int FreeBytes => 100000;

    public override int CapacityBytes => 100000;

    public override void SaveObject(uint id, byte[] value)
    {
        DeleteObject(id);
        _ids.Add(id);
        _values.Add(Copy(value));
    }

    public override int FindObject(uint id)
    {
        int index = IndexOf(id);
        return index < 0 ? -1 : ((byte[])_values[index]).Length;
    }

    public override byte[] GetObjectValue(uint id)
    {
        int index = IndexOf(id);
        return index < 0 ? null : Copy((byte[])_values[index]);
    }

    public override bool DeleteObject(uint id)
    {
        int index = IndexOf(id);
        if (index < 0)
        {
            return false;
        }

        _ids.RemoveAt(index);
        _values.RemoveAt(index);
        return true;
    }

    public override uint[] GetObjectIds()
    {
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

    private static byte[] Copy(byte[] value)
    {
        byte[] copy = new byte[value.Length];
        Array.Copy(value, 0, copy, 0, value.Length);
        return copy;
    }

    private int IndexOf(uint id)
    {
        for (int i = 0; i < _ids.Count; i++)
        {
            if ((uint)_ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }
}
