using System;

namespace NfToken.Pal.Simulator;

/// <summary>A serial EEPROM or FRAM at its pins.</summary>
public sealed class SpiByteModel : SpiMemoryModel
{
    private readonly byte[] _cells;

    /// <summary>Set bits read differently from read to read.</summary>
    private readonly byte[] _unstable;

    private readonly byte[] _page;
    private readonly bool[] _touched;
    private readonly Random _random;
    private long _cutAt = long.MaxValue;
    private int _address;
    private byte _argument;

    /// <summary>Makes a chip as it is delivered: all ones in an EEPROM, zeros in a FRAM.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="time">The bench's time.</param>
    /// <param name="seed">Seed of its faults.</param>
    public SpiByteModel(SpiBytePart part, SpiTime time, int seed = 0)
        : base(time)
    {
        Part = part;
        _cells = new byte[part.Size];
        _unstable = new byte[part.Size];
        int page = part.PageSize == 0 ? 1 : part.PageSize;
        _page = new byte[page];
        _touched = new bool[page];
        _random = new Random(seed);
        if (part.PageSize != 0)
        {
            Array.Fill(_cells, (byte)0xFF);
        }
    }

    private SpiByteModel(SpiByteModel other, SpiTime time, int seed)
        : this(other.Part, time, seed)
    {
        other._cells.CopyTo(_cells, 0);
        other._unstable.CopyTo(_unstable, 0);
        Status = other.Status;
    }

    /// <summary>Which part it is.</summary>
    public SpiBytePart Part { get; }

    /// <summary>The lasting bits of the status register: protection and lock.</summary>
    public int Status { get; set; }

    /// <summary>Writes so far: pages of an EEPROM, bytes of a FRAM.</summary>
    public long Operations { get; private set; }

    private bool IsFram => Part.PageSize == 0;

    /// <summary>The same chip in the same state, switched on, with a fate of its own.</summary>
    /// <param name="time">Its bench's time.</param>
    /// <param name="seed">Seed of its faults.</param>
    public SpiByteModel Clone(SpiTime time, int seed) => new(this, time, seed);

    /// <summary>Has power fail in the middle of a write.</summary>
    /// <param name="operations">After how many whole writes more; 0: the next one is torn.</param>
    public void CutAfter(long operations) => _cutAt = Operations + operations;

    /// <inheritdoc/>
    protected override void Start()
    {
        IsWriteEnabled = false;
        BusyUntil = 0;
        _cutAt = long.MaxValue;
    }

    /// <inheritdoc/>
    protected override void Receive(int index, byte value)
    {
        if (index == 0)
        {
            Decode(value);
            return;
        }

        _argument = value;
        if (IsIgnored || Command is not (0x02 or 0x03))
        {
            return;
        }

        if (index <= Part.AddressSize)
        {
            _address = _address << 8 | value;
            if (index == Part.AddressSize)
            {
                _address %= Part.Size;
            }
        }
        else if (Command == 0x02)
        {
            TakeData(index - Part.AddressSize - 1, value);
        }
    }

    /// <inheritdoc/>
    protected override int Respond(int index)
    {
        if (IsIgnored || index == 0)
        {
            return Floating;
        }

        int data = index - 1 - Part.AddressSize;
        if (Command == 0x05)
        {
            return Status & 0x8C | (IsBusy ? 1 : 0) | (IsWriteEnabled ? 2 : 0);
        }

        if (Command != 0x03 || data < 0)
        {
            return Floating;
        }

        int at = (_address + data) % Part.Size;
        return _cells[at] ^ _unstable[at] & _random.Next(256);
    }

    /// <inheritdoc/>
    protected override void End(int count, bool whole)
    {
        if (IsIgnored || Command == Floating)
        {
            return;
        }

        if (!whole)
        {
            Note($"frame of {Command:X2} ended inside a byte");
        }

        switch (Command)
        {
            case 0x06 when whole:
                IsWriteEnabled = !IgnoresWriteEnable;
                break;
            case 0x04 when whole:
                IsWriteEnabled = false;
                break;
            case 0x01 when whole && count == 2:
                WriteStatus();
                break;
            case 0x02 when (whole || IsFram) && count > 1 + Part.AddressSize:
                if (TakeLatch() && !IsFram && (Status & 0x0C) == 0)
                {
                    WritePage();
                }

                break;
        }
    }

    private void Decode(byte command)
    {
        Command = command;
        _address = 0;
        if (Part.AddressSize == 1 && Part.Size == 512 && (command & 0xF7) is 0x02 or 0x03 && (command & 0x08) != 0)
        {
            Command = command & 0xF7;
            _address = 1;
        }

        Array.Clear(_touched);
        if (IsBusy && command != 0x05)
        {
            IsIgnored = true;
            Note($"instruction {command:X2} while busy");
        }
        else if (Command is not (0x01 or 0x02 or 0x03 or 0x04 or 0x05 or 0x06))
        {
            IsIgnored = true;
            Note($"instruction {command:X2} unknown");
        }
    }

    private void TakeData(int index, byte value)
    {
        if (IsFram)
        {
            // Each byte is written as its last bit comes in.
            if (IsWriteEnabled && (Status & 0x0C) == 0 && IsPowered)
            {
                Store((_address + index) % Part.Size, value);
            }

            return;
        }

        int at = _address + index & (Part.PageSize - 1);
        if (_touched[at] || at < (_address & (Part.PageSize - 1)))
        {
            Note($"write at {_address:X4} beyond the page's end");
        }

        _page[at] = value;
        _touched[at] = true;
    }

    private void Store(int at, byte value)
    {
        bool torn = Operations++ >= _cutAt;
        if (!torn || _random.Next(2) == 0)
        {
            _cells[at] = value;
            _unstable[at] = 0;
        }

        if (torn)
        {
            PowerOff();
        }
    }

    /// <summary>An EEPROM erases and programs the whole page, also where the frame changed one byte of it.</summary>
    private void WritePage()
    {
        int page = _address & ~(Part.PageSize - 1);
        bool torn = Operations++ >= _cutAt;
        for (int i = 0; i < Part.PageSize; i++)
        {
            byte value = _touched[i] ? _page[i] : _cells[page + i];
            byte doubt = 0;
            if (torn)
            {
                switch (_random.Next(4))
                {
                    case 0: value = _cells[page + i]; break;
                    case 1: value = 0xFF; break;
                    case 2: doubt = (byte)_random.Next(256); break;
                }
            }

            _cells[page + i] = value;
            _unstable[page + i] = doubt;
        }

        BeBusy(Part.WriteTime);
        if (torn)
        {
            PowerOff();
        }
    }

    private void WriteStatus()
    {
        if (TakeLatch() && !(WriteProtectPin && (Status & 0x80) != 0))
        {
            Status = _argument & 0x8C;
            BusyUntil = Time.Nanoseconds + Part.WriteTime * 1000L;
        }
    }
}
