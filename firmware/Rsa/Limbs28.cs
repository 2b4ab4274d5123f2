namespace NfToken.Rsa;

/// <summary>Single steps on limbs of <see cref="MontgomeryTiles.LimbBits"/> bits.</summary>
internal static class Limbs28
{
    /// <summary>Brings columns to limbs of 28 bits: r = c[from…]; what the last one carries is lost.</summary>
    public static void Carry(ulong[] c, int from, ulong[] r, int count)
    {
        ulong carry = 0;
        for (int i = 0; i < count; i++)
        {
            carry += c[from++];
            r[i] = carry & MontgomeryTiles.Mask;
            carry >>= MontgomeryTiles.LimbBits;
        }
    }

    /// <summary>1/a modulo 2^32, for an odd a (Newton's iteration, from 3 right bits).</summary>
    public static ulong InverseOf(ulong a)
    {
        ulong x = a;
        for (int i = 0; i < 4; i++)
        {
            x *= 2 - (a * x);
        }

        return x & 0xFFFFFFFF;
    }
}
