using System.Threading;

namespace NfToken.Pal.Spi;

/// <summary>Which chip is there, and its geometry: from its SFDP table (JESD216), else by its JEDEC id.</summary>
internal sealed class SpiNorChip
{
    internal const int Winbond = 0xEF;
    internal const int Macronix = 0xC2;
    internal const int GigaDevice = 0xC8;
    internal const int Adesto = 0x1F;

    private const int Sector = 4096;

    /// <summary>Where in the frame SFDP bytes stand.</summary>
    private const int Data = 5;

    private const uint ThreeByteLimit = 0x1000000;

    /// <summary>"SFDP", the least significant byte first.</summary>
    private const uint Signature = 0x50444653;

    /// <summary>Words of the basic table that are read: those of JESD216B.</summary>
    private const int MostWords = 16;

    /// <summary>Longest time that a chip needs from power-up, reset or power-down until it answers, in milliseconds.</summary>
    private const int AnswerTime = 20;

    /// <summary>Parameter headers that are looked through: what fits a frame.</summary>
    private const int MostHeaders = 30;

    /// <summary>Low byte of the id of the table of four-byte instructions, 0xFF84 (JESD216B 6.7).</summary>
    private const int FourByteTable = 0x84;

    /// <summary>Longest erase that may be under way when the chip is opened, in milliseconds: one of 64 KB.</summary>
    private const int UnknownErase = 5000;

    internal uint Id { get; private set; }

    internal uint Size { get; private set; }

    internal int BlockSize { get; private set; }

    internal int PageSize { get; private set; }

    internal int AddressSize { get; private set; }

    internal byte ReadCommand { get; private set; }

    internal byte WriteCommand { get; private set; }

    internal byte EraseCommand { get; private set; }

    /// <summary>Which of the table's four erase types that is.</summary>
    private int _eraseType;

    /// <summary>Whether word 16 tells of instructions of their own for four-byte addresses.</summary>
    private bool _hasFourByteSet;

    internal int Maker => (int)(Id >> 16);

    /// <summary>Bits of status register 1 (low byte) and 2 (high byte) that protect blocks.</summary>
    internal int ProtectionMask => Maker == Macronix ? 0x003C : HasStatus2 ? 0x401C : 0x001C;

    /// <summary>Whether there is a second status register with a bit that inverts the protection (CMP, bit 6).</summary>
    internal bool HasStatus2 => Maker is Winbond or GigaDevice or Adesto;

    /// <summary>Wakes the chip, waits for what it is doing, resets it, and learns its geometry.</summary>
    /// <exception cref="FlashException">No chip, one that does not become ready, or an unknown one.</exception>
    internal static SpiNorChip Identify(SpiPort port)
    {
        SpiNorChip chip = new() { Id = Wake(port) };

        // Most chips keep their id back while busy; a reset must not end an erase of one that does not.
        port.WaitReady(UnknownErase, "open", 0);

        // Whatever ran before may have left it in four-byte mode or with a suspended erase: both end here.
        port.Command(SpiCommand.EnableReset);
        port.Command(SpiCommand.Reset);
        if (Wake(port) != chip.Id)
        {
            throw new FlashException("SPI flash: id varies, check wiring and clock");
        }

        if (!chip.ReadSfdp(port))
        {
            chip.LookUp();
        }

        chip.ChooseCommands(port);
        return chip;
    }

    /// <summary>Releases the chip from power-down and waits until it tells its id.</summary>
    internal static uint Wake(SpiPort port)
    {
        port.Command(SpiCommand.PowerUp);
        long start = port.Clock.Milliseconds;
        long quiet = start;
        for (; ; )
        {
            // Before the id: this thread may be stopped between the two.
            long now = port.Clock.Milliseconds;
            uint id = ReadId(port);
            if (id != 0 && id != 0xFFFFFF)
            {
                return id;
            }

            // A busy chip answers nothing but its status.
            int status = port.ReadRegister(SpiCommand.ReadStatus);
            if ((status & SpiPort.Busy) != 0 && status != 0xFF)
            {
                if (now - start > UnknownErase)
                {
                    throw new FlashException("SPI flash: busy, status " + SpiPort.Hex(status));
                }

                quiet = port.Clock.Milliseconds;
                Thread.Sleep(0);
            }
            else if (now - quiet > AnswerTime)
            {
                throw new FlashException("SPI flash: no chip, check wiring");
            }
        }
    }

    private static uint ReadId(SpiPort port)
    {
        byte[] frame = port.Frame;
        frame[0] = SpiCommand.ReadId;
        port.Transfer(1, 3);
        return (uint)frame[1] << 16 | (uint)frame[2] << 8 | frame[3];
    }

    private static uint Word(byte[] data, int at) => data[at] | (uint)data[at + 1] << 8 | (uint)data[at + 2] << 16 | (uint)data[at + 3] << 24;

    /// <summary>Reads the basic flash parameter table (JESD216B 6.4).</summary>
    /// <returns>False where the chip has none.</returns>
    private bool ReadSfdp(SpiPort port)
    {
        byte[] frame = port.Frame;
        ReadTable(port, 0, 16);

        // The first parameter header is always the basic table's (JESD216B 6.3).
        if (Word(frame, Data) != Signature || frame[Data + 8] != 0)
        {
            return false;
        }

        int words = frame[Data + 11];
        words = words > MostWords ? MostWords : words;
        uint table = Word(frame, Data + 12) & 0xFFFFFF;
        ReadTable(port, table, words * 4);
        if (words < 9)
        {
            return false;
        }

        Size = Density(Word(frame, Data + 4));
        for (int type = Data + 28; type < Data + 36; type += 2)
        {
            // The smallest erase type: its size as a power of two, 0 where there is no such type.
            int log = frame[type];
            if (log >= 8 && log <= 18 && (BlockSize == 0 || 1 << log < BlockSize))
            {
                BlockSize = 1 << log;
                EraseCommand = frame[type + 1];
                _eraseType = (type - Data - 28) >> 1;
            }
        }

        PageSize = words >= 11 ? 1 << (frame[Data + 40] >> 4) : 256;
        _hasFourByteSet = words >= 16 && (frame[Data + 63] & 0x20) != 0;
        return Size != 0 && BlockSize != 0 && PageSize >= 16;
    }

    /// <summary>Size in bytes from word 2: the number of bits less one, or with the top bit set its power of two.</summary>
    private static uint Density(uint word)
    {
        if ((word & 0x80000000) == 0)
        {
            return (word >> 3) + 1;
        }

        uint log = (word & 0x7FFFFFFF) - 3;
        return log <= 31 ? 1u << (int)log : 0;
    }

    /// <summary>Geometry of the older parts of the four makers, which have no table: their ids follow a rule.</summary>
    private void LookUp()
    {
        uint code = Id & 0xFF;
        int log = Maker is Winbond or Macronix or GigaDevice && code >= 0x10 && code <= 0x18 ? (int)code
            : Maker == Adesto && (Id >> 8 & 0x1F) >= 4 && (Id >> 8 & 0x1F) <= 9 ? (int)(Id >> 8 & 0x1F) + 15
            : 0;
        if (log == 0)
        {
            throw new FlashException("SPI flash: unknown chip 0x" + Id.ToString("X6"));
        }

        Size = 1u << log;
        BlockSize = Sector;
        EraseCommand = SpiCommand.EraseSector;
        PageSize = 256;
    }

    private void ChooseCommands(SpiPort port)
    {
        ReadCommand = SpiCommand.Read;
        WriteCommand = SpiCommand.Write;
        AddressSize = 3;
        if (Size <= ThreeByteLimit)
        {
            return;
        }

        // Instructions of their own are better than the four-byte mode: a boot loader or another program need not know of it.
        AddressSize = 4;
        byte erase = FourByteErase(port);
        if (erase != 0)
        {
            ReadCommand = SpiCommand.Read4;
            WriteCommand = SpiCommand.Write4;
            EraseCommand = erase;
            return;
        }

        // Some parts want the latch set first, the others do not mind.
        port.Command(SpiCommand.WriteEnable);
        port.Command(SpiCommand.EnterFourByte);
        port.Command(SpiCommand.WriteDisable);
    }

    /// <summary>Erase instruction with a four-byte address, of a part that has such ones for reading and programming too.</summary>
    /// <returns>0: it has not, or does not tell.</returns>
    private byte FourByteErase(SpiPort port)
    {
        byte[] frame = port.Frame;
        ReadTable(port, 0, 8);
        int headers = Word(frame, Data) == Signature ? frame[Data + 6] : 0;
        headers = headers > MostHeaders ? MostHeaders : headers;
        ReadTable(port, 16, headers * 8);
        for (int at = Data; at < Data + headers * 8; at += 8)
        {
            if (frame[at] == FourByteTable && frame[at + 7] == 0xFF && frame[at + 3] >= 2)
            {
                // Bit 0: 13h, bit 6: 12h, bits 9 to 12: the erase types; then their instructions.
                ReadTable(port, Word(frame, at + 4) & 0xFFFFFF, 8);
                uint has = Word(frame, Data);
                return (has & 0x41) == 0x41 && (has >> (9 + _eraseType) & 1) != 0 ? frame[Data + 4 + _eraseType] : (byte)0;
            }
        }

        return _hasFourByteSet && EraseCommand == SpiCommand.EraseSector ? SpiCommand.EraseSector4 : (byte)0;
    }

    /// <summary>Reads SFDP bytes into the frame, from <see cref="Data"/> on: 24-bit address and a dummy byte in every mode.</summary>
    private static void ReadTable(SpiPort port, uint address, int count)
    {
        port.Begin(SpiCommand.ReadSfdp, address, 3);
        port.Transfer(Data, count);
    }
}
