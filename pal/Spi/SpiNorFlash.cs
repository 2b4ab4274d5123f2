using System;

namespace NfToken.Pal.Spi;

/// <summary>
/// A region of a serial NOR flash: Winbond W25Q, Macronix MX25L, Adesto/Renesas AT25SF, GigaDevice GD25Q, and others that describe themselves by SFDP
/// (JESD216) and keep to the common status register. One data line each way, at most 33 MHz (the slowest READ 03h of these families).
/// </summary>
/// <remarks>RAM: about 450 bytes, of which 261 are the frame. Nothing is allocated by reading, programming and erasing.</remarks>
public sealed class SpiNorFlash : IFlashRegion
{
    // Above the data sheets' longest times (W25Q32JV: 3 ms a page, 400 ms a sector of 4 KB, 2 s a block of 64 KB, 15 ms the status register).
    private const int ProgramTime = 10;
    private const int SectorTime = 1000;
    private const int BlockTime = 5000;
    private const int StatusTime = 100;

    private const int ProgramFailed = 0x20;
    private const int EraseFailed = 0x40;

    private readonly SpiPort _port;
    private readonly SpiNorChip _chip;
    private readonly uint _start;
    private readonly int _blockSize;
    private readonly int _pageMask;
    private readonly int _addressSize;
    private bool _asleep;

    /// <summary>Wakes the chip, waits until it is ready, reads its geometry and takes a region of it.</summary>
    /// <param name="device">The chip.</param>
    /// <param name="clock">For time-outs.</param>
    /// <param name="firstBlock">First block of the region.</param>
    /// <param name="blockCount">Number of its blocks; 0: all that follow.</param>
    /// <exception cref="FlashException">No chip answers, it stays busy, is not known, or is smaller than the region.</exception>
    public SpiNorFlash(ISpiDevice device, IClock clock, int firstBlock, int blockCount)
    {
        _port = new SpiPort(device, clock);
        _chip = SpiNorChip.Identify(_port);
        _blockSize = _chip.BlockSize;
        _addressSize = _chip.AddressSize;
        int page = _chip.PageSize;
        _pageMask = (page > SpiPort.DataSize ? SpiPort.DataSize : page) - 1;
        int blocks = (int)(_chip.Size / (uint)_blockSize);
        BlockCount = blockCount == 0 ? blocks - firstBlock : blockCount;
        if (firstBlock < 0 || BlockCount <= 0 || firstBlock > blocks - BlockCount)
        {
            throw new FlashException("SPI flash: region ends beyond block " + blocks.ToString());
        }

        _start = (uint)firstBlock * (uint)_blockSize;
        Protection = ReadProtection();
    }

    /// <inheritdoc/>
    public int BlockCount { get; }

    /// <summary>Always 1.</summary>
    public int WriteSize => 1;

    /// <summary>Always true.</summary>
    public bool CanReprogram => true;

    /// <summary>The chip's JEDEC id: maker, type, capacity, from the top byte down (0xEF4016: W25Q32JV).</summary>
    public uint JedecId => _chip.Id;

    /// <summary>Size of the whole chip in bytes.</summary>
    public uint ChipSize => _chip.Size;

    /// <summary>
    /// Bits of the status registers that protect some part of the chip, as they were when it was opened or the protection was cleared: register 1
    /// in the low byte (BP0 is bit 2), register 2 in the next (CMP is bit 14). While it is not 0, each operation is checked by reading back.
    /// </summary>
    public int Protection { get; private set; }

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _blockSize;

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        uint address = Locate("read", block, offset, count);
        SpiPort port = _port;
        byte command = _chip.ReadCommand;
        while (count > 0)
        {
            int chunk = count > SpiPort.DataSize ? SpiPort.DataSize : count;
            int data = port.Begin(command, address, _addressSize);
            port.Transfer(data, chunk);
            Array.Copy(port.Frame, data, buffer, index, chunk);
            address += (uint)chunk;
            index += chunk;
            count -= chunk;
        }
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        uint address = Locate("program", block, offset, count);
        int room = _pageMask + 1 - (offset & _pageMask);
        while (count > 0)
        {
            int chunk = count > room ? room : count;
            ProgramPage(address, data, index, chunk);
            address += (uint)chunk;
            index += chunk;
            count -= chunk;
            room = _pageMask + 1;
        }
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        const string Operation = "erase";
        uint address = Locate(Operation, block, 0, 0);
        SpiPort port = _port;
        port.EnableWrite(Operation, address);
        port.Transfer(port.Begin(_chip.EraseCommand, address, _addressSize), 0);
        Finish(Operation, address, _blockSize > 4096 ? BlockTime : SectorTime, EraseFailed);
        if (Protection != 0)
        {
            CheckErased(block, address);
        }
    }

    /// <summary>Does nothing: an operation has ended on the chip when it returns.</summary>
    public void Sync()
    {
    }

    /// <summary>Takes away the protection of all blocks, lastingly.</summary>
    /// <exception cref="FlashException">It is locked, by the chip's WP# pin or by its status register protect bits.</exception>
    public void ClearProtection()
    {
        WakeUp();
        int mask = _chip.ProtectionMask;
        if ((Protection & 0x4000) != 0)
        {
            int second = _port.ReadRegister(SpiCommand.ReadStatus2) & ~(mask >> 8);
            WriteRegister(SpiCommand.WriteStatus2, second);
        }

        int first = _port.ReadRegister(SpiCommand.ReadStatus) & ~(mask | SpiPort.Busy | SpiPort.WriteEnabled);
        WriteRegister(SpiCommand.WriteStatus, first & 0xFF);
        Protection = ReadProtection();
        if (Protection != 0)
        {
            throw new FlashException("SPI flash: protection locked, status 0x" + Protection.ToString("X4"));
        }
    }

    /// <summary>Puts the chip into deep power-down: some microamperes. The next operation wakes it.</summary>
    public void PowerDown()
    {
        if (!_asleep)
        {
            _port.Command(SpiCommand.PowerDown);
            _asleep = true;
        }
    }

    private void ProgramPage(uint address, byte[] data, int index, int count)
    {
        const string Operation = "program";
        SpiPort port = _port;
        port.EnableWrite(Operation, address);
        int at = port.Begin(_chip.WriteCommand, address, _addressSize);
        Array.Copy(data, index, port.Frame, at, count);
        port.Transfer(at + count, 0);
        Finish(Operation, address, ProgramTime, ProgramFailed);
        if (Protection != 0)
        {
            at = port.Begin(_chip.ReadCommand, address, _addressSize);
            port.Transfer(at, count);
            for (int i = 0; i < count; i++)
            {
                if ((port.Frame[at + i] & ~data[index + i]) != 0)
                {
                    throw Protected(Operation, address);
                }
            }
        }
    }

    /// <summary>Waits for the end of an operation, and checks that it took place.</summary>
    private void Finish(string operation, uint address, int milliseconds, int failure)
    {
        int status = _port.WaitReady(milliseconds, operation, address);
        if ((status & SpiPort.WriteEnabled) != 0)
        {
            // Every operation that is carried out resets the latch at its end.
            throw Protection != 0 ? Protected(operation, address) : SpiPort.Failed(operation, address, "not done, status " + SpiPort.Hex(status));
        }

        if (_chip.Maker == SpiNorChip.Macronix && (_port.ReadRegister(SpiCommand.ReadSecurity) & failure) != 0)
        {
            throw SpiPort.Failed(operation, address, "failed");
        }
    }

    private void CheckErased(int block, uint address)
    {
        SpiPort port = _port;
        for (int offset = 0; offset < _blockSize; offset += SpiPort.DataSize)
        {
            int data = port.Begin(_chip.ReadCommand, address + (uint)offset, _addressSize);
            port.Transfer(data, SpiPort.DataSize);
            for (int i = data; i < data + SpiPort.DataSize; i++)
            {
                if (port.Frame[i] != 0xFF)
                {
                    throw Protected("erase", address);
                }
            }
        }
    }

    private int ReadProtection()
    {
        int status = _port.ReadRegister(SpiCommand.ReadStatus);
        if (_chip.HasStatus2)
        {
            // The makers' older parts have no second register, and leave the line floating.
            int second = _port.ReadRegister(SpiCommand.ReadStatus2);
            status |= second == 0xFF ? 0 : second << 8;
        }

        return status & _chip.ProtectionMask;
    }

    private void WriteRegister(byte instruction, int value)
    {
        const string Operation = "unprotect";
        _port.EnableWrite(Operation, 0);
        _port.Frame[0] = instruction;
        _port.Frame[1] = (byte)value;
        _port.Transfer(2, 0);
        _port.WaitReady(StatusTime, Operation, 0);
    }

    private void WakeUp()
    {
        if (_asleep)
        {
            if (SpiNorChip.Wake(_port) != _chip.Id)
            {
                throw new FlashException("SPI flash: another chip");
            }

            _asleep = false;
        }
    }

    /// <summary>Address on the chip, after the checks that every operation needs.</summary>
    private uint Locate(string operation, int block, int offset, int count)
    {
        if (block < 0 || block >= BlockCount || offset < 0 || count < 0 || offset > _blockSize - count)
        {
            throw new FlashException("SPI " + operation + " block " + block.ToString() + " offset " + offset.ToString() + ": not in region");
        }

        if (_asleep)
        {
            WakeUp();
        }

        return _start + (uint)block * (uint)_blockSize + (uint)offset;
    }

    private FlashException Protected(string operation, uint address) =>
        SpiPort.Failed(operation, address, "protected, status 0x" + Protection.ToString("X4"));
}
