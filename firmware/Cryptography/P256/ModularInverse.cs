namespace NfToken.Cryptography;

/// <summary>
/// Inverses modulo a prime of 256 bits by the divsteps of Bernstein and Yang ("Fast constant-time gcd computation and modular
/// inversion", 2019), in the variant that starts at δ = 1/2 and needs 590 of them (Wuille's analysis for libsecp256k1). Their number is
/// fixed and no step branches: what is computed depends on the number, which instructions run does not.
/// </summary>
/// <remarks>
/// Signed numbers are two's complement in unsigned arithmetic. Limbs 0 to 8 of 29 bits, the last one signed. Steps run in batches of
/// 29, one limb, on the low bits alone; a batch gives a 2 × 2 matrix that is then applied to the whole numbers. A column of the matrix
/// is one 64-bit number, two halves of 32.
/// </remarks>
internal static class ModularInverse
{
    private const int Limbs = 9;
    private const int BatchBits = 29;
    private const int Batches = 21;
    private const ulong Mask = (1ul << BatchBits) - 1;
    private const ulong Sign = 1ul << 63;
    private const ulong SignAfterShift = 1ul << (63 - BatchBits);

    /// <summary>x = 1/x modulo m; 0 for 0.</summary>
    /// <param name="x">Tight limbs, below m.</param>
    /// <param name="modulus">m, an odd prime; not changed.</param>
    /// <param name="modulusInverse">1/m modulo 2^29.</param>
    public static void Invert(ulong[] x, ulong[] modulus, ulong modulusInverse)
    {
        ulong[] f = new ulong[Limbs];
        ulong[] g = new ulong[Limbs];
        ulong[] d = new ulong[Limbs];
        ulong[] e = new ulong[Limbs];
        P256Field.Copy(f, modulus);
        P256Field.Copy(g, x);
        e[0] = 1;
        ulong zeta = ulong.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            ulong low = f[0] | (f[1] << BatchBits);
            ulong lowG = g[0] | (g[1] << BatchBits);
            ulong upper = 1;
            ulong lower = 1ul << 32;
            for (int i = 0; i < BatchBits; i++)
            {
                ulong negative = 0ul - (zeta >> 63);
                ulong odd = 0ul - (lowG & 1);
                lowG += ((low ^ negative) - negative) & odd;
                lower += ((upper ^ negative) - negative) & odd;
                negative &= odd;
                zeta = (zeta ^ negative) - 1;
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
            Apply(f, g, u, v, q, r);
            ApplyModulo(d, e, u, v, q, r, modulus, modulusInverse);
        }

        // Now g = 0 and f = ±1, so x·d = ±1; d lies above -2m and below m.
        AddMasked(d, modulus, 0ul - (d[Limbs - 1] >> 63));
        Negate(d, 0ul - (f[Limbs - 1] >> 63));
        AddMasked(d, modulus, 0ul - (d[Limbs - 1] >> 63));
        P256Field.Copy(x, d);
        Limbs29.Clear(f);
        Limbs29.Clear(g);
        Limbs29.Clear(d);
        Limbs29.Clear(e);
    }

    /// <summary>The low half as a signed number.</summary>
    private static ulong Extend(ulong number) => ((number + 0x80000000) & 0xFFFFFFFF) - 0x80000000;

    /// <summary>(f, g) = (u·f + v·g, q·f + r·g) / 2^29, which leaves no rest.</summary>
    private static void Apply(ulong[] f, ulong[] g, ulong u, ulong v, ulong q, ulong r)
    {
        ulong a = f[0];
        ulong b = g[0];
        ulong first = (((u * a) + (v * b) + Sign) >> BatchBits) - SignAfterShift;
        ulong second = (((q * a) + (r * b) + Sign) >> BatchBits) - SignAfterShift;
        for (int i = 1; i < Limbs; i++)
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

        f[Limbs - 1] = first;
        g[Limbs - 1] = second;
    }

    /// <summary>(d, e) = (u·d + v·e, q·d + r·e) / 2^29 modulo m, kept above -2m and below m.</summary>
    private static void ApplyModulo(ulong[] d, ulong[] e, ulong u, ulong v, ulong q, ulong r, ulong[] modulus, ulong modulusInverse)
    {
        // Where d or e is negative, m is added once; then the multiple of m that makes the low limb 0.
        ulong negativeD = 0ul - (d[Limbs - 1] >> 63);
        ulong negativeE = 0ul - (e[Limbs - 1] >> 63);
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
        for (int i = 1; i < Limbs; i++)
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

        d[Limbs - 1] = first;
        e[Limbs - 1] = second;
    }

    private static void AddMasked(ulong[] a, ulong[] b, ulong mask)
    {
        ulong carry = 0;
        for (int i = 0; i < Limbs - 1; i++)
        {
            carry += a[i] + (b[i] & mask);
            a[i] = carry & Mask;
            carry >>= BatchBits;
        }

        a[Limbs - 1] += (b[Limbs - 1] & mask) + carry;
    }

    /// <summary>a = -a where the mask is all ones.</summary>
    private static void Negate(ulong[] a, ulong mask)
    {
        ulong carry = mask & 1;
        for (int i = 0; i < Limbs - 1; i++)
        {
            carry += (a[i] ^ mask) & Mask;
            a[i] = carry & Mask;
            carry >>= BatchBits;
        }

        a[Limbs - 1] = (a[Limbs - 1] ^ mask) + carry;
    }
}
