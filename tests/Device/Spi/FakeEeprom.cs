namespace NfToken.Tests.Spi;

/// <summary>A serial EEPROM of 512 bytes in pages of 16, with address bit 8 in the instruction; or a FRAM of 1 KB.</summary>
internal sealed class FakeEeprom : FakeChip
{
    private readonly byte[] _cells;
    private readonly int _page;

    public FakeEeprom(bool fram)
    {
        _cells = new byte[fram ? 1024 : 512];
        _page = fram ? 1024 : 16;
        BusyPolls = fram ? 0 : 3;
    }

    protected override void Answer(byte command, byte[] frame, int sendCount, int receiveCount)
    {
        int header = _cells.Length == 512 ? 2 : 3;
        int address = header == 2 ? frame[1] | (command & 8) << 5 : frame[1] << 8 | frame[2];
        command &= 0xF7;
        if (command == 0x03)
        {
            for (int i = 0; i < receiveCount; i++)
            {
                frame[sendCount + i] = _cells[address + i];
            }
        }
        else if (command == 0x02 && Latch)
        {
            int page = address & ~(_page - 1);
            for (int i = 0; i < sendCount - header; i++)
            {
                _cells[page + (address + i & _page - 1)] = frame[header + i];
            }

            Work();
        }
    }
}
