using System.Threading;

namespace NfToken.Pal.Spi;

/// <summary>
/// What every serial memory has in common: one frame buffer, instructions with addresses, a status register with "write in progress" (bit 0) and
/// "write enable latch" (bit 1).
/// </summary>
internal sealed class SpiPort
{
    internal const int Busy = 0x01;
    internal const int WriteEnabled = 0x02;

    /// <summary>Most bytes of data in one frame: a page of every NOR flash.</summary>
    internal const int DataSize = 256;

    /// <summary>Instruction and address before the data: at most 5.</summary>
    private const int HeaderSize = 5;

    /// <summary>How long an operation is polled without letting other threads run, in milliseconds: a page is programmed in less.</summary>
    private const int PatientAfter = 2;

    /// <summary>The frame: instruction, address, data.</summary>
    internal readonly byte[] Frame = new byte[HeaderSize + DataSize];

    private readonly ISpiDevice _device;

    internal SpiPort(ISpiDevice device, IClock clock)
    {
        _device = device;
        Clock = clock;
    }

    internal IClock Clock { get; }

    /// <summary>Sends an instruction alone.</summary>
    internal void Command(byte instruction)
    {
        Frame[0] = instruction;
        _device.Transfer(Frame, 1, 0);
    }

    /// <summary>Sends an instruction and reads a register of one byte.</summary>
    internal int ReadRegister(byte instruction)
    {
        Frame[0] = instruction;
        _device.Transfer(Frame, 1, 1);
        return Frame[1];
    }

    /// <summary>Puts instruction and address at the frame's start.</summary>
    /// <returns>Where data follows.</returns>
    internal int Begin(byte instruction, uint address, int addressSize)
    {
        byte[] frame = Frame;
        frame[0] = instruction;
        int at = 1;
        if (addressSize == 3)
        {
            frame[1] = (byte)(address >> 16);
            frame[2] = (byte)(address >> 8);
            frame[3] = (byte)address;
            return 4;
        }

        for (int shift = (addressSize - 1) * 8; shift >= 0; shift -= 8)
        {
            frame[at++] = (byte)(address >> shift);
        }

        return at;
    }

    /// <summary>Sends the frame and receives the bytes that follow it.</summary>
    internal void Transfer(int sendCount, int receiveCount) => _device.Transfer(Frame, sendCount, receiveCount);

    /// <summary>Sets the write enable latch and reads it back.</summary>
    /// <exception cref="FlashException">It is not set: write-protected by its pin, busy, or not there.</exception>
    internal void EnableWrite(string operation, uint address)
    {
        Command(SpiCommand.WriteEnable);
        int status = ReadRegister(SpiCommand.ReadStatus);
        if ((status & (WriteEnabled | Busy)) != WriteEnabled)
        {
            throw Failed(operation, address, "no write enable, status " + Hex(status));
        }
    }

    /// <summary>Polls until the chip is ready.</summary>
    /// <param name="milliseconds">How long at most.</param>
    /// <param name="operation">For the message.</param>
    /// <param name="address">For the message.</param>
    /// <returns>The last status.</returns>
    /// <exception cref="FlashException">Still busy.</exception>
    internal int WaitReady(int milliseconds, string operation, uint address)
    {
        int status = ReadRegister(SpiCommand.ReadStatus);
        if ((status & Busy) == 0)
        {
            return status;
        }

        long start = Clock.Milliseconds;
        for (; ; )
        {
            // Before the status: this thread may be stopped between the two, and a chip that is ready is never late.
            long waited = Clock.Milliseconds - start;
            status = ReadRegister(SpiCommand.ReadStatus);
            if ((status & Busy) == 0)
            {
                return status;
            }

            if (waited > milliseconds)
            {
                throw Failed(operation, address, "busy too long, status " + Hex(status));
            }

            if (waited >= PatientAfter)
            {
                Thread.Sleep(0);
            }
        }
    }

    internal static FlashException Failed(string operation, uint address, string reason) =>
        new("SPI " + operation + " at 0x" + address.ToString("X6") + ": " + reason);

    internal static string Hex(int status) => "0x" + status.ToString("X2");
}
