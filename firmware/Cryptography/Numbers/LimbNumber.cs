using System;

namespace NfToken.Cryptography;

/// <summary>Numbers of any length as limbs of some bits, the lowest first.</summary>
public static class LimbNumber
{
    /// <summary>Reads a number that fits; limbs above it become 0.</summary>
    /// <param name="r">Takes the limbs.</param>
    /// <param name="limbs">How many are written.</param>
    /// <param name="limbBits">Bits of a limb, up to 56.</param>
    /// <param name="bytes">The number, big-endian.</param>
    /// <param name="length">Its bytes, the first of the array.</param>
    public static void Read(ulong[] r, int limbs, int limbBits, byte[] bytes, int length)
    {
        Array.Clear(r, 0, limbs);
        ulong mask = (1ul << limbBits) - 1;
        ulong pending = 0;
        int bits = 0;
        int limb = 0;
        for (int i = length - 1; i >= 0; i--)
        {
            pending |= (ulong)bytes[i] << bits;
            bits += 8;
            if (bits >= limbBits)
            {
                r[limb++] = pending & mask;
                pending >>= limbBits;
                bits -= limbBits;
            }
        }

        if (limb < limbs)
        {
            r[limb] = pending;
        }
    }

    /// <summary>Writes a number that fits.</summary>
    /// <param name="a">The limbs.</param>
    /// <param name="limbs">How many there are.</param>
    /// <param name="limbBits">Bits of a limb, up to 56.</param>
    /// <param name="bytes">Takes the number, big-endian.</param>
    /// <param name="length">How many bytes are written, the first of the array.</param>
    public static void Write(ulong[] a, int limbs, int limbBits, byte[] bytes, int length)
    {
        ulong pending = 0;
        int bits = 0;
        int limb = 0;
        for (int i = length - 1; i >= 0; i--)
        {
            if (bits < 8 && limb < limbs)
            {
                pending |= a[limb++] << bits;
                bits += limbBits;
            }

            bytes[i] = (byte)pending;
            pending >>= 8;
            bits -= 8;
        }
    }
}
