namespace NfToken.Pal;

/// <summary>
/// Memory that is written without an erase, offered in sections of equal size: EEPROM emulated in a microcontroller's flash (SAM4E and its like: 127, 255 or
/// 511 bytes), a serial EEPROM, FRAM or MRAM.
/// </summary>
/// <remarks>
/// A failed or interrupted write throws <see cref="FlashException"/>; what lies in that section is then unknown, all of it, and may even read
/// differently from read to read until the section is written again. Other sections stay as they were.
/// </remarks>
public interface IEeprom
{
    /// <summary>Number of sections.</summary>
    int SectionCount { get; }

    /// <summary>Size of a section in bytes.</summary>
    int SectionSize { get; }

    /// <summary>Reads bytes of one section.</summary>
    /// <param name="section">Index of the section, from 0.</param>
    /// <param name="offset">First byte within the section.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="index">Where in <paramref name="buffer"/> they go.</param>
    /// <param name="count">How many; may be 0.</param>
    /// <exception cref="FlashException">The part does not answer.</exception>
    void Read(int section, int offset, byte[] buffer, int index, int count);

    /// <summary>Writes the first bytes of one section, and leaves what follows as it is.</summary>
    /// <param name="section">Index of the section, from 0.</param>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="index">Where in <paramref name="data"/> they start.</param>
    /// <param name="count">How many, up to <see cref="SectionSize"/>.</param>
    /// <exception cref="FlashException">The part reports failure.</exception>
    void Write(int section, byte[] data, int index, int count);

    /// <summary>Returns when everything written would outlast a loss of power. Chips that write before they answer need nothing here.</summary>
    void Sync();
}
