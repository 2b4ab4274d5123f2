namespace NfToken.Cryptoki;

/// <summary>What the token's own records have in common (FORMAT.md).</summary>
internal static class SystemFormat
{
    /// <summary>First byte of each.</summary>
    public const byte Version = 1;

    /// <summary>Reads 4 bytes, little-endian.</summary>
    /// <param name="record">Holds them.</param>
    /// <param name="offset">First of them.</param>
    public static uint GetNumber(byte[] record, int offset) =>
        record[offset] | ((uint)record[offset + 1] << 8) | ((uint)record[offset + 2] << 16) | ((uint)record[offset + 3] << 24);

    /// <summary>Writes 4 bytes, little-endian.</summary>
    /// <param name="record">Takes them.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="value">The number.</param>
    public static void PutNumber(byte[] record, int offset, uint value)
    {
        record[offset] = (byte)value;
        record[offset + 1] = (byte)(value >> 8);
        record[offset + 2] = (byte)(value >> 16);
        record[offset + 3] = (byte)(value >> 24);
    }
}
