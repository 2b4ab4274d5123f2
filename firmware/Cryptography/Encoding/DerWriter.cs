using System;

namespace NfToken.Cryptography;

/// <summary>
/// Writes DER (ITU-T X.690). Constructed elements are opened and closed; lengths are put in when they close. What it wrote
/// is cleared from buffers that it outgrows, so keys may be written.
/// </summary>
public sealed class DerWriter
{
    /// <summary>The most elements that may be open at once.</summary>
    public const int MaximumDepth = 12;

    private readonly int[] _starts = new int[MaximumDepth];
    private byte[] _buffer;
    private int _length;
    private int _depth;

    /// <summary>Makes a writer.</summary>
    /// <param name="capacity">Bytes expected; it grows where they do not suffice.</param>
    public DerWriter(int capacity)
    {
        _buffer = new byte[capacity < 16 ? 16 : capacity];
    }

    /// <summary>Opens a constructed element.</summary>
    /// <param name="tag">Its identifier octet.</param>
    /// <exception cref="InvalidOperationException">Too many are open.</exception>
    public void Open(int tag)
    {
        if (_depth == MaximumDepth)
        {
            throw new InvalidOperationException();
        }

        Reserve(1);
        _buffer[_length++] = (byte)tag;
        _starts[_depth++] = _length;
    }

    /// <summary>Opens a SEQUENCE.</summary>
    public void OpenSequence() => Open(DerTag.Sequence);

    /// <summary>Opens a BIT STRING of whole bytes, whose content is written next.</summary>
    public void OpenBitString()
    {
        Open(DerTag.BitString);
        Reserve(1);
        _buffer[_length++] = 0;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public void Close()
    {
        int start = _starts[--_depth];
        int length = _length - start;
        int octets = LengthOctets(length);
        Reserve(octets);
        Array.Copy(_buffer, start, _buffer, start + octets, length);
        _length = start;
        WriteLength(length);
        _length += length;
    }

    /// <summary>Writes an element.</summary>
    /// <param name="tag">Its identifier octet.</param>
    /// <param name="content">Its content.</param>
    public void Write(int tag, byte[] content) => Write(tag, content, 0, content.Length);

    /// <summary>Writes an element.</summary>
    /// <param name="tag">Its identifier octet.</param>
    /// <param name="content">Holds its content.</param>
    /// <param name="offset">First byte of the content.</param>
    /// <param name="count">Bytes of content.</param>
    public void Write(int tag, byte[] content, int offset, int count)
    {
        Reserve(count + 5);
        _buffer[_length++] = (byte)tag;
        WriteLength(count);
        Array.Copy(content, offset, _buffer, _length, count);
        _length += count;
    }

    /// <summary>Writes bytes as they are: elements that are DER already, or the content of an open BIT STRING.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteRaw(byte[] bytes)
    {
        Reserve(bytes.Length);
        Array.Copy(bytes, 0, _buffer, _length, bytes.Length);
        _length += bytes.Length;
    }

    /// <summary>Writes an INTEGER that is not negative.</summary>
    /// <param name="magnitude">Big-endian; leading zeros are left out, and a sign octet comes in where needed.</param>
    public void WriteUnsigned(byte[] magnitude) => WriteUnsigned(magnitude, 0, magnitude.Length);

    /// <summary>Writes an INTEGER that is not negative.</summary>
    /// <param name="magnitude">Holds the number, big-endian.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="count">Its bytes; leading zeros are left out, and a sign octet comes in where needed.</param>
    public void WriteUnsigned(byte[] magnitude, int offset, int count)
    {
        while (count > 0 && magnitude[offset] == 0)
        {
            offset++;
            count--;
        }

        int sign = count == 0 || magnitude[offset] >= 0x80 ? 1 : 0;
        Reserve(count + 6);
        _buffer[_length++] = DerTag.Integer;
        WriteLength(count + sign);
        if (sign != 0)
        {
            _buffer[_length++] = 0;
        }

        Array.Copy(magnitude, offset, _buffer, _length, count);
        _length += count;
    }

    /// <summary>Writes an INTEGER from 0 to 127.</summary>
    /// <param name="value">The number.</param>
    public void WriteSmall(int value)
    {
        Reserve(3);
        _buffer[_length++] = DerTag.Integer;
        _buffer[_length++] = 1;
        _buffer[_length++] = (byte)value;
    }

    /// <summary>Writes BOOLEAN TRUE; DER leaves a default of FALSE out.</summary>
    public void WriteTrue()
    {
        Reserve(3);
        _buffer[_length++] = DerTag.Boolean;
        _buffer[_length++] = 1;
        _buffer[_length++] = 0xFF;
    }

    /// <summary>Writes a NULL.</summary>
    public void WriteNull()
    {
        Reserve(2);
        _buffer[_length++] = DerTag.Null;
        _buffer[_length++] = 0;
    }

    /// <summary>Writes an OBJECT IDENTIFIER.</summary>
    /// <param name="oid">One of the constants of <see cref="Oid"/>.</param>
    public void WriteOid(string oid) => Write(DerTag.ObjectIdentifier, Oid.ToBytes(oid));

    /// <summary>What was written. Call <see cref="Clear"/> afterwards where it is secret.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public byte[] ToArray()
    {
        if (_depth != 0)
        {
            throw new InvalidOperationException();
        }

        byte[] result = new byte[_length];
        Array.Copy(_buffer, 0, result, 0, _length);
        return result;
    }

    /// <summary>Forgets everything and clears the memory.</summary>
    public void Clear()
    {
        Array.Clear(_buffer, 0, _buffer.Length);
        _length = 0;
        _depth = 0;
    }

    private static int LengthOctets(int length) => length < 0x80 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 4;

    private void WriteLength(int length)
    {
        int octets = LengthOctets(length) - 1;
        if (octets > 0)
        {
            _buffer[_length++] = (byte)(0x80 + octets);
        }

        for (int shift = 8 * (octets == 0 ? 0 : octets - 1); shift >= 0; shift -= 8)
        {
            _buffer[_length++] = (byte)(length >> shift);
        }
    }

    private void Reserve(int count)
    {
        if (count > _buffer.Length - _length)
        {
            byte[] larger = new byte[(2 * _buffer.Length) + count];
            Array.Copy(_buffer, 0, larger, 0, _length);
            Array.Clear(_buffer, 0, _buffer.Length);
            _buffer = larger;
        }
    }
}
