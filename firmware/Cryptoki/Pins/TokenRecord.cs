using System;
using System.Text;

namespace NfToken.Cryptoki;

/// <summary>The token's label and how far C_InitToken got, as they lie in the store (FORMAT.md).</summary>
internal sealed class TokenRecord
{
    /// <summary>Bytes of the record.</summary>
    public const int Length = 8 + LabelLength;

    /// <summary>Bytes of a label; a shorter one ends in blanks.</summary>
    public const int LabelLength = 32;

    /// <summary>Takes a record.</summary>
    /// <param name="record">Its bytes, which are kept; null where there is none: a fresh token.</param>
    public TokenRecord(byte[] record)
    {
        Record = record;
        if (record == null)
        {
            Record = new byte[Length];
            Record[0] = SystemFormat.Version;
            SetLabel(Encoding.UTF8.GetBytes("nftoken"));
        }
    }

    /// <summary>The whole record.</summary>
    public byte[] Record { get; }

    /// <summary>Whether C_InitToken has begun and not ended.</summary>
    public bool IsInitializing
    {
        get => Record[1] != 0;
        set => Record[1] = value ? (byte)1 : (byte)0;
    }

    /// <summary>How often the token has been initialised.</summary>
    public uint Initializations
    {
        get => SystemFormat.GetNumber(Record, 4);
        set => SystemFormat.PutNumber(Record, 4, value);
    }

    /// <summary>Sets the label.</summary>
    /// <param name="label">UTF-8, at most <see cref="LabelLength"/> bytes.</param>
    public void SetLabel(byte[] label)
    {
        Array.Copy(label, 0, Record, 8, label.Length);
        for (int i = 8 + label.Length; i < Length; i++)
        {
            Record[i] = (byte)' ';
        }
    }

    /// <summary>A copy of the label, with its blanks.</summary>
    public byte[] GetLabel()
    {
        byte[] label = new byte[LabelLength];
        Array.Copy(Record, 8, label, 0, LabelLength);
        return label;
    }
}
