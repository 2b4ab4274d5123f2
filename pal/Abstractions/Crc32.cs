namespace NfToken.Pal;

/// <summary>CRC-32 of IEEE 802.3 (reflected, polynomial 0xEDB88320), by nibbles: 64 bytes of table instead of 1 KB, as static data costs RAM.</summary>
public static class Crc32
{
    private static readonly uint[] s_table =
    [
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    ];

    /// <summary>Continues a checksum over further bytes.</summary>
    /// <param name="crc">Checksum of what came before; 0 at the start.</param>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="index">Where they start.</param>
    /// <param name="count">How many.</param>
    public static uint Update(uint crc, byte[] data, int index, int count)
    {
        // A static field costs more to reach than a local.
        uint[] table = s_table;
        crc = ~crc;
        int end = index + count;
        for (int i = index; i < end; i++)
        {
            crc ^= data[i];
            crc = table[crc & 15] ^ (crc >> 4);
            crc = table[crc & 15] ^ (crc >> 4);
        }

        return ~crc;
    }
}
