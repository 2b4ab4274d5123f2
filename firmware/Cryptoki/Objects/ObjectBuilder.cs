using System;

namespace NfToken.Cryptoki;

/// <summary>An object in the making: its attributes can still change. Becomes a <see cref="StoredObject"/>.</summary>
internal sealed class ObjectBuilder
{
    private readonly ushort[] _types = new ushort[StoredObject.MaxAttributes];
    private readonly byte[][] _values = new byte[StoredObject.MaxAttributes][];
    private int _count;

    /// <summary>Starts an object.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="subtype">CKK_* of a key, CKC_* of a certificate, otherwise 0.</param>
    public ObjectBuilder(uint objectClass, uint subtype)
    {
        Class = objectClass;
        Subtype = subtype;
    }

    /// <summary>CKO_*.</summary>
    public uint Class { get; }

    /// <summary>CKK_* or CKC_*.</summary>
    public uint Subtype { get; }

    /// <summary>Truth values by the bits of <see cref="AttributeFlag"/>.</summary>
    public uint Flags { get; set; }

    /// <summary>Whether a truth value is set.</summary>
    /// <param name="flag">A bit of <see cref="AttributeFlag"/>.</param>
    public bool Has(uint flag) => (Flags & flag) != 0;

    /// <summary>An attribute's value, not a copy; null where there is none.</summary>
    /// <param name="type">CKA_*.</param>
    public byte[] Get(uint type)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_types[i] == type)
            {
                return _values[i];
            }
        }

        return null;
    }

    /// <summary>Takes over truth values and copies of all attributes of an object that exists.</summary>
    /// <param name="source">The object, of the same class and type.</param>
    public void Take(StoredObject source)
    {
        Flags = source.Flags;
        byte[] record = source.Record;
        int next = StoredObject.HeaderLength;
        while (next < record.Length)
        {
            uint type = record[next] | ((uint)record[next + 1] << 8);
            byte[] value = new byte[record[next + 2] + (record[next + 3] << 8)];
            Array.Copy(record, next + StoredObject.AttributeHeaderLength, value, 0, value.Length);
            Set(type, value);
            next += StoredObject.AttributeHeaderLength + value.Length;
        }
    }

    /// <summary>Sets an attribute; an empty value takes it away, as absent and empty read the same.</summary>
    /// <param name="type">CKA_*, below 0x10000.</param>
    /// <param name="value">Its value, which is kept. Another array that it replaces is cleared.</param>
    public void Set(uint type, byte[] value)
    {
        int place = 0;
        while (place < _count && _types[place] < type)
        {
            place++;
        }

        bool present = place < _count && _types[place] == type;
        if (present && _values[place] != value)
        {
            Array.Clear(_values[place], 0, _values[place].Length);
        }

        if (value.Length == 0)
        {
            if (present)
            {
                _count--;
                for (; place < _count; place++)
                {
                    _types[place] = _types[place + 1];
                    _values[place] = _values[place + 1];
                }

                _values[_count] = null;
            }

            return;
        }

        if (!present)
        {
            for (int i = _count; i > place; i--)
            {
                _types[i] = _types[i - 1];
                _values[i] = _values[i - 1];
            }

            _types[place] = (ushort)type;
            _count++;
        }

        _values[place] = value;
    }

    /// <summary>Makes the record.</summary>
    /// <returns>Null where a value is longer than the format can say.</returns>
    public StoredObject ToObject()
    {
        int length = StoredObject.HeaderLength;
        for (int i = 0; i < _count; i++)
        {
            if (_values[i].Length > 0xFFFF)
            {
                return null;
            }

            length += StoredObject.AttributeHeaderLength + _values[i].Length;
        }

        byte[] record = new byte[length];
        record[0] = StoredObject.FormatVersion;
        record[1] = (byte)Class;
        record[2] = (byte)Subtype;
        record[4] = (byte)Flags;
        record[5] = (byte)(Flags >> 8);
        record[6] = (byte)(Flags >> 16);
        record[7] = (byte)(Flags >> 24);
        int next = StoredObject.HeaderLength;
        for (int i = 0; i < _count; i++)
        {
            byte[] value = _values[i];
            uint type = _types[i];
            record[next] = (byte)type;
            record[next + 1] = (byte)(type >> 8);
            record[next + 2] = (byte)value.Length;
            record[next + 3] = (byte)(value.Length >> 8);
            Array.Copy(value, 0, record, next + StoredObject.AttributeHeaderLength, value.Length);
            next += StoredObject.AttributeHeaderLength + value.Length;
        }

        return StoredObject.FromRecord(record);
    }

    /// <summary>Fills all values with zeros.</summary>
    public void Clear()
    {
        for (int i = 0; i < _count; i++)
        {
            Array.Clear(_values[i], 0, _values[i].Length);
        }
    }
}
