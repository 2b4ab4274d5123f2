namespace NfToken.Pal;

/// <summary>
/// A region of NOR flash, as the chips have it: erasing sets a block to all ones, programming clears bits.
/// Offsets count within a block; blocks may differ in size (STM32F4 and F7 sectors do).
/// </summary>
/// <remarks>
/// A failed or interrupted operation throws <see cref="FlashException"/>; what lies in the bytes it was to change is then unknown,
/// and may even read differently from read to read until the block is erased.
/// </remarks>
public interface IFlashRegion
{
    /// <summary>Number of erase blocks.</summary>
    int BlockCount { get; }

    /// <summary>
    /// Program unit in bytes: 1 on SPI NOR and ESP32; 2, 4, 8, 16 or 32 on STM32 families. Offsets and counts of
    /// <see cref="Program"/> are multiples of it, and so is every block's size.
    /// </summary>
    int WriteSize { get; }

    /// <summary>
    /// Whether a unit may be programmed again without an erase, to clear further bits. Where it is false, a unit is programmed
    /// once (parts with ECC over the unit: STM32G0, G4, L4, H7).
    /// </summary>
    bool CanReprogram { get; }

    /// <summary>Size of a block in bytes.</summary>
    /// <param name="block">Index of the block, from 0.</param>
    int GetBlockSize(int block);

    /// <summary>Reads bytes of one block.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="offset">First byte within the block; needs no alignment.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="index">Where in <paramref name="buffer"/> they go.</param>
    /// <param name="count">How many; may be 0.</param>
    /// <exception cref="FlashException">The part does not answer.</exception>
    void Read(int block, int offset, byte[] buffer, int index, int count);

    /// <summary>Programs whole units of one block: a bit becomes 0 where <paramref name="data"/> has 0, and stays where it has 1.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="offset">First byte within the block, a multiple of <see cref="WriteSize"/>.</param>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="index">Where in <paramref name="data"/> they start.</param>
    /// <param name="count">How many, a multiple of <see cref="WriteSize"/>.</param>
    /// <exception cref="FlashException">The part reports failure, or forbids programming the unit a second time.</exception>
    void Program(int block, int offset, byte[] data, int index, int count);

    /// <summary>Sets all bytes of a block to 0xFF.</summary>
    /// <param name="block">Index of the block.</param>
    /// <exception cref="FlashException">The part reports failure.</exception>
    void Erase(int block);

    /// <summary>Returns when everything programmed and erased would outlast a loss of power. Chips need nothing here.</summary>
    void Sync();
}
