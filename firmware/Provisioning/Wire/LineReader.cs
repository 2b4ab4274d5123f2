using System;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>Makes lines of what comes over the UART, whatever comes: they end with CR, LF or both, and may be edited while they are typed.</summary>
public sealed class LineReader
{
    /// <summary>Bytes of the longest line.</summary>
    public const int Capacity = 320;

    private const int Cancel = 0x03;
    private const int Backspace = 0x08;
    private const int EraseLine = 0x15;
    private const int Delete = 0x7F;

    private readonly ISerialPort _port;
    private readonly byte[] _received = new byte[64];
    private readonly byte[] _echo = new byte[3];
    private int _position;
    private int _count;
    private bool _afterReturn;

    /// <summary>Reads from a port.</summary>
    /// <param name="port">The port.</param>
    public LineReader(ISerialPort port)
    {
        _port = port;
    }

    /// <summary>Whether what is typed is sent back, but for secrets.</summary>
    public bool Echo { get; set; }

    /// <summary>Whether the next lines are secret: nothing of them is sent back.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Holds the last line from 0 on. The next line overwrites it.</summary>
    public byte[] Line { get; } = new byte[Capacity];

    /// <summary>Bytes of the last line.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the last line had more than <see cref="Capacity"/> bytes; those that were too many are lost.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Whether the last line had bytes that are no printable ASCII.</summary>
    public bool IsNoise { get; private set; }

    /// <summary>Whether it was given up with Ctrl-C instead of ended; then its length is 0.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Waits for the next line.</summary>
    /// <returns>False where there will be none.</returns>
    public bool Next()
    {
        Clear();
        while (true)
        {
            if (_position == _count)
            {
                _position = 0;
                _count = _port.Read(_received, 0, _received.Length);
                if (_count == 0)
                {
                    Clear();
                    return false;
                }
            }

            int value = _received[_position];
            _received[_position++] = 0;
            bool secondOfTwo = _afterReturn && value == '\n';
            _afterReturn = value == '\r';
            if (value >= ' ' && value < Delete)
            {
                Append(value);
            }
            else if (value == '\r' || (value == '\n' && !secondOfTwo))
            {
                Send('\r', '\n', 0, 2);
                return true;
            }
            else if (value == Cancel)
            {
                Send('^', 'C', '\r', 3);
                Clear();
                IsCancelled = true;
                return true;
            }
            else if (!secondOfTwo)
            {
                Edit(value);
            }
        }
    }

    /// <summary>Fills the last line with zeros.</summary>
    public void Clear()
    {
        Array.Clear(Line, 0, Line.Length);
        Length = 0;
        IsTooLong = false;
        IsNoise = false;
        IsCancelled = false;
    }

    private void Append(int value)
    {
        if (Length == Capacity)
        {
            IsTooLong = true;
            return;
        }

        Line[Length++] = (byte)value;
        if (Echo)
        {
            Send(SecretWords.IsAt(Line, Length) ? '*' : (char)value, ' ', ' ', 1);
        }
    }

    private void Edit(int value)
    {
        if (value == EraseLine)
        {
            Clear();
            Send('\r', '\n', 0, 2);
        }
        else if ((value == Backspace || value == Delete) && !IsTooLong)
        {
            if (Length > 0)
            {
                Line[--Length] = 0;
                Send('\b', ' ', '\b', 3);
            }
        }
        else if (value != '\t')
        {
            IsNoise = true;
        }
        else
        {
            Append(' ');
        }
    }

    private void Send(int first, int second, int third, int count)
    {
        if (Echo && !IsSilent)
        {
            _echo[0] = (byte)first;
            _echo[1] = (byte)second;
            _echo[2] = (byte)third;
            _port.Write(_echo, 0, count);
        }
    }
}
