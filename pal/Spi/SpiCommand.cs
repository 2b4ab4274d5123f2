namespace NfToken.Pal.Spi;

/// <summary>Instruction codes, the same in every family driven here unless said otherwise.</summary>
internal static class SpiCommand
{
    internal const byte WriteStatus = 0x01;
    internal const byte Write = 0x02;
    internal const byte Read = 0x03;
    internal const byte WriteDisable = 0x04;
    internal const byte ReadStatus = 0x05;
    internal const byte WriteEnable = 0x06;

    /// <summary>Write with a four-byte address (JESD216 calls it 1S-1S-1S page program).</summary>
    internal const byte Write4 = 0x12;

    /// <summary>Read with a four-byte address.</summary>
    internal const byte Read4 = 0x13;

    /// <summary>Erase of 4 KB.</summary>
    internal const byte EraseSector = 0x20;

    /// <summary>Erase of 4 KB with a four-byte address.</summary>
    internal const byte EraseSector4 = 0x21;

    /// <summary>Macronix: security register, with the flags of a failed program (bit 5) and erase (bit 6).</summary>
    internal const byte ReadSecurity = 0x2B;

    /// <summary>Winbond, GigaDevice, Adesto: second status register.</summary>
    internal const byte WriteStatus2 = 0x31;

    /// <summary>Winbond, GigaDevice, Adesto: second status register.</summary>
    internal const byte ReadStatus2 = 0x35;

    internal const byte ReadSfdp = 0x5A;
    internal const byte EnableReset = 0x66;
    internal const byte Reset = 0x99;
    internal const byte ReadId = 0x9F;
    internal const byte PowerUp = 0xAB;
    internal const byte EnterFourByte = 0xB7;
    internal const byte PowerDown = 0xB9;
}
