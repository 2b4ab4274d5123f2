using System;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <summary>Cuts what a connection brings into packets, within one buffer of fixed size.</summary>
internal sealed class PacketReader
{
    private int _start;
    private int _next;
    private int _end;

    /// <summary>Makes a reader for packets of this length at the most.</summary>
    public PacketReader(int maxPacketSize)
    {
        Buffer = new byte[maxPacketSize];
    }

    /// <summary>Holds the packet until the next call of <see cref="Next"/>.</summary>
    public byte[] Buffer { get; }

    /// <summary>First byte of the packet: type and flags.</summary>
    public int Header { get; private set; }

    /// <summary>Where in <see cref="Buffer"/> the packet goes on after its fixed header.</summary>
    public int Offset { get; private set; }

    /// <summary>The remaining length: bytes after the fixed header.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets what is in the buffer.</summary>
    public void Reset()
    {
        _start = 0;
        _next = 0;
        _end = 0;
    }

    /// <summary>Reads until there is a whole packet.</summary>
    /// <returns>False where the connection ended.</returns>
    /// <exception cref="MqttException"><see cref="MqttError.Protocol"/>: a remaining length of more than four bytes;
    /// <see cref="MqttError.TooLarge"/>.</exception>
    public bool Next(IConnection connection)
    {
        _start = _next;
        while (!Find())
        {
            if (_start > 0)
            {
                _end -= _start;
                Array.Copy(Buffer, _start, Buffer, 0, _end);
                _start = 0;
            }

            int count = connection.Read(Buffer, _end, Buffer.Length - _end);
            if (count <= 0)
            {
                return false;
            }

            _end += count;
        }

        return true;
    }

    private bool Find()
    {
        int at = _start + 1;
        int length = 0;
        int shift = 0;
        int digit;
        do
        {
            if (shift > 21)
            {
                throw new MqttException(MqttError.Protocol, "broker: remaining length over 4 bytes");
            }

            if (at >= _end)
            {
                return false;
            }

            digit = Buffer[at++];
            length |= (digit & 0x7F) << shift;
            shift += 7;
        }
        while (digit > 0x7F);

        int total = at - _start + length;
        if (total > Buffer.Length)
        {
            throw new MqttException(MqttError.TooLarge, "broker: packet of " + total + " bytes, limit " + Buffer.Length);
        }

        if (_start + total > _end)
        {
            return false;
        }

        Header = Buffer[_start];
        Offset = at;
        Length = length;
        _next = at + length;
        return true;
    }
}
