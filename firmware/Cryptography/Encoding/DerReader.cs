using System;

namespace NfToken.Cryptography;

/// <summary>
/// Reads DER (ITU-T X.690) one element after another, strictly: definite lengths in the fewest octets, tags below 31, minimal
/// integers. Never looks outside its part of the array, keeps no copy of it, and does not recurse: a nested element is another reader.
/// </summary>
public sealed class DerReader
{
    private readonly byte[] _data;
    private readonly int _end;
    private int _position;

    /// <summary>Reads a whole array.</summary>
    /// <param name="data">The bytes; not copied.</param>
    public DerReader(byte[] data)
        : this(data, 0, data.Length)
    {
    }

    /// <summary>Reads part of an array.</summary>
    /// <param name="data">The bytes; not copied.</param>
    /// <param name="offset">First byte of the part.</param>
    /// <param name="count">Bytes in the part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the array.</exception>
    public DerReader(byte[] data, int offset, int count)
    {
        if (offset < 0 || count < 0 || offset > data.Length || count > data.Length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        _data = data;
        _position = offset;
        _end = offset + count;
    }

    /// <summary>Offset in the array of the next byte to be read.</summary>
    public int Position => _position;

    /// <summary>Whether everything was read.</summary>
    public bool AtEnd => _position == _end;

    /// <summary>The next element's tag, which is not consumed; -1 at the end.</summary>
    public int PeekTag() => _position < _end ? _data[_position] : -1;

    /// <summary>Whether the next element has a certain tag.</summary>
    /// <param name="tag">The identifier octet.</param>
    public bool Next(int tag) => PeekTag() == tag;

    /// <summary>Consumes an element and gives a reader of its content.</summary>
    /// <param name="tag">The identifier octet it must have.</param>
    /// <exception cref="EncodingException">Another tag, or a bad length.</exception>
    public DerReader Enter(int tag)
    {
        int length = ReadHeader(tag);
        _position += length;
        return new DerReader(_data, _position - length, length);
    }

    /// <summary>Consumes a SEQUENCE and gives a reader of its content.</summary>
    /// <exception cref="EncodingException">Another tag, or a bad length.</exception>
    public DerReader EnterSequence() => Enter(DerTag.Sequence);

    /// <summary>Consumes an element and gives its content.</summary>
    /// <param name="tag">The identifier octet it must have.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="EncodingException">Another tag, or a bad length.</exception>
    public byte[] ReadContent(int tag)
    {
        int length = ReadHeader(tag);
        _position += length;
        return Copy(_position - length, length);
    }

    /// <summary>Consumes the next element, whatever it is, and gives it with tag and length.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="EncodingException">None is left, or its tag or length is bad.</exception>
    public byte[] ReadEncoded()
    {
        int start = _position;
        Skip();
        return Copy(start, _position - start);
    }

    /// <summary>Consumes the next element, whatever it is.</summary>
    /// <exception cref="EncodingException">None is left, or its tag or length is bad.</exception>
    public void Skip()
    {
        int length = ReadHeader(PeekTag());
        _position += length;
    }

    /// <summary>Reads a BOOLEAN.</summary>
    /// <exception cref="EncodingException">Not a BOOLEAN in DER.</exception>
    public bool ReadBoolean()
    {
        int start = _position;
        int length = ReadHeader(DerTag.Boolean);
        if (length != 1 || (_data[_position] != 0 && _data[_position] != 0xFF))
        {
            throw new EncodingException("bad BOOLEAN", start);
        }

        return _data[_position++] != 0;
    }

    /// <summary>Reads an INTEGER as it stands: two's complement, big-endian, in the fewest octets.</summary>
    /// <returns>A new array of at least one byte.</returns>
    /// <exception cref="EncodingException">Not an INTEGER in DER.</exception>
    public byte[] ReadInteger()
    {
        int start = _position;
        int length = ReadHeader(DerTag.Integer);
        if (length == 0 || (length > 1 && (_data[_position] == 0 || _data[_position] == 0xFF)
            && (_data[_position] & 0x80) == (_data[_position + 1] & 0x80)))
        {
            throw new EncodingException("bad INTEGER", start);
        }

        _position += length;
        return Copy(_position - length, length);
    }

    /// <summary>Reads an INTEGER that is not negative, without its sign octet.</summary>
    /// <param name="maximum">The most bytes it may have.</param>
    /// <returns>A new array, big-endian; its first byte is 0 only where the number is 0.</returns>
    /// <exception cref="EncodingException">Negative, too long, or not an INTEGER in DER.</exception>
    public byte[] ReadUnsigned(int maximum)
    {
        int start = _position;
        byte[] number = ReadInteger();
        int skip = number.Length > 1 && number[0] == 0 ? 1 : 0;
        if (number[0] >= 0x80 || number.Length - skip > maximum)
        {
            Array.Clear(number, 0, number.Length);
            throw new EncodingException("INTEGER out of range", start);
        }

        if (skip == 0)
        {
            return number;
        }

        byte[] magnitude = new byte[number.Length - 1];
        Array.Copy(number, 1, magnitude, 0, magnitude.Length);
        Array.Clear(number, 0, number.Length);
        return magnitude;
    }

    /// <summary>Reads an INTEGER from 0 to 127: a version.</summary>
    /// <exception cref="EncodingException">Another number, or not an INTEGER in DER.</exception>
    public int ReadSmall()
    {
        int start = _position;
        int length = ReadHeader(DerTag.Integer);
        if (length != 1 || _data[_position] >= 0x80)
        {
            throw new EncodingException("INTEGER out of range", start);
        }

        return _data[_position++];
    }

    /// <summary>Reads an OCTET STRING.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="EncodingException">Not an OCTET STRING in DER.</exception>
    public byte[] ReadOctetString() => ReadContent(DerTag.OctetString);

    /// <summary>Reads a BIT STRING of whole bytes.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="EncodingException">Not a BIT STRING in DER, or it ends inside a byte.</exception>
    public byte[] ReadBitString() => ReadBitString(DerTag.BitString);

    /// <summary>Reads a BIT STRING of whole bytes under an implicit tag.</summary>
    /// <param name="tag">The identifier octet it must have.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="EncodingException">Another tag, a bad length, or it ends inside a byte.</exception>
    public byte[] ReadBitString(int tag)
    {
        int start = _position;
        int length = ReadHeader(tag);
        if (length == 0 || _data[_position] != 0)
        {
            throw new EncodingException("bad BIT STRING", start);
        }

        _position += length;
        return Copy(_position - length + 1, length - 1);
    }

    /// <summary>Reads a NULL.</summary>
    /// <exception cref="EncodingException">Not a NULL in DER.</exception>
    public void ReadNull()
    {
        int start = _position;
        if (ReadHeader(DerTag.Null) != 0)
        {
            throw new EncodingException("bad NULL", start);
        }
    }

    /// <summary>Reads an OBJECT IDENTIFIER.</summary>
    /// <returns>Its content octets as upper-case hexadecimal digits, to be compared with the constants of <see cref="Oid"/>.</returns>
    /// <exception cref="EncodingException">Not an OBJECT IDENTIFIER in DER, or longer than 64 octets.</exception>
    public string ReadOid()
    {
        int start = _position;
        int length = ReadHeader(DerTag.ObjectIdentifier);
        bool good = length > 0 && length <= 64 && _data[_position + length - 1] < 0x80;
        for (int i = 0; good && i < length; i++)
        {
            // An arc must not begin with seven zero bits (X.690, 8.19.2).
            good = _data[_position + i] != 0x80 || (i > 0 && _data[_position + i - 1] >= 0x80);
        }

        if (!good)
        {
            throw new EncodingException("bad OBJECT IDENTIFIER", start);
        }

        _position += length;
        return Oid.ToHex(_data, _position - length, length);
    }

    /// <summary>Demands that nothing is left.</summary>
    /// <exception cref="EncodingException">Something is.</exception>
    public void End()
    {
        if (_position != _end)
        {
            throw new EncodingException("unexpected bytes", _position);
        }
    }

    /// <summary>Consumes tag and length, and checks that as many bytes are there.</summary>
    private int ReadHeader(int tag)
    {
        int start = _position;
        if (_end - start < 2)
        {
            throw new EncodingException("DER ends early", start);
        }

        if (_data[start] != tag)
        {
            throw new EncodingException("unexpected tag", start);
        }

        if ((tag & 0x1F) == 0x1F)
        {
            throw new EncodingException("unexpected tag", start);
        }

        int length = _data[start + 1];
        int position = start + 2;
        if (length >= 0x80)
        {
            // 0x80 alone is the indefinite length. Three octets are 16 MB: more than any board has.
            int octets = length - 0x80;
            if (octets == 0 || octets > 3)
            {
                throw new EncodingException("bad length", start);
            }

            if (octets > _end - position)
            {
                throw new EncodingException("DER ends early", start);
            }

            length = 0;
            for (int i = 0; i < octets; i++)
            {
                length = (length << 8) | _data[position + i];
            }

            if (length < 0x80 || _data[position] == 0)
            {
                throw new EncodingException("bad length", start);
            }

            position += octets;
        }

        if (length > _end - position)
        {
            throw new EncodingException("DER ends early", start);
        }

        _position = position;
        return length;
    }

    private byte[] Copy(int offset, int count)
    {
        byte[] copy = new byte[count];
        Array.Copy(_data, offset, copy, 0, count);
        return copy;
    }
}
