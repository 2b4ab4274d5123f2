using System;
using NfToken.Pal;

namespace NfToken.Tests.Spi;

/// <summary>What the fake chips share: status register with latch, busy for some polls, and a clock that goes with each frame.</summary>
internal abstract class FakeChip : ISpiDevice, IClock
{
    private long _milliseconds = 5000;
    private int _polls;

    public bool IsSet => false;

    public DateTime UtcNow => new DateTime(1970, 1, 1);

    public long Milliseconds => _milliseconds;

    public int Frames { get; private set; }

    /// <summary>How often the status is read before an operation has ended.</summary>
    public int BusyPolls { get; set; }

    /// <summary>Whether nothing is connected: the line is high.</summary>
    public bool IsMissing { get; set; }

    public int Status { get; set; }

    protected bool Latch { get; set; }

    public void Transfer(byte[] frame, int sendCount, int receiveCount)
    {
        Frames++;
        _milliseconds++;
        byte command = frame[0];
        bool busy = _polls > 0;
        for (int i = sendCount; i < sendCount + receiveCount; i++)
        {
            frame[i] = 0xFF;
        }

        if (IsMissing)
        {
            return;
        }

        if (command == 0x05)
        {
            frame[sendCount] = (byte)(Status | (busy ? 1 : 0) | (Latch ? 2 : 0));
            if (busy)
            {
                _polls--;
            }
        }
        else if (!busy)
        {
            if (command == 0x06)
            {
                Latch = true;
            }
            else if (command == 0x04)
            {
                Latch = false;
            }
            else
            {
                Answer(command, frame, sendCount, receiveCount);
            }
        }
    }

    protected abstract void Answer(byte command, byte[] frame, int sendCount, int receiveCount);

    protected void Work()
    {
        Latch = false;
        _polls = BusyPolls;
    }
}
