using System;

namespace NfToken.Mqtt;

/// <summary>Writes packets into an array, front to back.</summary>
internal sealed class PacketWriter
{
    private readonly byte[] _buffer;

    /// <summary>Starts a packet: fixed header with its remaining length (section 2.2.3).</summary>
    public PacketWriter(byte[] buffer, int header, int remaining)
    {
        _buffer = buffer;
        _buffer[0] = (byte)header;
        Length = 1;
        while (remaining > 0x7F)
        {
            _buffer[Length++] = (byte)(0x80 | (remaining & 0x7F));
            remaining >>= 7;
        }

        _buffer[Length++] = (byte)remaining;
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Length of a whole packet.</summary>
    public static int LengthOf(int remaining) =>
        remaining + (remaining < 0x80 ? 2 : remaining < 0x4000 ? 3 : remaining < 0x200000 ? 4 : 5);

    /// <summary>Writes a byte.</summary>
    public void Byte(int value) => _buffer[Length++] = (byte)value;

    /// <summary>Writes a 16-bit number, high byte first (section 1.5.2).</summary>
    public void Number(int value)
    {
        _buffer[Length++] = (byte)(value >> 8);
        _buffer[Length++] = (byte)value;
    }

    /// <summary>Writes bytes.</summary>
    public void Bytes(byte[] value)
    {
        Array.Copy(value, 0, _buffer, Length, value.Length);
        Length += value.Length;
    }

    /// <summary>Writes bytes with their 16-bit length before them.</summary>
    public void Field(byte[] value)
    {
        Number(value.Length);
        Bytes(value);
    }
}
