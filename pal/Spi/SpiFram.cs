namespace NfToken.Pal.Spi;

/// <summary>A serial FRAM: Infineon (Cypress) FM25, Fujitsu (RAMXEED) MB85RS; and MRAM with the same commands (MR25H). Written without waiting, byte by byte, for ever.</summary>
public sealed class SpiFram : SpiByteMemory
{
    /// <summary>Looks whether the chip is there and divides it into sections.</summary>
    /// <param name="device">The chip.</param>
    /// <param name="capacity">Its size in bytes: 2048 for FM25L16B, 32768 for MB85RS256, 131072 for FM25V10.</param>
    /// <param name="sectionSize">Size of a section in bytes.</param>
    /// <exception cref="FlashException">There is no such chip, or the sizes do not fit.</exception>
    public SpiFram(ISpiDevice device, int capacity, int sectionSize)
        : base(device, null, capacity, SpiPort.DataSize, 0, sectionSize)
    {
    }
}
