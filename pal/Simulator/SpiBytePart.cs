namespace NfToken.Pal.Simulator;

/// <summary>What a data sheet says about a serial EEPROM or FRAM.</summary>
/// <param name="Name">The maker's name for it.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="PageSize">Bytes of a page; 0: FRAM, which has none.</param>
/// <param name="AddressSize">Address bytes; a part of 512 bytes with one takes address bit 8 in bit 3 of the instruction.</param>
/// <param name="WriteTime">Longest write in microseconds; 0 for FRAM.</param>
public sealed record SpiBytePart(string Name, int Size, int PageSize, int AddressSize, int WriteTime)
{
    /// <summary>Microchip 25LC040A: 512 bytes.</summary>
    public static SpiBytePart M25LC040A { get; } = new("25LC040A", 512, 16, 1, 5000);

    /// <summary>Microchip 25LC640A: 8 KB.</summary>
    public static SpiBytePart M25LC640A { get; } = new("25LC640A", 8192, 32, 2, 5000);

    /// <summary>Microchip 25LC512: 64 KB.</summary>
    public static SpiBytePart M25LC512 { get; } = new("25LC512", 65536, 128, 2, 5000);

    /// <summary>Microchip 25LC1024: 128 KB.</summary>
    public static SpiBytePart M25LC1024 { get; } = new("25LC1024", 131072, 256, 3, 6000);

    /// <summary>Infineon FM25L16B: FRAM of 2 KB.</summary>
    public static SpiBytePart FM25L16B { get; } = new("FM25L16B", 2048, 0, 2, 0);

    /// <summary>Fujitsu MB85RS64: FRAM of 8 KB.</summary>
    public static SpiBytePart MB85RS64 { get; } = new("MB85RS64", 8192, 0, 2, 0);

    /// <summary>Infineon FM25V10: FRAM of 128 KB.</summary>
    public static SpiBytePart FM25V10 { get; } = new("FM25V10", 131072, 0, 3, 0);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
