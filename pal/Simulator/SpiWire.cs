using System;

namespace NfToken.Pal.Simulator;

/// <summary>A bus with one chip: makes frames into edges, bit by bit, and lets time pass by its clock.</summary>
/// <param name="chip">The chip.</param>
/// <param name="time">The bench's time.</param>
public sealed class SpiWire(SpiChip chip, SpiTime time) : ISpiDevice
{
    /// <summary>SPI mode: 0 (clock low between frames) or 3 (high).</summary>
    public int Mode { get; set; }

    /// <summary>Half a clock period in nanoseconds; 50: 10 MHz.</summary>
    public int HalfPeriod { get; set; } = 50;

    /// <summary>What the board's program takes from one frame to the next, in nanoseconds.</summary>
    public long Gap { get; set; } = 20_000;

    /// <summary>Level of the data line while nothing drives it.</summary>
    public bool PullUp { get; set; } = true;

    /// <summary>Frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes so far, each way.</summary>
    public long Bytes { get; private set; }

    /// <summary>Called before each frame: a test may cut the power there.</summary>
    public Action? BeforeFrame { get; set; }

    /// <summary>Called after each frame: a test may let the program be stopped there.</summary>
    public Action? AfterFrame { get; set; }

    /// <inheritdoc/>
    public void Transfer(byte[] frame, int sendCount, int receiveCount)
    {
        BeforeFrame?.Invoke();
        Frames++;
        Bytes += sendCount + receiveCount;
        TransferBits(frame, (sendCount + receiveCount) * 8);
        AfterFrame?.Invoke();
    }

    /// <summary>A frame of any number of bits, as a disturbed or interrupted bus has it.</summary>
    /// <param name="frame">What is sent; takes what is received.</param>
    /// <param name="bits">Number of clock periods.</param>
    public void TransferBits(byte[] frame, int bits)
    {
        bool idle = Mode == 3;
        time.Pass(Gap);
        chip.Select(true, idle);
        for (int bit = 0; bit < bits; bit++)
        {
            int mask = 0x80 >> (bit & 7);
            bool dataIn = (frame[bit >> 3] & mask) != 0;
            if (idle)
            {
                chip.Clock(false, dataIn);
            }

            time.Pass(HalfPeriod);
            bool dataOut = chip.DataOut ?? PullUp;
            chip.Clock(true, dataIn);
            frame[bit >> 3] = (byte)(dataOut ? frame[bit >> 3] | mask : frame[bit >> 3] & ~mask);
            time.Pass(HalfPeriod);
            if (!idle)
            {
                chip.Clock(false, dataIn);
            }
        }

        chip.Select(false, idle);
    }
}
