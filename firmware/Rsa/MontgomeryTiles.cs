namespace NfToken.Rsa;

/// <summary>
/// Products of numbers in pieces of 19 limbs of 28 bits, which are 1/1 of a prime of 512 bits, 1/2 of one of 1024, 1/3 of 1536, 1/4 of 2048. Columns
/// gather products of 56 bits without carries: 256 of them fit. Unrolled, because a loop costs the interpreter twice as much as what it does.
/// </summary>
internal static class MontgomeryTiles
{
    /// <summary>Limbs of a tile.</summary>
    public const int Size = 19;

    /// <summary>Bits of a limb.</summary>
    public const int LimbBits = 28;

    /// <summary>A limb of ones.</summary>
    public const ulong Mask = (1ul << LimbBits) - 1;

    /// <summary>c[k…] += a[i…]·b[j…]·factor.</summary>
    /// <param name="c">Columns; 37 are changed.</param>
    /// <param name="k">The first column.</param>
    /// <param name="a">A factor, 19 limbs of which are used.</param>
    /// <param name="i">Its first limb.</param>
    /// <param name="b">The other factor.</param>
    /// <param name="j">Its first limb.</param>
    /// <param name="factor">1, or 2 in squares.</param>
    public static void Multiply(ulong[] c, int k, ulong[] a, int i, ulong[] b, int j, ulong factor)
    {
        ulong a0 = a[i];
        ulong a1 = a[i + 1];
        ulong a2 = a[i + 2];
        ulong a3 = a[i + 3];
        ulong a4 = a[i + 4];
        ulong a5 = a[i + 5];
        ulong a6 = a[i + 6];
        ulong a7 = a[i + 7];
        ulong a8 = a[i + 8];
        ulong a9 = a[i + 9];
        ulong a10 = a[i + 10];
        ulong a11 = a[i + 11];
        ulong a12 = a[i + 12];
        ulong a13 = a[i + 13];
        ulong a14 = a[i + 14];
        ulong a15 = a[i + 15];
        ulong a16 = a[i + 16];
        ulong a17 = a[i + 17];
        ulong a18 = a[i + 18];
        ulong b0 = b[j] * factor;
        ulong b1 = b[j + 1] * factor;
        ulong b2 = b[j + 2] * factor;
        ulong b3 = b[j + 3] * factor;
        ulong b4 = b[j + 4] * factor;
        ulong b5 = b[j + 5] * factor;
        ulong b6 = b[j + 6] * factor;
        ulong b7 = b[j + 7] * factor;
        ulong b8 = b[j + 8] * factor;
        ulong b9 = b[j + 9] * factor;
        ulong b10 = b[j + 10] * factor;
        ulong b11 = b[j + 11] * factor;
        ulong b12 = b[j + 12] * factor;
        ulong b13 = b[j + 13] * factor;
        ulong b14 = b[j + 14] * factor;
        ulong b15 = b[j + 15] * factor;
        ulong b16 = b[j + 16] * factor;
        ulong b17 = b[j + 17] * factor;
        ulong b18 = b[j + 18] * factor;
        c[k] += (a0 * b0);
        c[k + 1] += (a0 * b1) + (a1 * b0);
        c[k + 2] += (a0 * b2) + (a1 * b1) + (a2 * b0);
        c[k + 3] += (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0);
        c[k + 4] += (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0);
        c[k + 5] += (a0 * b5) + (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) + (a5 * b0);
        c[k + 6] += (a0 * b6) + (a1 * b5) + (a2 * b4) + (a3 * b3) + (a4 * b2) + (a5 * b1) + (a6 * b0);
        c[k + 7] += (a0 * b7) + (a1 * b6) + (a2 * b5) + (a3 * b4) + (a4 * b3) + (a5 * b2) + (a6 * b1) + (a7 * b0);
        c[k + 8] += (a0 * b8) + (a1 * b7) + (a2 * b6) + (a3 * b5) + (a4 * b4) + (a5 * b3) + (a6 * b2) + (a7 * b1) + (a8 * b0);
        c[k + 9] += (a0 * b9) + (a1 * b8) + (a2 * b7) + (a3 * b6) + (a4 * b5) + (a5 * b4) + (a6 * b3) + (a7 * b2) + (a8 * b1) + (a9 * b0);
        c[k + 10] += (a0 * b10) + (a1 * b9) + (a2 * b8) + (a3 * b7) + (a4 * b6) + (a5 * b5) + (a6 * b4) + (a7 * b3) + (a8 * b2) + (a9 * b1)
            + (a10 * b0);
        c[k + 11] += (a0 * b11) + (a1 * b10) + (a2 * b9) + (a3 * b8) + (a4 * b7) + (a5 * b6) + (a6 * b5) + (a7 * b4) + (a8 * b3) + (a9 * b2)
            + (a10 * b1) + (a11 * b0);
        c[k + 12] += (a0 * b12) + (a1 * b11) + (a2 * b10) + (a3 * b9) + (a4 * b8) + (a5 * b7) + (a6 * b6) + (a7 * b5) + (a8 * b4) + (a9 * b3)
            + (a10 * b2) + (a11 * b1) + (a12 * b0);
        c[k + 13] += (a0 * b13) + (a1 * b12) + (a2 * b11) + (a3 * b10) + (a4 * b9) + (a5 * b8) + (a6 * b7) + (a7 * b6) + (a8 * b5) + (a9 * b4)
            + (a10 * b3) + (a11 * b2) + (a12 * b1) + (a13 * b0);
        c[k + 14] += (a0 * b14) + (a1 * b13) + (a2 * b12) + (a3 * b11) + (a4 * b10) + (a5 * b9) + (a6 * b8) + (a7 * b7) + (a8 * b6) + (a9 * b5)
            + (a10 * b4) + (a11 * b3) + (a12 * b2) + (a13 * b1) + (a14 * b0);
        c[k + 15] += (a0 * b15) + (a1 * b14) + (a2 * b13) + (a3 * b12) + (a4 * b11) + (a5 * b10) + (a6 * b9) + (a7 * b8) + (a8 * b7) + (a9 * b6)
            + (a10 * b5) + (a11 * b4) + (a12 * b3) + (a13 * b2) + (a14 * b1) + (a15 * b0);
        c[k + 16] += (a0 * b16) + (a1 * b15) + (a2 * b14) + (a3 * b13) + (a4 * b12) + (a5 * b11) + (a6 * b10) + (a7 * b9) + (a8 * b8) + (a9 * b7)
            + (a10 * b6) + (a11 * b5) + (a12 * b4) + (a13 * b3) + (a14 * b2) + (a15 * b1) + (a16 * b0);
        c[k + 17] += (a0 * b17) + (a1 * b16) + (a2 * b15) + (a3 * b14) + (a4 * b13) + (a5 * b12) + (a6 * b11) + (a7 * b10) + (a8 * b9) + (a9 * b8)
            + (a10 * b7) + (a11 * b6) + (a12 * b5) + (a13 * b4) + (a14 * b3) + (a15 * b2) + (a16 * b1) + (a17 * b0);
        c[k + 18] += (a0 * b18) + (a1 * b17) + (a2 * b16) + (a3 * b15) + (a4 * b14) + (a5 * b13) + (a6 * b12) + (a7 * b11) + (a8 * b10) + (a9 * b9)
            + (a10 * b8) + (a11 * b7) + (a12 * b6) + (a13 * b5) + (a14 * b4) + (a15 * b3) + (a16 * b2) + (a17 * b1) + (a18 * b0);
        c[k + 19] += (a1 * b18) + (a2 * b17) + (a3 * b16) + (a4 * b15) + (a5 * b14) + (a6 * b13) + (a7 * b12) + (a8 * b11) + (a9 * b10) + (a10 * b9)
            + (a11 * b8) + (a12 * b7) + (a13 * b6) + (a14 * b5) + (a15 * b4) + (a16 * b3) + (a17 * b2) + (a18 * b1);
        c[k + 20] += (a2 * b18) + (a3 * b17) + (a4 * b16) + (a5 * b15) + (a6 * b14) + (a7 * b13) + (a8 * b12) + (a9 * b11) + (a10 * b10) + (a11 * b9)
            + (a12 * b8) + (a13 * b7) + (a14 * b6) + (a15 * b5) + (a16 * b4) + (a17 * b3) + (a18 * b2);
        c[k + 21] += (a3 * b18) + (a4 * b17) + (a5 * b16) + (a6 * b15) + (a7 * b14) + (a8 * b13) + (a9 * b12) + (a10 * b11) + (a11 * b10) + (a12 * b9)
            + (a13 * b8) + (a14 * b7) + (a15 * b6) + (a16 * b5) + (a17 * b4) + (a18 * b3);
        c[k + 22] += (a4 * b18) + (a5 * b17) + (a6 * b16) + (a7 * b15) + (a8 * b14) + (a9 * b13) + (a10 * b12) + (a11 * b11) + (a12 * b10)
            + (a13 * b9) + (a14 * b8) + (a15 * b7) + (a16 * b6) + (a17 * b5) + (a18 * b4);
        c[k + 23] += (a5 * b18) + (a6 * b17) + (a7 * b16) + (a8 * b15) + (a9 * b14) + (a10 * b13) + (a11 * b12) + (a12 * b11) + (a13 * b10)
            + (a14 * b9) + (a15 * b8) + (a16 * b7) + (a17 * b6) + (a18 * b5);
        c[k + 24] += (a6 * b18) + (a7 * b17) + (a8 * b16) + (a9 * b15) + (a10 * b14) + (a11 * b13) + (a12 * b12) + (a13 * b11) + (a14 * b10)
            + (a15 * b9) + (a16 * b8) + (a17 * b7) + (a18 * b6);
        c[k + 25] += (a7 * b18) + (a8 * b17) + (a9 * b16) + (a10 * b15) + (a11 * b14) + (a12 * b13) + (a13 * b12) + (a14 * b11) + (a15 * b10)
            + (a16 * b9) + (a17 * b8) + (a18 * b7);
        c[k + 26] += (a8 * b18) + (a9 * b17) + (a10 * b16) + (a11 * b15) + (a12 * b14) + (a13 * b13) + (a14 * b12) + (a15 * b11) + (a16 * b10)
            + (a17 * b9) + (a18 * b8);
        c[k + 27] += (a9 * b18) + (a10 * b17) + (a11 * b16) + (a12 * b15) + (a13 * b14) + (a14 * b13) + (a15 * b12) + (a16 * b11) + (a17 * b10)
            + (a18 * b9);
        c[k + 28] += (a10 * b18) + (a11 * b17) + (a12 * b16) + (a13 * b15) + (a14 * b14) + (a15 * b13) + (a16 * b12) + (a17 * b11) + (a18 * b10);
        c[k + 29] += (a11 * b18) + (a12 * b17) + (a13 * b16) + (a14 * b15) + (a15 * b14) + (a16 * b13) + (a17 * b12) + (a18 * b11);
        c[k + 30] += (a12 * b18) + (a13 * b17) + (a14 * b16) + (a15 * b15) + (a16 * b14) + (a17 * b13) + (a18 * b12);
        c[k + 31] += (a13 * b18) + (a14 * b17) + (a15 * b16) + (a16 * b15) + (a17 * b14) + (a18 * b13);
        c[k + 32] += (a14 * b18) + (a15 * b17) + (a16 * b16) + (a17 * b15) + (a18 * b14);
        c[k + 33] += (a15 * b18) + (a16 * b17) + (a17 * b16) + (a18 * b15);
        c[k + 34] += (a16 * b18) + (a17 * b17) + (a18 * b16);
        c[k + 35] += (a17 * b18) + (a18 * b17);
        c[k + 36] += (a18 * b18);
    }

    /// <summary>c[k…] += a[i…]².</summary>
    /// <param name="c">Columns; 37 are changed.</param>
    /// <param name="k">The first column.</param>
    /// <param name="a">The number, 19 limbs of which are used.</param>
    /// <param name="i">Its first limb.</param>
    public static void Square(ulong[] c, int k, ulong[] a, int i)
    {
        ulong a0 = a[i];
        ulong a1 = a[i + 1];
        ulong a2 = a[i + 2];
        ulong a3 = a[i + 3];
        ulong a4 = a[i + 4];
        ulong a5 = a[i + 5];
        ulong a6 = a[i + 6];
        ulong a7 = a[i + 7];
        ulong a8 = a[i + 8];
        ulong a9 = a[i + 9];
        ulong a10 = a[i + 10];
        ulong a11 = a[i + 11];
        ulong a12 = a[i + 12];
        ulong a13 = a[i + 13];
        ulong a14 = a[i + 14];
        ulong a15 = a[i + 15];
        ulong a16 = a[i + 16];
        ulong a17 = a[i + 17];
        ulong a18 = a[i + 18];
        c[k] += (a0 * a0);
        c[k + 1] += (((a0 * a1)) << 1);
        c[k + 2] += (a1 * a1) + (((a0 * a2)) << 1);
        c[k + 3] += (((a0 * a3) + (a1 * a2)) << 1);
        c[k + 4] += (a2 * a2) + (((a0 * a4) + (a1 * a3)) << 1);
        c[k + 5] += (((a0 * a5) + (a1 * a4) + (a2 * a3)) << 1);
        c[k + 6] += (a3 * a3) + (((a0 * a6) + (a1 * a5) + (a2 * a4)) << 1);
        c[k + 7] += (((a0 * a7) + (a1 * a6) + (a2 * a5) + (a3 * a4)) << 1);
        c[k + 8] += (a4 * a4) + (((a0 * a8) + (a1 * a7) + (a2 * a6) + (a3 * a5)) << 1);
        c[k + 9] += (((a0 * a9) + (a1 * a8) + (a2 * a7) + (a3 * a6) + (a4 * a5)) << 1);
        c[k + 10] += (a5 * a5) + (((a0 * a10) + (a1 * a9) + (a2 * a8) + (a3 * a7) + (a4 * a6)) << 1);
        c[k + 11] += (((a0 * a11) + (a1 * a10) + (a2 * a9) + (a3 * a8) + (a4 * a7) + (a5 * a6)) << 1);
        c[k + 12] += (a6 * a6) + (((a0 * a12) + (a1 * a11) + (a2 * a10) + (a3 * a9) + (a4 * a8) + (a5 * a7)) << 1);
        c[k + 13] += (((a0 * a13) + (a1 * a12) + (a2 * a11) + (a3 * a10) + (a4 * a9) + (a5 * a8) + (a6 * a7)) << 1);
        c[k + 14] += (a7 * a7) + (((a0 * a14) + (a1 * a13) + (a2 * a12) + (a3 * a11) + (a4 * a10) + (a5 * a9) + (a6 * a8)) << 1);
        c[k + 15] += (((a0 * a15) + (a1 * a14) + (a2 * a13) + (a3 * a12) + (a4 * a11) + (a5 * a10) + (a6 * a9) + (a7 * a8)) << 1);
        c[k + 16] += (a8 * a8) + (((a0 * a16) + (a1 * a15) + (a2 * a14) + (a3 * a13) + (a4 * a12) + (a5 * a11) + (a6 * a10) + (a7 * a9)) << 1);
        c[k + 17] += (((a0 * a17) + (a1 * a16) + (a2 * a15) + (a3 * a14) + (a4 * a13) + (a5 * a12) + (a6 * a11) + (a7 * a10) + (a8 * a9)) << 1);
        c[k + 18] += (a9 * a9) + (((a0 * a18) + (a1 * a17) + (a2 * a16) + (a3 * a15) + (a4 * a14) + (a5 * a13) + (a6 * a12) + (a7 * a11) + (a8 * a10)) << 1);
        c[k + 19] += (((a1 * a18) + (a2 * a17) + (a3 * a16) + (a4 * a15) + (a5 * a14) + (a6 * a13) + (a7 * a12) + (a8 * a11) + (a9 * a10)) << 1);
        c[k + 20] += (a10 * a10) + (((a2 * a18) + (a3 * a17) + (a4 * a16) + (a5 * a15) + (a6 * a14) + (a7 * a13) + (a8 * a12) + (a9 * a11)) << 1);
        c[k + 21] += (((a3 * a18) + (a4 * a17) + (a5 * a16) + (a6 * a15) + (a7 * a14) + (a8 * a13) + (a9 * a12) + (a10 * a11)) << 1);
        c[k + 22] += (a11 * a11) + (((a4 * a18) + (a5 * a17) + (a6 * a16) + (a7 * a15) + (a8 * a14) + (a9 * a13) + (a10 * a12)) << 1);
        c[k + 23] += (((a5 * a18) + (a6 * a17) + (a7 * a16) + (a8 * a15) + (a9 * a14) + (a10 * a13) + (a11 * a12)) << 1);
        c[k + 24] += (a12 * a12) + (((a6 * a18) + (a7 * a17) + (a8 * a16) + (a9 * a15) + (a10 * a14) + (a11 * a13)) << 1);
        c[k + 25] += (((a7 * a18) + (a8 * a17) + (a9 * a16) + (a10 * a15) + (a11 * a14) + (a12 * a13)) << 1);
        c[k + 26] += (a13 * a13) + (((a8 * a18) + (a9 * a17) + (a10 * a16) + (a11 * a15) + (a12 * a14)) << 1);
        c[k + 27] += (((a9 * a18) + (a10 * a17) + (a11 * a16) + (a12 * a15) + (a13 * a14)) << 1);
        c[k + 28] += (a14 * a14) + (((a10 * a18) + (a11 * a17) + (a12 * a16) + (a13 * a15)) << 1);
        c[k + 29] += (((a11 * a18) + (a12 * a17) + (a13 * a16) + (a14 * a15)) << 1);
        c[k + 30] += (a15 * a15) + (((a12 * a18) + (a13 * a17) + (a14 * a16)) << 1);
        c[k + 31] += (((a13 * a18) + (a14 * a17) + (a15 * a16)) << 1);
        c[k + 32] += (a16 * a16) + (((a14 * a18) + (a15 * a17)) << 1);
        c[k + 33] += (((a15 * a18) + (a16 * a17)) << 1);
        c[k + 34] += (a17 * a17) + (((a16 * a18)) << 1);
        c[k + 35] += (((a17 * a18)) << 1);
        c[k + 36] += (a18 * a18);
    }

    /// <summary>
    /// Adds the multiple of the modulus's lowest tile that makes columns k to k + 18 zero modulo 2^532; what they exceed it by is carried to column k + 19,
    /// and they are left as they are, not to be looked at again.
    /// </summary>
    /// <param name="c">Columns.</param>
    /// <param name="k">The first column.</param>
    /// <param name="n">The modulus.</param>
    /// <param name="negativeInverse">-1/n modulo 2^28.</param>
    /// <param name="m">Takes the 19 limbs of the multiple.</param>
    public static void Reduce(ulong[] c, int k, ulong[] n, ulong negativeInverse, ulong[] m)
    {
        ulong n0 = n[0];
        ulong n1 = n[1];
        ulong n2 = n[2];
        ulong n3 = n[3];
        ulong n4 = n[4];
        ulong n5 = n[5];
        ulong n6 = n[6];
        ulong n7 = n[7];
        ulong n8 = n[8];
        ulong n9 = n[9];
        ulong n10 = n[10];
        ulong n11 = n[11];
        ulong n12 = n[12];
        ulong n13 = n[13];
        ulong n14 = n[14];
        ulong n15 = n[15];
        ulong n16 = n[16];
        ulong n17 = n[17];
        ulong n18 = n[18];
        ulong t = c[k];
        ulong m0 = (t * negativeInverse) & Mask;
        m[0] = m0;
        t += m0 * n0;
        t = c[k + 1] + (t >> LimbBits) + (m0 * n1);
        ulong m1 = (t * negativeInverse) & Mask;
        m[1] = m1;
        t += m1 * n0;
        t = c[k + 2] + (t >> LimbBits) + (m0 * n2) + (m1 * n1);
        ulong m2 = (t * negativeInverse) & Mask;
        m[2] = m2;
        t += m2 * n0;
        t = c[k + 3] + (t >> LimbBits) + (m0 * n3) + (m1 * n2) + (m2 * n1);
        ulong m3 = (t * negativeInverse) & Mask;
        m[3] = m3;
        t += m3 * n0;
        t = c[k + 4] + (t >> LimbBits) + (m0 * n4) + (m1 * n3) + (m2 * n2) + (m3 * n1);
        ulong m4 = (t * negativeInverse) & Mask;
        m[4] = m4;
        t += m4 * n0;
        t = c[k + 5] + (t >> LimbBits) + (m0 * n5) + (m1 * n4) + (m2 * n3) + (m3 * n2) + (m4 * n1);
        ulong m5 = (t * negativeInverse) & Mask;
        m[5] = m5;
        t += m5 * n0;
        t = c[k + 6] + (t >> LimbBits) + (m0 * n6) + (m1 * n5) + (m2 * n4) + (m3 * n3) + (m4 * n2) + (m5 * n1);
        ulong m6 = (t * negativeInverse) & Mask;
        m[6] = m6;
        t += m6 * n0;
        t = c[k + 7] + (t >> LimbBits) + (m0 * n7) + (m1 * n6) + (m2 * n5) + (m3 * n4) + (m4 * n3) + (m5 * n2) + (m6 * n1);
        ulong m7 = (t * negativeInverse) & Mask;
        m[7] = m7;
        t += m7 * n0;
        t = c[k + 8] + (t >> LimbBits) + (m0 * n8) + (m1 * n7) + (m2 * n6) + (m3 * n5) + (m4 * n4) + (m5 * n3) + (m6 * n2) + (m7 * n1);
        ulong m8 = (t * negativeInverse) & Mask;
        m[8] = m8;
        t += m8 * n0;
        t = c[k + 9] + (t >> LimbBits) + (m0 * n9) + (m1 * n8) + (m2 * n7) + (m3 * n6) + (m4 * n5) + (m5 * n4) + (m6 * n3) + (m7 * n2) + (m8 * n1);
        ulong m9 = (t * negativeInverse) & Mask;
        m[9] = m9;
        t += m9 * n0;
        t = c[k + 10] + (t >> LimbBits) + (m0 * n10) + (m1 * n9) + (m2 * n8) + (m3 * n7) + (m4 * n6) + (m5 * n5) + (m6 * n4) + (m7 * n3) + (m8 * n2)
            + (m9 * n1);
        ulong m10 = (t * negativeInverse) & Mask;
        m[10] = m10;
        t += m10 * n0;
        t = c[k + 11] + (t >> LimbBits) + (m0 * n11) + (m1 * n10) + (m2 * n9) + (m3 * n8) + (m4 * n7) + (m5 * n6) + (m6 * n5) + (m7 * n4) + (m8 * n3)
            + (m9 * n2) + (m10 * n1);
        ulong m11 = (t * negativeInverse) & Mask;
        m[11] = m11;
        t += m11 * n0;
        t = c[k + 12] + (t >> LimbBits) + (m0 * n12) + (m1 * n11) + (m2 * n10) + (m3 * n9) + (m4 * n8) + (m5 * n7) + (m6 * n6) + (m7 * n5) + (m8 * n4)
            + (m9 * n3) + (m10 * n2) + (m11 * n1);
        ulong m12 = (t * negativeInverse) & Mask;
        m[12] = m12;
        t += m12 * n0;
        t = c[k + 13] + (t >> LimbBits) + (m0 * n13) + (m1 * n12) + (m2 * n11) + (m3 * n10) + (m4 * n9) + (m5 * n8) + (m6 * n7) + (m7 * n6)
            + (m8 * n5) + (m9 * n4) + (m10 * n3) + (m11 * n2) + (m12 * n1);
        ulong m13 = (t * negativeInverse) & Mask;
        m[13] = m13;
        t += m13 * n0;
        t = c[k + 14] + (t >> LimbBits) + (m0 * n14) + (m1 * n13) + (m2 * n12) + (m3 * n11) + (m4 * n10) + (m5 * n9) + (m6 * n8) + (m7 * n7)
            + (m8 * n6) + (m9 * n5) + (m10 * n4) + (m11 * n3) + (m12 * n2) + (m13 * n1);
        ulong m14 = (t * negativeInverse) & Mask;
        m[14] = m14;
        t += m14 * n0;
        t = c[k + 15] + (t >> LimbBits) + (m0 * n15) + (m1 * n14) + (m2 * n13) + (m3 * n12) + (m4 * n11) + (m5 * n10) + (m6 * n9) + (m7 * n8)
            + (m8 * n7) + (m9 * n6) + (m10 * n5) + (m11 * n4) + (m12 * n3) + (m13 * n2) + (m14 * n1);
        ulong m15 = (t * negativeInverse) & Mask;
        m[15] = m15;
        t += m15 * n0;
        t = c[k + 16] + (t >> LimbBits) + (m0 * n16) + (m1 * n15) + (m2 * n14) + (m3 * n13) + (m4 * n12) + (m5 * n11) + (m6 * n10) + (m7 * n9)
            + (m8 * n8) + (m9 * n7) + (m10 * n6) + (m11 * n5) + (m12 * n4) + (m13 * n3) + (m14 * n2) + (m15 * n1);
        ulong m16 = (t * negativeInverse) & Mask;
        m[16] = m16;
        t += m16 * n0;
        t = c[k + 17] + (t >> LimbBits) + (m0 * n17) + (m1 * n16) + (m2 * n15) + (m3 * n14) + (m4 * n13) + (m5 * n12) + (m6 * n11) + (m7 * n10)
            + (m8 * n9) + (m9 * n8) + (m10 * n7) + (m11 * n6) + (m12 * n5) + (m13 * n4) + (m14 * n3) + (m15 * n2) + (m16 * n1);
        ulong m17 = (t * negativeInverse) & Mask;
        m[17] = m17;
        t += m17 * n0;
        t = c[k + 18] + (t >> LimbBits) + (m0 * n18) + (m1 * n17) + (m2 * n16) + (m3 * n15) + (m4 * n14) + (m5 * n13) + (m6 * n12) + (m7 * n11)
            + (m8 * n10) + (m9 * n9) + (m10 * n8) + (m11 * n7) + (m12 * n6) + (m13 * n5) + (m14 * n4) + (m15 * n3) + (m16 * n2) + (m17 * n1);
        ulong m18 = (t * negativeInverse) & Mask;
        m[18] = m18;
        t += m18 * n0;
        c[k + 19] += (t >> LimbBits) + (m1 * n18) + (m2 * n17) + (m3 * n16) + (m4 * n15) + (m5 * n14) + (m6 * n13) + (m7 * n12) + (m8 * n11)
            + (m9 * n10) + (m10 * n9) + (m11 * n8) + (m12 * n7) + (m13 * n6) + (m14 * n5) + (m15 * n4) + (m16 * n3) + (m17 * n2) + (m18 * n1);
        c[k + 20] += (m2 * n18) + (m3 * n17) + (m4 * n16) + (m5 * n15) + (m6 * n14) + (m7 * n13) + (m8 * n12) + (m9 * n11) + (m10 * n10) + (m11 * n9)
            + (m12 * n8) + (m13 * n7) + (m14 * n6) + (m15 * n5) + (m16 * n4) + (m17 * n3) + (m18 * n2);
        c[k + 21] += (m3 * n18) + (m4 * n17) + (m5 * n16) + (m6 * n15) + (m7 * n14) + (m8 * n13) + (m9 * n12) + (m10 * n11) + (m11 * n10) + (m12 * n9)
            + (m13 * n8) + (m14 * n7) + (m15 * n6) + (m16 * n5) + (m17 * n4) + (m18 * n3);
        c[k + 22] += (m4 * n18) + (m5 * n17) + (m6 * n16) + (m7 * n15) + (m8 * n14) + (m9 * n13) + (m10 * n12) + (m11 * n11) + (m12 * n10)
            + (m13 * n9) + (m14 * n8) + (m15 * n7) + (m16 * n6) + (m17 * n5) + (m18 * n4);
        c[k + 23] += (m5 * n18) + (m6 * n17) + (m7 * n16) + (m8 * n15) + (m9 * n14) + (m10 * n13) + (m11 * n12) + (m12 * n11) + (m13 * n10)
            + (m14 * n9) + (m15 * n8) + (m16 * n7) + (m17 * n6) + (m18 * n5);
        c[k + 24] += (m6 * n18) + (m7 * n17) + (m8 * n16) + (m9 * n15) + (m10 * n14) + (m11 * n13) + (m12 * n12) + (m13 * n11) + (m14 * n10)
            + (m15 * n9) + (m16 * n8) + (m17 * n7) + (m18 * n6);
        c[k + 25] += (m7 * n18) + (m8 * n17) + (m9 * n16) + (m10 * n15) + (m11 * n14) + (m12 * n13) + (m13 * n12) + (m14 * n11) + (m15 * n10)
            + (m16 * n9) + (m17 * n8) + (m18 * n7);
        c[k + 26] += (m8 * n18) + (m9 * n17) + (m10 * n16) + (m11 * n15) + (m12 * n14) + (m13 * n13) + (m14 * n12) + (m15 * n11) + (m16 * n10)
            + (m17 * n9) + (m18 * n8);
        c[k + 27] += (m9 * n18) + (m10 * n17) + (m11 * n16) + (m12 * n15) + (m13 * n14) + (m14 * n13) + (m15 * n12) + (m16 * n11) + (m17 * n10)
            + (m18 * n9);
        c[k + 28] += (m10 * n18) + (m11 * n17) + (m12 * n16) + (m13 * n15) + (m14 * n14) + (m15 * n13) + (m16 * n12) + (m17 * n11) + (m18 * n10);
        c[k + 29] += (m11 * n18) + (m12 * n17) + (m13 * n16) + (m14 * n15) + (m15 * n14) + (m16 * n13) + (m17 * n12) + (m18 * n11);
        c[k + 30] += (m12 * n18) + (m13 * n17) + (m14 * n16) + (m15 * n15) + (m16 * n14) + (m17 * n13) + (m18 * n12);
        c[k + 31] += (m13 * n18) + (m14 * n17) + (m15 * n16) + (m16 * n15) + (m17 * n14) + (m18 * n13);
        c[k + 32] += (m14 * n18) + (m15 * n17) + (m16 * n16) + (m17 * n15) + (m18 * n14);
        c[k + 33] += (m15 * n18) + (m16 * n17) + (m17 * n16) + (m18 * n15);
        c[k + 34] += (m16 * n18) + (m17 * n17) + (m18 * n16);
        c[k + 35] += (m17 * n18) + (m18 * n17);
        c[k + 36] += (m18 * n18);
    }
}
