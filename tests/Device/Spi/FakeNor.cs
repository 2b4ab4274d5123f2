using System;

namespace NfToken.Tests.Spi;

/// <summary>A NOR flash of 4 MB, byte by byte, with cells in two of its sectors.</summary>
internal sealed class FakeNor : FakeChip
{
    private const int Sector = 4096;

    private readonly byte[] _cells = new byte[2 * Sector];
    private readonly int _first;
    private bool _asleep;

    /// <param name="firstSector">First sector that has cells.</param>
    public FakeNor(int firstSector)
    {
        _first = firstSector * Sector;
        BusyPolls = 3;
        Fill(0);
        Fill(Sector);
    }

    public byte[] Cells => _cells;

    public bool IsAsleep => _asleep;

    protected override void Answer(byte command, byte[] frame, int sendCount, int receiveCount)
    {
        if (_asleep)
        {
            _asleep = command != 0xAB;
            return;
        }

        int address = sendCount < 4 ? 0 : frame[1] << 16 | frame[2] << 8 | frame[3];
        switch (command)
        {
            case 0xB9:
                _asleep = true;
                break;
            case 0x9F:
                frame[1] = 0xEF;
                frame[2] = 0x40;
                frame[3] = 0x16;
                break;
            case 0x35:
                frame[1] = 0;
                break;
            case 0x03:
                for (int i = 0; i < receiveCount; i++)
                {
                    frame[sendCount + i] = _cells[address - _first + i];
                }

                break;
            case 0x02 when Latch:
                Program(address, frame, sendCount - 4);
                Work();
                break;
            case 0x20 when Latch:
                Fill((address - _first) & ~(Sector - 1));
                Work();
                break;
        }
    }

    private void Program(int address, byte[] frame, int count)
    {
        int page = (address - _first) & ~0xFF;
        for (int i = 0; i < count; i++)
        {
            _cells[page + (address + i & 0xFF)] &= frame[4 + i];
        }
    }

    private void Fill(int start)
    {
        for (int i = 0; i < Sector; i++)
        {
            _cells[start + i] = 0xFF;
        }
    }
}
