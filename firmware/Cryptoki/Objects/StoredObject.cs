using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>
/// An object in the form in which the store keeps it (FORMAT.md), read in place: attributes are found by walking the record,
/// not unpacked. Never changes once made.
/// </summary>
internal sealed class StoredObject
{
    /// <summary>First byte of each record.</summary>
    public const byte FormatVersion = 1;

    /// <summary>Bytes before the first attribute.</summary>
    public const int HeaderLength = 8;

    /// <summary>Bytes before an attribute's value.</summary>
    public const int AttributeHeaderLength = 4;

    /// <summary>Attributes of a record at the most: an RSA private key has 14 (eight values, label, ID, subject, two dates, mechanism).</summary>
    public const int MaxAttributes = 16;

    private StoredObject(byte[] record)
    {
        Record = record;
    }

    /// <summary>The whole record.</summary>
    public byte[] Record { get; }

    /// <summary>CKO_*.</summary>
    public uint Class => Record[1];

    /// <summary>CKK_* of a key, CKC_* of a certificate.</summary>
    public uint Subtype => Record[2];

    /// <summary>Truth values by the bits of <see cref="AttributeFlag"/>.</summary>
    public uint Flags => Record[4] | ((uint)Record[5] << 8) | ((uint)Record[6] << 16) | ((uint)Record[7] << 24);

    /// <summary>Whether the record holds a value that must not stay in memory.</summary>
    public bool HoldsSecret => Class is CKO.CKO_PRIVATE_KEY or CKO.CKO_SECRET_KEY;

    /// <summary>Takes a record for an object.</summary>
    /// <param name="record">The record's bytes, which are kept.</param>
    /// <returns>Null where they are no object of this format: another version, attributes that do not ascend, or lengths that do not
    /// add up.</returns>
    public static StoredObject FromRecord(byte[] record)
    {
        if (record.Length < HeaderLength || record[0] != FormatVersion || record[1] > CKO.CKO_SECRET_KEY || record[3] != 0)
        {
            return null;
        }

        int next = HeaderLength;
        int last = -1;
        for (int count = 1; next < record.Length; count++)
        {
            if (count > MaxAttributes || record.Length - next < AttributeHeaderLength)
            {
                return null;
            }

            int type = record[next] + (record[next + 1] << 8);
            if (type <= last)
            {
                return null;
            }

            last = type;
            next += AttributeHeaderLength + record[next + 2] + (record[next + 3] << 8);
        }

        return next == record.Length ? new StoredObject(record) : null;
    }

    /// <summary>Whether a truth value is set.</summary>
    /// <param name="flag">A bit of <see cref="AttributeFlag"/>.</param>
    public bool Has(uint flag) => (Flags & flag) != 0;

    /// <summary>Looks for an attribute among those that the record has as bytes.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="length">Length of its value.</param>
    /// <returns>Where the value starts in <see cref="Record"/>, or -1.</returns>
    public int Find(uint type, out int length)
    {
        byte[] record = Record;
        int next = HeaderLength;
        byte low = (byte)type;
        byte high = (byte)(type >> 8);
        if (type <= 0xFFFF)
        {
            while (next < record.Length)
            {
                length = record[next + 2] + (record[next + 3] << 8);
                if (record[next] == low && record[next + 1] == high)
                {
                    return next + AttributeHeaderLength;
                }

                next += AttributeHeaderLength + length;
            }
        }

        length = 0;
        return -1;
    }

    /// <summary>A copy of an attribute's value.</summary>
    /// <param name="type">CKA_*.</param>
    /// <returns>Null where the record has none.</returns>
    public byte[] Get(uint type)
    {
        int start = Find(type, out int length);
        if (start < 0)
        {
            return null;
        }

        byte[] value = new byte[length];
        Array.Copy(Record, start, value, 0, length);
        return value;
    }

    /// <summary>A copy of the value of an attribute without which the object is none.</summary>
    /// <param name="type">CKA_*.</param>
    /// <exception cref="EncodingException">The record has none.</exception>
    public byte[] Need(uint type) => Get(type) ?? throw new EncodingException("object lacks attribute " + type.ToString("X"), -1);

    /// <summary>FNV-1a hash of an attribute's value, for the index; that of the empty string where there is none.</summary>
    /// <param name="type">CKA_*.</param>
    public uint Hash(uint type)
    {
        int start = Find(type, out int length);
        return Fnv.Hash(Record, start, length);
    }

    /// <summary>Fills the record with zeros, when it held a secret and is no longer wanted.</summary>
    public void Clear()
    {
        if (HoldsSecret)
        {
            Array.Clear(Record, 0, Record.Length);
        }
    }
}
