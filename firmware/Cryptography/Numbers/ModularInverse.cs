using System;

namespace NfToken.Cryptography;

/// <summary>
/// Inverses modulo an odd number by the divsteps of Bernstein and Yang ("Fast constant-time gcd computation and modular
/// inversion", 2019), in the variant that starts at δ = 1/2 and needs 590 of them for 256 bits (Wuille's analysis for libsecp256k1); for other sizes the
/// paper's proven number for the slower variant is taken. It is
/// fixed for a size and no step branches: what is computed depends on the number, which instructions run does not.
/// </summary>
/// <remarks>
/// Signed numbers are two's complement in unsigned arithmetic. Limbs of 29 bits, the last one signed. Steps run in batches of
/// 29, one limb, on the low bits alone; a batch gives a 2 × 2 matrix that is then applied to the whole numbers. A column of the matrix
/// is one 64-bit number, two halves of 32.
/// </remarks>
public static class ModularInverse
{
    private const int LimbsOf256Bits = 9;
    private const int BatchesOf256Bits = 21;
    private const int BatchBits = 29;
    private const ulong Mask = (1ul << BatchBits) - 1;
    private const ulong Sign = 1ul << 63;
    private const ulong SignAfterShift = 1ul << (63 - BatchBits);

    /// <summary>x = 1/x modulo m; 0 for 0.</summary>
    /// <param name="x">Tight limbs, below m.</param>
    /// <param name="modulus">m, odd, of as many limbs; not changed.</param>
    /// <param name="modulusInverse">1/m modulo 2^29.</param>
    public static void Invert(ulong[] x, ulong[] modulus, ulong modulusInverse)
    {
        int limbs = x.Length;
        ulong[] g = new ulong[limbs];
        ulong[] f = new ulong[limbs];
        ulong[] e = new ulong[limbs];
        Array.Copy(x, 0, g, 0, limbs);
        Invert(x, g, modulus, modulusInverse, limbs, f, e);
    }

    /// <summary>d = 1/g modulo m, in memory that the caller gives; 0 for 0. g, f and e are cleared.</summary>
    /// <param name="d">Takes the inverse.</param>
    /// <param name="g">Tight limbs, below m; destroyed.</param>
    /// <param name="modulus">m, odd; not changed.</param>
    /// <param name="modulusInverse">1/m modulo 2^29.</param>
    /// <param name="limbs">Limbs of all numbers; arrays may be longer.</param>
    /// <param name="f">Working memory.</param>
    /// <param name="e">Working memory.</param>
    public static void Invert(ulong[] d, ulong[] g, ulong[] modulus, ulong modulusInverse, int limbs, ulong[] f, ulong[] e)
    {
        int batches = limbs == LimbsOf256Bits ? BatchesOf256Bits : ((((49 * BatchBits * limbs) + 57) / 17) + BatchBits - 1) / BatchBits;
        Array.Copy(modulus, 0, f, 0, limbs);
        Array.Clear(d, 0, limbs);
        Array.Clear(e, 0, limbs);
        e[0] = 1;

        // Locals, for a constant of 64 bits takes the interpreter two instructions.
        ulong zero = 0;
        ulong one = 1;
        ulong zeta = ulong.MaxValue;
        for (int batch = 0; batch < batches; batch++)
        {
            ulong low = f[0] | (f[1] << BatchBits);
            ulong lowG = g[0] | (g[1] << BatchBits);
            ulong upper = 1;
            ulong lower = 1ul << 32;
            for (int i = 0; i < BatchBits; i++)
            {
                ulong negative = zero - (zeta >> 63);
                ulong odd = zero - (lowG & one);
                ulong times = (negative | one) & odd;
                lowG += low * times;
                lower += upper * times;
                negative &= odd;
                zeta = (zeta ^ negative) - one;
                low += lowG & negative;
                upper += lower & negative;
                lowG >>= 1;
                upper <<= 1;
            }

            // A half is signed, and borrows from the other where it is negative.
            ulong u = Extend(upper);
            ulong v = Extend((upper - u) >> 32);
            ulong q = Extend(lower);
            ulong r = Extend((lower - q) >> 32);
            Apply(limbs, f, g, u, v, q, r);
            ApplyModulo(limbs, d, e, u, v, q, r, modulus, modulusInverse);
        }

        // Now g = 0 and f = ±1, so x·d = ±1; d lies above -2m and below m.
        AddMasked(limbs, d, modulus, 0ul - (d[limbs - 1] >> 63));
        Negate(limbs, d, 0ul - (f[limbs - 1] >> 63));
        AddMasked(limbs, d, modulus, 0ul - (d[limbs - 1] >> 63));
        Array.Clear(f, 0, limbs);
        Array.Clear(g, 0, limbs);
        Array.Clear(e, 0, limbs);
    }

    /// <summary>The low half as a signed number.</summary>
    private static ulong Extend(ulong number) => ((number + 0x80000000) & 0xFFFFFFFF) - 0x80000000;

    /// <summary>(f, g) = (u·f + v·g, q·f + r·g) / 2^29, which leaves no rest.</summary>
    private static void Apply(int limbs, ulong[] f, ulong[] g, ulong u, ulong v, ulong q, ulong r)
    {
        ulong a = f[0];
        ulong b = g[0];
        ulong first = (((u * a) + (v * b) + Sign) >> BatchBits) - SignAfterShift;
        ulong second = (((q * a) + (r * b) + Sign) >> BatchBits) - SignAfterShift;
        for (int i = 1; i < limbs; i++)
        {
            a = f[i];
            b = g[i];
            first += (u * a) + (v * b);
            second += (q * a) + (r * b);
            f[i - 1] = first & Mask;
            g[i - 1] = second & Mask;
            first = ((first + Sign) >> BatchBits) - SignAfterShift;
            second = ((second + Sign) >> BatchBits) - SignAfterShift;
        }

        f[limbs - 1] = first;
        g[limbs - 1] = second;
    }

    /// <summary>(d, e) = (u·d + v·e, q·d + r·e) / 2^29 modulo m, kept above -2m and below m.</summary>
    private static void ApplyModulo(int limbs, ulong[] d, ulong[] e, ulong u, ulong v, ulong q, ulong r, ulong[] modulus, ulong modulusInverse)
    {
        // Where d or e is negative, m is added once; then the multiple of m that makes the low limb 0.
        ulong negativeD = 0ul - (d[limbs - 1] >> 63);
        ulong negativeE = 0ul - (e[limbs - 1] >> 63);
        ulong timesD = (u & negativeD) + (v & negativeE);
        ulong timesE = (q & negativeD) + (r & negativeE);
        ulong a = d[0];
        ulong b = e[0];
        ulong first = (u * a) + (v * b);
        ulong second = (q * a) + (r * b);
        timesD -= ((modulusInverse * first) + timesD) & Mask;
        timesE -= ((modulusInverse * second) + timesE) & Mask;
        ulong m = modulus[0];
        first = ((first + (m * timesD) + Sign) >> BatchBits) - SignAfterShift;
        second = ((second + (m * timesE) + Sign) >> BatchBits) - SignAfterShift;
        for (int i = 1; i < limbs; i++)
        {
            a = d[i];
            b = e[i];
            m = modulus[i];
            first += (u * a) + (v * b) + (m * timesD);
            second += (q * a) + (r * b) + (m * timesE);
            d[i - 1] = first & Mask;
            e[i - 1] = second & Mask;
            first = ((first + Sign) >> BatchBits) - SignAfterShift;
            second = ((second + Sign) >> BatchBits) - SignAfterShift;
        }

        d[limbs - 1] = first;
        e[limbs - 1] = second;
    }

    private static void AddMasked(int limbs, ulong[] a, ulong[] b, ulong mask)
    {
        ulong carry = 0;
        for (int i = 0; i < limbs - 1; i++)
        {
            carry += a[i] + (b[i] & mask);
            a[i] = carry & Mask;
            carry >>= BatchBits;
        }

        a[limbs - 1] += (b[limbs - 1] & mask) + carry;
    }

    /// <summary>a = -a where the mask is all ones.</summary>
    private static void Negate(int limbs, ulong[] a, ulong mask)
    {
        ulong carry = mask & 1;
        for (int i = 0; i < limbs - 1; i++)
        {
            carry += (a[i] ^ mask) & Mask;
            a[i] = carry & Mask;
            carry >>= BatchBits;
        }

        a[limbs - 1] = (a[limbs - 1] ^ mask) + carry;
    }
}
