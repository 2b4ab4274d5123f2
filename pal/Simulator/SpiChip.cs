using System.Collections.Generic;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A chip on an SPI bus at its pins: it takes in a bit at each rising edge of the clock and puts one out at each falling edge, which serves modes 0 and 3
/// alike, and acts when it is deselected.
/// </summary>
/// <param name="time">The bench's time.</param>
public abstract class SpiChip(SpiTime time)
{
    /// <summary>What the data output has while nothing drives it.</summary>
    protected const int Floating = -1;

    private int _shiftIn;
    private int _shiftOut;
    private bool _level;

    /// <summary>What was done that the data sheet forbids or the chip ignores: a correct driver leaves it empty.</summary>
    public List<string> Misuse { get; } = [];

    /// <summary>Whether the supply is on; without it nothing is driven.</summary>
    public bool IsPowered { get; private set; } = true;

    /// <summary>The data output: null while it floats.</summary>
    public bool? DataOut { get; private set; }

    /// <summary>Whether chip select is active.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>The bench's time.</summary>
    protected SpiTime Time { get; } = time;

    /// <summary>Bits taken in since the chip was selected.</summary>
    protected int BitCount { get; private set; }

    /// <summary>Drives chip select.</summary>
    /// <param name="active">Whether the chip is selected, which is a low level.</param>
    /// <param name="clock">Level of the clock at that moment: low in mode 0, high in mode 3.</param>
    public void Select(bool active, bool clock)
    {
        _level = clock;
        if (active == IsSelected)
        {
            return;
        }

        IsSelected = active;
        DataOut = null;
        if (active)
        {
            BitCount = 0;
            _shiftIn = 0;
            _shiftOut = Floating;
            if (IsPowered)
            {
                Begin();
            }
        }
        else if (IsPowered)
        {
            End(BitCount / 8, BitCount % 8 == 0);
        }
    }

    /// <summary>Drives the clock.</summary>
    /// <param name="level">Its level from now on.</param>
    /// <param name="dataIn">Level of the chip's data input.</param>
    public void Clock(bool level, bool dataIn)
    {
        if (level == _level)
        {
            return;
        }

        _level = level;
        if (!IsSelected || !IsPowered)
        {
            return;
        }

        if (level)
        {
            _shiftIn = _shiftIn << 1 | (dataIn ? 1 : 0);
            BitCount++;
            if (BitCount % 8 == 0)
            {
                Receive(BitCount / 8 - 1, (byte)_shiftIn);
            }

            return;
        }

        if (BitCount % 8 == 0)
        {
            _shiftOut = Respond(BitCount / 8);
        }

        DataOut = _shiftOut == Floating ? null : (_shiftOut >> (7 - BitCount % 8) & 1) != 0;
    }

    /// <summary>Takes the supply away: everything volatile is forgotten.</summary>
    public void PowerOff()
    {
        IsPowered = false;
        DataOut = null;
    }

    /// <summary>Switches the supply on.</summary>
    public void PowerOn()
    {
        IsPowered = true;
        IsSelected = false;
        Start();
    }

    /// <summary>The chip comes up.</summary>
    protected abstract void Start();

    /// <summary>A frame begins.</summary>
    protected abstract void Begin();

    /// <summary>A byte has come in.</summary>
    /// <param name="index">Its number in the frame.</param>
    /// <param name="value">The byte.</param>
    protected abstract void Receive(int index, byte value);

    /// <summary>What the chip puts out while a byte comes in.</summary>
    /// <param name="index">That byte's number in the frame.</param>
    /// <returns>The byte, or <see cref="Floating"/>.</returns>
    protected abstract int Respond(int index);

    /// <summary>A frame ends: the moment at which instructions are carried out.</summary>
    /// <param name="count">Whole bytes that came in.</param>
    /// <param name="whole">Whether it ended between two bytes.</param>
    protected abstract void End(int count, bool whole);
}
