using System;

namespace NfToken.Pal.Simulator;

/// <summary>A serial NOR flash at its pins, with the cells of a window of its array in a <see cref="FlashSimulator"/> or an image file.</summary>
/// <remarks>
/// What is outside the window reads as erased; to program or erase there is a fault of the test. A power cut of <see cref="FlashSimulator"/> takes the
/// chip's supply away in the middle of the operation.
/// </remarks>
public sealed partial class SpiNorModel : SpiMemoryModel
{
    private const int Sector = 4096;
    private const int Busy = 1;
    private const int Latch = 2;
    private const int Complement = 0x40;

    private readonly IFlashRegion _cells;
    private readonly uint _window;
    private readonly byte[] _page;
    private readonly bool[] _touched;
    private readonly byte[] _one = new byte[1];
    private uint _address;
    private int _addressSize;
    private byte _argument;
    private bool _asleep;
    private bool _fourByte;
    private bool _resetArmed;
    private long _deafUntil;
    private int _security;

    /// <summary>Makes a chip that is ready.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="time">The bench's time.</param>
    /// <param name="cells">Its cells, in blocks of 4 KB.</param>
    /// <param name="window">Address of the first of them.</param>
    public SpiNorModel(SpiNorPart part, SpiTime time, IFlashRegion cells, uint window = 0)
        : base(time)
    {
        Part = part;
        _cells = cells;
        _window = window;
        _page = new byte[part.PageSize];
        _touched = new bool[part.PageSize];
    }

    /// <summary>Which part it is.</summary>
    public SpiNorPart Part { get; }

    /// <summary>The lasting bits of status register 1: protection and lock.</summary>
    public int Status1 { get; set; }

    /// <summary>Status register 2.</summary>
    public int Status2 { get; set; }

    /// <summary>Fault: program and erase fail, and say so where the part can.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether it is in deep power-down.</summary>
    public bool IsAsleep => _asleep;

    /// <summary>Whether it takes four address bytes.</summary>
    public bool IsFourByte => _fourByte;

    /// <inheritdoc/>
    protected override void Start()
    {
        IsWriteEnabled = _asleep = _fourByte = _resetArmed = false;
        BusyUntil = 0;
        _security = 0;
        _deafUntil = Time.Nanoseconds + Part.StartTime * 1000L;
    }

    /// <inheritdoc/>
    protected override void Receive(int index, byte value)
    {
        if (index == 0)
        {
            Decode(value);
            return;
        }

        if (IsIgnored)
        {
            return;
        }

        _argument = value;
        if (index <= _addressSize)
        {
            _address = index == 1 ? value : _address << 8 | value;
            return;
        }

        if (Command is 0x02 or 0x12)
        {
            // What goes beyond the page's end starts again at its beginning.
            int at = (int)(_address + (uint)(index - _addressSize - 1)) & (Part.PageSize - 1);
            if (_touched[at] || at < (int)(_address & (uint)(Part.PageSize - 1)))
            {
                Note($"page program at {_address:X6} beyond the page's end");
            }

            _page[at] = value;
            _touched[at] = true;
        }
    }

    /// <inheritdoc/>
    protected override int Respond(int index)
    {
        if (IsIgnored || index == 0)
        {
            return Floating;
        }

        int data = index - 1 - _addressSize;
        return Command switch
        {
            0x05 => Status1 & 0xFC | (IsBusy ? Busy : 0) | (IsWriteEnabled ? Latch : 0),
            0x35 when Part.HasStatus2 => Status2,
            0x2B when Part.HasFailureFlags => _security,
            0x9F => (byte)(Part.JedecId >> (16 - 8 * ((index - 1) % 3))),
            0x5A when data > 0 => _address + (uint)data - 1 < Part.Sfdp.Length ? Part.Sfdp[_address + (uint)data - 1] : 0xFF,
            0x03 or 0x13 when data >= 0 => Cell(_address + (uint)data),
            0x0B when data > 0 => Cell(_address + (uint)data - 1),
            0xAB when index > 3 => (int)(Part.JedecId & 0xFF) - 1,
            _ => Floating,
        };
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
            return;
        }

        bool armed = _resetArmed;
        _resetArmed = false;
        switch (Command)
        {
            case 0x06 when count == 1:
                IsWriteEnabled = !IgnoresWriteEnable;
                break;
            case 0x04 when count == 1:
                IsWriteEnabled = false;
                break;
            case 0xB9 when count == 1:
                _asleep = true;
                break;
            case 0xAB:
                _deafUntil = _asleep ? Time.Nanoseconds + Part.WakeTime * 1000L : _deafUntil;
                _asleep = false;
                break;
            case 0x66 when count == 1:
                _resetArmed = true;
                break;
            case 0x99 when count == 1:
                if (armed)
                {
                    IsWriteEnabled = _fourByte = false;
                    _deafUntil = Time.Nanoseconds + Part.WakeTime * 1000L;
                }

                break;
            case 0xB7 when count == 1:
                if (IsWriteEnabled || !Part.EnterFourByteNeedsLatch)
                {
                    _fourByte = true;
                }

                break;
            case 0xE9 when count == 1:
                _fourByte = false;
                break;
            case 0x01 or 0x31 when count is 2 or 3:
                WriteStatus();
                break;
            case 0x02 or 0x12 when count > 1 + _addressSize:
                Program();
                break;
            case 0x20 or 0x21 when count == 1 + _addressSize:
                Erase(Sector, Part.SectorTime);
                break;
            case 0x52 when count == 1 + _addressSize:
                Erase(8 * Sector, Part.BlockTime / 2);
                break;
            case 0xD8 or 0xDC when count == 1 + _addressSize:
                Erase(16 * Sector, Part.BlockTime);
                break;
            case 0x05 or 0x35 or 0x2B or 0x9F or 0x5A or 0x03 or 0x13 or 0x0B:
                break;
            default:
                Note($"instruction {Command:X2} in a frame of {count} bytes");
                break;
        }
    }

    private void Decode(byte command)
    {
        Command = command;
        _addressSize = command switch
        {
            0x03 or 0x02 or 0x20 or 0x52 or 0xD8 or 0x0B => _fourByte ? 4 : 3,
            0x5A => 3,
            0x12 or 0x13 or 0x21 or 0xDC when Part.HasFourByteInstructions => 4,
            _ => 0,
        };
        bool known = command switch
        {
            0x12 or 0x13 or 0x21 or 0xDC => Part.HasFourByteInstructions,
            0xB7 or 0xE9 => Part.Size > 0x1000000,
            0x35 or 0x31 => Part.HasStatus2,
            0x2B => Part.HasFailureFlags,
            0x5A => Part.Sfdp.Length > 0,
            _ => true,
        };
        if (command is 0x02 or 0x12)
        {
            Array.Clear(_touched);
        }

        // To wake it, and to ask an id or status too early, is what a driver must do to find out.
        bool harmless = command is 0x05 or 0x9F or 0xAB;
        if (_asleep ? command != 0xAB : Time.Nanoseconds < _deafUntil)
        {
            Ignore(harmless, "before it is awake");
        }
        else if (IsBusy && command is not (0x05 or 0x35 or 0x2B))
        {
            Ignore(harmless, "while busy");
        }
        else if (!known)
        {
            Ignore(command is 0x5A or 0x35, "unknown");
        }

        void Ignore(bool silent, string why)
        {
            IsIgnored = true;
            if (!silent)
            {
                Note($"instruction {command:X2} {why}");
            }
        }
    }
}
