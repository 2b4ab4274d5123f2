namespace NfToken.Pal.Spi;

/// <summary>A serial EEPROM: Microchip 25LC and 25AA, ST M95, Adesto AT25 with 1 Kbit to 4 Mbit.</summary>
public sealed class SpiEeprom : SpiByteMemory
{
    /// <summary>Longest write in milliseconds: 5 by the data sheets (25LC640A, 25LC1024: 6), 10 on older AT25.</summary>
    private const int WriteTime = 20;

    /// <summary>Looks whether the chip is there and divides it into sections.</summary>
    /// <param name="device">The chip.</param>
    /// <param name="clock">For the time-out of a write.</param>
    /// <param name="capacity">Its size in bytes: 512 for 25LC040, 8192 for 25LC640, 131072 for 25LC1024.</param>
    /// <param name="pageSize">Its page in bytes, by the data sheet: 16 for 25LC040, 32 for 25LC640, 256 for 25LC1024. A smaller power of two is safe, only slower.</param>
    /// <param name="sectionSize">Size of a section in bytes: whole pages.</param>
    /// <exception cref="FlashException">There is no such chip, or the sizes do not fit.</exception>
    public SpiEeprom(ISpiDevice device, IClock clock, int capacity, int pageSize, int sectionSize)
        : base(device, clock, capacity, pageSize, WriteTime, sectionSize)
    {
    }
}
