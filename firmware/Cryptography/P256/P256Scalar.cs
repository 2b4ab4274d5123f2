namespace NfToken.Cryptography;

/// <summary>
/// Arithmetic modulo n, the order of P-256's group: numbers below n as nine limbs of 29 bits. No function branches on a number.
/// Results may overwrite operands; the content of scratch (t) is destroyed.
/// </summary>
internal static class P256Scalar
{
    private const ulong Mask = (1ul << 29) - 1;

    // -1/n and 1/n modulo 2^29.
    private const ulong NegativeInverse = 0xE00BC4F;
    private const ulong Inverse = 0x11FF43B1;

    private const ulong N0 = 0x1C632551;
    private const ulong N1 = 0x1DCE5617;
    private const ulong N2 = 0x5E7A13C;
    private const ulong N3 = 0xDF55B4E;
    private const ulong N4 = 0x1FFFFBCE;
    private const ulong N5 = 0x1FFFFFFF;
    private const ulong N6 = 0x3FFFF;
    private const ulong N7 = 0x1FE00000;
    private const ulong N8 = 0xFFFFFF;

    /// <summary>n.</summary>
    public static void SetOrder(ulong[] r)
    {
        r[0] = N0;
        r[1] = N1;
        r[2] = N2;
        r[3] = N3;
        r[4] = N4;
        r[5] = N5;
        r[6] = N6;
        r[7] = N7;
        r[8] = N8;
    }

    /// <summary>Reads 32 big-endian bytes and reduces them: a number below 2^256 is below 2n.</summary>
    public static void Read(ulong[] r, byte[] bytes, int offset, ulong[] t)
    {
        Limbs29.Read(r, bytes, offset);
        SetOrder(t);
        Limbs29.SubtractIfNotLess(r, t);
    }

    /// <summary>a = a + b.</summary>
    public static void Add(ulong[] a, ulong[] b, ulong[] t)
    {
        Limbs29.Add(a, b);
        SetOrder(t);
        Limbs29.SubtractIfNotLess(a, t);
    }

    /// <summary>a = n - a where the mask is all ones, for a from 1 to n - 1; unchanged where it is 0.</summary>
    public static void NegateIf(ulong[] a, ulong mask, ulong[] t)
    {
        SetOrder(t);
        ulong borrow = 0;
        for (int i = 0; i < 9; i++)
        {
            ulong limb = a[i];
            ulong difference = t[i] - limb - borrow;
            borrow = difference >> 63;
            a[i] = limb ^ ((limb ^ (difference & Mask)) & mask);
        }
    }

    /// <summary>r = a·b; t is none of the others.</summary>
    public static void Multiply(ulong[] r, ulong[] a, ulong[] b, ulong[] t)
    {
        MontgomeryMultiply(r, a, b);
        t[0] = 0x148D9EF5;
        t[1] = 0xF4E7F75;
        t[2] = 0x14C6A651;
        t[3] = 0x3F8B765;
        t[4] = 0x165861F1;
        t[5] = 0x1256D7D8;
        t[6] = 0x1C185B23;
        t[7] = 0xD4CAB0F;
        t[8] = 0x84B655;
        MontgomeryMultiply(r, r, t);
        SetOrder(t);
        Limbs29.SubtractIfNotLess(r, t);
    }

    /// <summary>a = 1/a; 0 for 0. The other arrays are scratch.</summary>
    public static void Invert(ulong[] a, ulong[] t0, ulong[] t1, ulong[] t2, ulong[] t3)
    {
        SetOrder(t3);
        P256Field.Copy(t0, a);
        ModularInverse.Invert(a, t0, t3, Inverse, P256Field.Limbs, t1, t2);
    }

    /// <summary>r = a·b/2^261, below 2n: (n·n + 2^261·n) / 2^261.</summary>
    private static void MontgomeryMultiply(ulong[] r, ulong[] a, ulong[] b)
    {
        ulong a8 = a[8];
        ulong a7 = a[7];
        ulong a6 = a[6];
        ulong a5 = a[5];
        ulong a4 = a[4];
        ulong a3 = a[3];
        ulong a2 = a[2];
        ulong a1 = a[1];
        ulong a0 = a[0];
        ulong b8 = b[8];
        ulong b7 = b[7];
        ulong b6 = b[6];
        ulong b5 = b[5];
        ulong b4 = b[4];
        ulong b3 = b[3];
        ulong b2 = b[2];
        ulong b1 = b[1];
        ulong b0 = b[0];
        ulong c0 = (a0 * b0);
        ulong m0 = (c0 * NegativeInverse) & Mask;
        c0 += m0 * N0;
        ulong c1 = (a0 * b1) + (a1 * b0) + (c0 >> 29) + (m0 * N1);
        ulong m1 = (c1 * NegativeInverse) & Mask;
        c1 += m1 * N0;
        ulong c2 = (a0 * b2) + (a1 * b1) + (a2 * b0) + (c1 >> 29) + (m0 * N2) + (m1 * N1);
        ulong m2 = (c2 * NegativeInverse) & Mask;
        c2 += m2 * N0;
        ulong c3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (c2 >> 29) + (m0 * N3) + (m1 * N2) + (m2 * N1);
        ulong m3 = (c3 * NegativeInverse) & Mask;
        c3 += m3 * N0;
        ulong c4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) + (c3 >> 29) + (m0 * N4) + (m1 * N3) + (m2 * N2) + (m3 * N1);
        ulong m4 = (c4 * NegativeInverse) & Mask;
        c4 += m4 * N0;
        ulong c5 = (a0 * b5) + (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) + (a5 * b0) + (c4 >> 29) + (m0 * N5) + (m1 * N4) + (m2 * N3)
            + (m3 * N2) + (m4 * N1);
        ulong m5 = (c5 * NegativeInverse) & Mask;
        c5 += m5 * N0;
        ulong c6 = (a0 * b6) + (a1 * b5) + (a2 * b4) + (a3 * b3) + (a4 * b2) + (a5 * b1) + (a6 * b0) + (c5 >> 29) + (m0 * N6) + (m1 * N5)
            + (m2 * N4) + (m3 * N3) + (m4 * N2) + (m5 * N1);
        ulong m6 = (c6 * NegativeInverse) & Mask;
        c6 += m6 * N0;
        ulong c7 = (a0 * b7) + (a1 * b6) + (a2 * b5) + (a3 * b4) + (a4 * b3) + (a5 * b2) + (a6 * b1) + (a7 * b0) + (c6 >> 29) + (m0 * N7)
            + (m1 * N6) + (m2 * N5) + (m3 * N4) + (m4 * N3) + (m5 * N2) + (m6 * N1);
        ulong m7 = (c7 * NegativeInverse) & Mask;
        c7 += m7 * N0;
        ulong c8 = (a0 * b8) + (a1 * b7) + (a2 * b6) + (a3 * b5) + (a4 * b4) + (a5 * b3) + (a6 * b2) + (a7 * b1) + (a8 * b0) + (c7 >> 29)
            + (m0 * N8) + (m1 * N7) + (m2 * N6) + (m3 * N5) + (m4 * N4) + (m5 * N3) + (m6 * N2) + (m7 * N1);
        ulong m8 = (c8 * NegativeInverse) & Mask;
        c8 += m8 * N0;
        ulong c9 = (a1 * b8) + (a2 * b7) + (a3 * b6) + (a4 * b5) + (a5 * b4) + (a6 * b3) + (a7 * b2) + (a8 * b1) + (c8 >> 29) + (m1 * N8)
            + (m2 * N7) + (m3 * N6) + (m4 * N5) + (m5 * N4) + (m6 * N3) + (m7 * N2) + (m8 * N1);
        r[0] = c9 & Mask;
        ulong c10 = (a2 * b8) + (a3 * b7) + (a4 * b6) + (a5 * b5) + (a6 * b4) + (a7 * b3) + (a8 * b2) + (c9 >> 29) + (m2 * N8) + (m3 * N7)
            + (m4 * N6) + (m5 * N5) + (m6 * N4) + (m7 * N3) + (m8 * N2);
        r[1] = c10 & Mask;
        ulong c11 = (a3 * b8) + (a4 * b7) + (a5 * b6) + (a6 * b5) + (a7 * b4) + (a8 * b3) + (c10 >> 29) + (m3 * N8) + (m4 * N7) + (m5 * N6)
            + (m6 * N5) + (m7 * N4) + (m8 * N3);
        r[2] = c11 & Mask;
        ulong c12 = (a4 * b8) + (a5 * b7) + (a6 * b6) + (a7 * b5) + (a8 * b4) + (c11 >> 29) + (m4 * N8) + (m5 * N7) + (m6 * N6) + (m7 * N5)
            + (m8 * N4);
        r[3] = c12 & Mask;
        ulong c13 = (a5 * b8) + (a6 * b7) + (a7 * b6) + (a8 * b5) + (c12 >> 29) + (m5 * N8) + (m6 * N7) + (m7 * N6) + (m8 * N5);
        r[4] = c13 & Mask;
        ulong c14 = (a6 * b8) + (a7 * b7) + (a8 * b6) + (c13 >> 29) + (m6 * N8) + (m7 * N7) + (m8 * N6);
        r[5] = c14 & Mask;
        ulong c15 = (a7 * b8) + (a8 * b7) + (c14 >> 29) + (m7 * N8) + (m8 * N7);
        r[6] = c15 & Mask;
        ulong c16 = (a8 * b8) + (c15 >> 29) + (m8 * N8);
        r[7] = c16 & Mask;
        r[8] = (c16 >> 29);
    }
}
