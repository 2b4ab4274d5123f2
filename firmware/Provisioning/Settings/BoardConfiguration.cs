using System;
using System.Text;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>
/// Endpoint, thing name and network settings: the record <see cref="SystemRecord.Configuration"/>. One byte of version (1), then for each
/// setting its number (1 byte), its length (2 bytes, big-endian) and its value in UTF-8. Settings of unknown numbers are kept.
/// </summary>
public sealed class BoardConfiguration
{
    /// <summary>Bytes of the longest value.</summary>
    public const int MaximumLength = 256;

    private const byte Version = 1;
    private const int HeaderLength = 3;

    private byte[] _record;

    private BoardConfiguration(byte[] record)
    {
        _record = record;
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="store">The board's store.</param>
    /// <returns>The settings; none where there is no such record.</returns>
    /// <exception cref="StoreException">The record cannot be read (<see cref="StoreError.Damaged"/>), or a later version wrote it (<see cref="StoreError.Version"/>).</exception>
    public static BoardConfiguration Load(ObjectStore store)
    {
        byte[] record = store.GetObjectValue(SystemRecord.Configuration) ?? [Version];
        if (record.Length == 0 || record[0] > Version)
        {
            throw new StoreException(StoreError.Version, "configuration of another version");
        }

        int position = 1;
        while (position < record.Length)
        {
            position = position + HeaderLength > record.Length ? record.Length + 1 : position + HeaderLength + LengthAt(record, position);
        }

        return position == record.Length ? new BoardConfiguration(record) : throw new StoreException(StoreError.Damaged, "configuration damaged");
    }

    /// <summary>A setting as text, or null where it is missing. Strings cannot be cleared: for the password there is <see cref="GetBytes"/>.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    public string Get(byte setting)
    {
        byte[] value = GetBytes(setting);
        return value == null ? null : value.Length == 0 ? "" : Encoding.UTF8.GetString(value, 0, value.Length);
    }

    /// <summary>A setting's bytes in a new array, which the caller clears where they are a secret; null where it is missing.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    public byte[] GetBytes(byte setting)
    {
        int position = Find(setting);
        if (position < 0)
        {
            return null;
        }

        byte[] value = new byte[LengthAt(_record, position)];
        Array.Copy(_record, position + HeaderLength, value, 0, value.Length);
        return value;
    }

    /// <summary>Changes a setting, in memory.</summary>
    /// <param name="setting">One of <see cref="Setting"/>.</param>
    /// <param name="value">The new value, up to <see cref="MaximumLength"/> bytes; null or empty takes it away.</param>
    public void Set(byte setting, byte[] value)
    {
        int position = Find(setting);
        int end = position < 0 ? _record.Length : position + HeaderLength + LengthAt(_record, position);
        int start = position < 0 ? end : position;
        int length = value == null || value.Length == 0 ? 0 : HeaderLength + value.Length;
        byte[] changed = new byte[start + length + _record.Length - end];
        Array.Copy(_record, 0, changed, 0, start);
        Array.Copy(_record, end, changed, start, _record.Length - end);
        if (length > 0)
        {
            int place = changed.Length - length;
            changed[place] = setting;
            changed[place + 1] = (byte)(value.Length >> 8);
            changed[place + 2] = (byte)value.Length;
            Array.Copy(value, 0, changed, place + HeaderLength, value.Length);
        }

        Clear();
        _record = changed;
    }

    /// <summary>Saves the settings.</summary>
    /// <param name="store">The board's store.</param>
    /// <exception cref="StoreException">The store is full or failed; the old settings stand.</exception>
    public void Save(ObjectStore store) => store.SaveObject(SystemRecord.Configuration, _record);

    /// <summary>Fills the settings with zeros; the object is of no use afterwards.</summary>
    public void Clear() => Array.Clear(_record, 0, _record.Length);

    private static int LengthAt(byte[] record, int position) => (record[position + 1] << 8) | record[position + 2];

    private int Find(byte setting)
    {
        for (int position = 1; position < _record.Length; position += HeaderLength + LengthAt(_record, position))
        {
            if (_record[position] == setting)
            {
                return position;
            }
        }

        return -1;
    }
}
