using System;

namespace NfToken.Pal.Spi;

/// <summary>A serial memory that is written without an erase: what <see cref="SpiEeprom"/> and <see cref="SpiFram"/> share.</summary>
/// <remarks>These parts tell no geometry, so it is given. RAM: about 400 bytes, of which 261 are the frame.</remarks>
public abstract class SpiByteMemory : IEeprom
{
    // Status register: block protection.
    private const int ProtectionMask = 0x0C;

    /// <summary>Bit of the instruction that stands for address bit 8 on parts of 512 bytes with an address of one byte.</summary>
    private const byte Bit8 = 0x08;

    private readonly SpiPort _port;
    private readonly int _pageSize;
    private readonly int _writeTime;
    private readonly int _addressSize;
    private readonly bool _hasBit8;

    /// <summary>Looks whether the chip is there and divides it into sections.</summary>
    /// <param name="device">The chip.</param>
    /// <param name="clock">For the time-out of a write.</param>
    /// <param name="capacity">Its size in bytes, up to 16 MB.</param>
    /// <param name="pageSize">Bytes that one write may span, a power of two up to 256.</param>
    /// <param name="writeTime">Longest time of a write in milliseconds; 0: written at once.</param>
    /// <param name="sectionSize">Size of a section in bytes.</param>
    /// <exception cref="FlashException">There is no such chip, or the sizes do not fit.</exception>
    private protected SpiByteMemory(ISpiDevice device, IClock clock, int capacity, int pageSize, int writeTime, int sectionSize)
    {
        // On an EEPROM a write renews the whole page, and may harm all of it when power is lost: sections must not share one.
        if (pageSize <= 0 || pageSize > SpiPort.DataSize || (pageSize & (pageSize - 1)) != 0 || sectionSize <= 0 || sectionSize > capacity || (writeTime != 0 && sectionSize % pageSize != 0))
        {
            throw new FlashException("SPI memory: section size " + sectionSize.ToString() + ", page " + pageSize.ToString());
        }

        _port = new SpiPort(device, clock);
        _pageSize = pageSize;
        _writeTime = writeTime;
        _addressSize = capacity <= 512 ? 1 : capacity <= 0x10000 ? 2 : 3;
        _hasBit8 = capacity == 512;
        SectionSize = sectionSize;
        SectionCount = capacity / sectionSize;
        Protection = Probe();
    }

    /// <inheritdoc/>
    public int SectionCount { get; }

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <summary>
    /// Block protection bits of the status register (bits 2 and 3) as they were when the chip was opened or the protection was cleared. While they are
    /// not 0, each write is checked by reading back.
    /// </summary>
    public int Protection { get; private set; }

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        uint address = Locate("read", section, offset, count);
        SpiPort port = _port;
        while (count > 0)
        {
            int chunk = count > SpiPort.DataSize ? SpiPort.DataSize : count;
            int data = Begin(SpiCommand.Read, address);
            port.Transfer(data, chunk);
            Array.Copy(port.Frame, data, buffer, index, chunk);
            address += (uint)chunk;
            index += chunk;
            count -= chunk;
        }
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count)
    {
        uint address = Locate("write", section, 0, count);
        while (count > 0)
        {
            // A section starts with a page, where there are pages.
            int chunk = count > _pageSize ? _pageSize : count;
            WritePage(address, data, index, chunk);
            address += (uint)chunk;
            index += chunk;
            count -= chunk;
        }
    }

    /// <summary>Does nothing: a write has ended on the chip when it returns.</summary>
    public void Sync()
    {
    }

    /// <summary>Takes away the protection of all blocks, lastingly.</summary>
    /// <exception cref="FlashException">It is locked by the chip's WP# pin.</exception>
    public void ClearProtection()
    {
        SpiPort port = _port;
        port.EnableWrite("unprotect", 0);
        port.Frame[0] = SpiCommand.WriteStatus;
        port.Frame[1] = 0;
        port.Transfer(2, 0);
        Protection = port.WaitReady(_writeTime, "unprotect", 0) & ProtectionMask;
        if (Protection != 0)
        {
            throw new FlashException("SPI memory: protection locked, status " + SpiPort.Hex(Protection));
        }
    }

    /// <summary>
    /// These parts need not have an id: one is there if its write enable latch obeys, and it is ready once a write that was under way has ended.
    /// </summary>
    /// <returns>Its protection bits.</returns>
    private int Probe()
    {
        SpiPort port = _port;
        if (port.ReadRegister(SpiCommand.ReadStatus) != 0xFF)
        {
            if (_writeTime != 0)
            {
                port.WaitReady(_writeTime, "open", 0);
            }

            port.Command(SpiCommand.WriteEnable);
            int set = port.ReadRegister(SpiCommand.ReadStatus);
            port.Command(SpiCommand.WriteDisable);
            int reset = port.ReadRegister(SpiCommand.ReadStatus);
            if (set != 0xFF && (set ^ reset) == SpiPort.WriteEnabled && (reset & SpiPort.WriteEnabled) == 0)
            {
                return reset & ProtectionMask;
            }
        }

        throw new FlashException("SPI memory: no chip, check wiring");
    }

    private int Begin(byte instruction, uint address)
    {
        if (_hasBit8 && address > 0xFF)
        {
            instruction |= Bit8;
        }

        return _port.Begin(instruction, address, _addressSize);
    }

    private void WritePage(uint address, byte[] data, int index, int count)
    {
        const string Operation = "write";
        SpiPort port = _port;
        port.EnableWrite(Operation, address);
        int at = Begin(SpiCommand.Write, address);
        Array.Copy(data, index, port.Frame, at, count);
        port.Transfer(at + count, 0);
        int status = _writeTime == 0 ? port.ReadRegister(SpiCommand.ReadStatus) : port.WaitReady(_writeTime, Operation, address);
        if ((status & SpiPort.WriteEnabled) != 0)
        {
            throw SpiPort.Failed(Operation, address, "not done, status " + SpiPort.Hex(status));
        }

        if (Protection != 0)
        {
            at = Begin(SpiCommand.Read, address);
            port.Transfer(at, count);
            for (int i = 0; i < count; i++)
            {
                if (port.Frame[at + i] != data[index + i])
                {
                    throw SpiPort.Failed(Operation, address, "protected, status " + SpiPort.Hex(Protection));
                }
            }
        }
    }

    private uint Locate(string operation, int section, int offset, int count)
    {
        if (section < 0 || section >= SectionCount || offset < 0 || count < 0 || offset > SectionSize - count)
        {
            throw new FlashException("SPI " + operation + " section " + section.ToString() + " offset " + offset.ToString() + ": not in part");
        }

        return (uint)section * (uint)SectionSize + (uint)offset;
    }
}
