namespace NfToken.Cryptography;

/// <summary>
/// Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the field of P-256, made for an interpreter in which every IL instruction
/// costs the same: nine limbs of 29 bits in locals of 64, one expression a column, and carries only where they must be.
/// </summary>
/// <remarks>
/// <para>An element x is kept as x·R modulo p with R = 2^261 (Montgomery), limb i having the weight 2^(29·i). Since p = -1 modulo 2^96,
/// a Montgomery digit is just the low limb, and its product with p is four shifted terms.</para>
/// <para>Limbs are <em>tight</em> when limbs 0 to 7 are below 2^29 and the value is below 7p. All functions take and give tight elements,
/// except the lazy ones, whose results may go into one <see cref="Multiply"/> or <see cref="Square"/> and nowhere else: a column has
/// nine products, the largest 12.5·2^60 for two lazy differences, and the Montgomery terms add less than 2^59.</para>
/// <para>No function has a branch or an index that depends on an element. Results may overwrite operands.</para>
/// </remarks>
internal static class P256Field
{
    /// <summary>Limbs of an element.</summary>
    public const int Limbs = 9;

    private const ulong Mask = (1ul << 29) - 1;
    private const ulong TopMask = (1ul << 24) - 1;

    // 2^256 - 2^224 as limbs 7 and 8, without a negative one.
    private const ulong Fold7 = (1ul << 29) - (1ul << 21);
    private const ulong Fold8 = (1ul << 24) - 1;

    // 8p with 2^30 moved down from each limb to the one below: exceeds any tight element limb by limb.
    private const ulong Bias0 = 0x5FFFFFF8;
    private const ulong Bias1 = 0x5FFFFFFD;
    private const ulong Bias2 = 0x5FFFFFFD;
    private const ulong Bias3 = 0x40000FFD;
    private const ulong Bias4 = 0x3FFFFFFE;
    private const ulong Bias5 = 0x3FFFFFFE;
    private const ulong Bias6 = 0x401FFFFE;
    private const ulong Bias7 = 0x5EFFFFFE;
    private const ulong Bias8 = 0x7FFFFFD;

    // 8p with 2^29 moved down, for lazy differences.
    private const ulong Lazy0 = 0x3FFFFFF8;
    private const ulong Lazy1 = 0x3FFFFFFE;
    private const ulong Lazy2 = 0x3FFFFFFE;
    private const ulong Lazy3 = 0x20000FFE;
    private const ulong Lazy4 = 0x1FFFFFFF;
    private const ulong Lazy5 = 0x1FFFFFFF;
    private const ulong Lazy6 = 0x201FFFFF;
    private const ulong Lazy7 = 0x3EFFFFFF;
    private const ulong Lazy8 = 0x7FFFFFE;

    // 24p with 2^31 moved down.
    private const ulong Wide0 = 0x9FFFFFE8;
    private const ulong Wide1 = 0x9FFFFFFB;
    private const ulong Wide2 = 0x9FFFFFFB;
    private const ulong Wide3 = 0x80002FFB;
    private const ulong Wide4 = 0x7FFFFFFC;
    private const ulong Wide5 = 0x7FFFFFFC;
    private const ulong Wide6 = 0x805FFFFC;
    private const ulong Wide7 = 0x9CFFFFFC;
    private const ulong Wide8 = 0x17FFFFFB;

    // 3p with 2^30 moved down.
    private const ulong Twice0 = 0x5FFFFFFD;
    private const ulong Twice1 = 0x5FFFFFFD;
    private const ulong Twice2 = 0x5FFFFFFD;
    private const ulong Twice3 = 0x400005FD;
    private const ulong Twice4 = 0x3FFFFFFE;
    private const ulong Twice5 = 0x3FFFFFFE;
    private const ulong Twice6 = 0x400BFFFE;
    private const ulong Twice7 = 0x5F9FFFFE;
    private const ulong Twice8 = 0x2FFFFFD;

    // p.
    private const ulong P0 = 0x1FFFFFFF;
    private const ulong P1 = 0x1FFFFFFF;
    private const ulong P2 = 0x1FFFFFFF;
    private const ulong P3 = 0x1FF;
    private const ulong P4 = 0x0;
    private const ulong P5 = 0x0;
    private const ulong P6 = 0x40000;
    private const ulong P7 = 0x1FE00000;
    private const ulong P8 = 0xFFFFFF;

    /// <summary>The Montgomery product r = a·b/R.</summary>
    public static void Multiply(ulong[] r, ulong[] a, ulong[] b)
    {
        ulong mask = Mask;
        ulong fold7 = Fold7;
        ulong fold8 = Fold8;
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
        ulong m0 = c0 & mask;
        ulong c1 = (a0 * b1) + (a1 * b0) + (c0 >> 29);
        ulong m1 = c1 & mask;
        ulong c2 = (a0 * b2) + (a1 * b1) + (a2 * b0) + (c1 >> 29);
        ulong m2 = c2 & mask;
        ulong c3 = (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (c2 >> 29) + (m0 << 9);
        ulong m3 = c3 & mask;
        ulong c4 = (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) + (c3 >> 29) + (m1 << 9);
        ulong m4 = c4 & mask;
        ulong c5 = (a0 * b5) + (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) + (a5 * b0) + (c4 >> 29) + (m2 << 9);
        ulong m5 = c5 & mask;
        ulong c6 = (a0 * b6) + (a1 * b5) + (a2 * b4) + (a3 * b3) + (a4 * b2) + (a5 * b1) + (a6 * b0) + (c5 >> 29) + (m3 << 9) + (m0 << 18);
        ulong m6 = c6 & mask;
        ulong c7 = (a0 * b7) + (a1 * b6) + (a2 * b5) + (a3 * b4) + (a4 * b3) + (a5 * b2) + (a6 * b1) + (a7 * b0) + (c6 >> 29) + (m4 << 9)
            + (m1 << 18) + (m0 * fold7);
        ulong m7 = c7 & mask;
        ulong c8 = (a0 * b8) + (a1 * b7) + (a2 * b6) + (a3 * b5) + (a4 * b4) + (a5 * b3) + (a6 * b2) + (a7 * b1) + (a8 * b0) + (c7 >> 29)
            + (m5 << 9) + (m2 << 18) + (m1 * fold7) + (m0 * fold8);
        ulong m8 = c8 & mask;
        ulong c9 = (a1 * b8) + (a2 * b7) + (a3 * b6) + (a4 * b5) + (a5 * b4) + (a6 * b3) + (a7 * b2) + (a8 * b1) + (c8 >> 29) + (m6 << 9)
            + (m3 << 18) + (m2 * fold7) + (m1 * fold8);
        r[0] = c9 & mask;
        ulong c10 = (a2 * b8) + (a3 * b7) + (a4 * b6) + (a5 * b5) + (a6 * b4) + (a7 * b3) + (a8 * b2) + (c9 >> 29) + (m7 << 9) + (m4 << 18)
            + (m3 * fold7) + (m2 * fold8);
        r[1] = c10 & mask;
        ulong c11 = (a3 * b8) + (a4 * b7) + (a5 * b6) + (a6 * b5) + (a7 * b4) + (a8 * b3) + (c10 >> 29) + (m8 << 9) + (m5 << 18) + (m4 * fold7)
            + (m3 * fold8);
        r[2] = c11 & mask;
        ulong c12 = (a4 * b8) + (a5 * b7) + (a6 * b6) + (a7 * b5) + (a8 * b4) + (c11 >> 29) + (m6 << 18) + (m5 * fold7) + (m4 * fold8);
        r[3] = c12 & mask;
        ulong c13 = (a5 * b8) + (a6 * b7) + (a7 * b6) + (a8 * b5) + (c12 >> 29) + (m7 << 18) + (m6 * fold7) + (m5 * fold8);
        r[4] = c13 & mask;
        ulong c14 = (a6 * b8) + (a7 * b7) + (a8 * b6) + (c13 >> 29) + (m8 << 18) + (m7 * fold7) + (m6 * fold8);
        r[5] = c14 & mask;
        ulong c15 = (a7 * b8) + (a8 * b7) + (c14 >> 29) + (m8 * fold7) + (m7 * fold8);
        r[6] = c15 & mask;
        ulong c16 = (a8 * b8) + (c15 >> 29) + (m8 * fold8);
        r[7] = c16 & mask;
        r[8] = c16 >> 29;
    }

    /// <summary>The Montgomery square r = a·a/R.</summary>
    public static void Square(ulong[] r, ulong[] a)
    {
        ulong mask = Mask;
        ulong fold7 = Fold7;
        ulong fold8 = Fold8;
        ulong a8 = a[8];
        ulong a7 = a[7];
        ulong a6 = a[6];
        ulong a5 = a[5];
        ulong a4 = a[4];
        ulong a3 = a[3];
        ulong a2 = a[2];
        ulong a1 = a[1];
        ulong a0 = a[0];
        ulong d0 = a0 << 1;
        ulong d1 = a1 << 1;
        ulong d2 = a2 << 1;
        ulong d3 = a3 << 1;
        ulong d4 = a4 << 1;
        ulong d5 = a5 << 1;
        ulong d6 = a6 << 1;
        ulong d7 = a7 << 1;
        ulong c0 = (a0 * a0);
        ulong m0 = c0 & mask;
        ulong c1 = (d0 * a1) + (c0 >> 29);
        ulong m1 = c1 & mask;
        ulong c2 = (d0 * a2) + (a1 * a1) + (c1 >> 29);
        ulong m2 = c2 & mask;
        ulong c3 = (d0 * a3) + (d1 * a2) + (c2 >> 29) + (m0 << 9);
        ulong m3 = c3 & mask;
        ulong c4 = (d0 * a4) + (d1 * a3) + (a2 * a2) + (c3 >> 29) + (m1 << 9);
        ulong m4 = c4 & mask;
        ulong c5 = (d0 * a5) + (d1 * a4) + (d2 * a3) + (c4 >> 29) + (m2 << 9);
        ulong m5 = c5 & mask;
        ulong c6 = (d0 * a6) + (d1 * a5) + (d2 * a4) + (a3 * a3) + (c5 >> 29) + (m3 << 9) + (m0 << 18);
        ulong m6 = c6 & mask;
        ulong c7 = (d0 * a7) + (d1 * a6) + (d2 * a5) + (d3 * a4) + (c6 >> 29) + (m4 << 9) + (m1 << 18) + (m0 * fold7);
        ulong m7 = c7 & mask;
        ulong c8 = (d0 * a8) + (d1 * a7) + (d2 * a6) + (d3 * a5) + (a4 * a4) + (c7 >> 29) + (m5 << 9) + (m2 << 18) + (m1 * fold7) + (m0 * fold8);
        ulong m8 = c8 & mask;
        ulong c9 = (d1 * a8) + (d2 * a7) + (d3 * a6) + (d4 * a5) + (c8 >> 29) + (m6 << 9) + (m3 << 18) + (m2 * fold7) + (m1 * fold8);
        r[0] = c9 & mask;
        ulong c10 = (d2 * a8) + (d3 * a7) + (d4 * a6) + (a5 * a5) + (c9 >> 29) + (m7 << 9) + (m4 << 18) + (m3 * fold7) + (m2 * fold8);
        r[1] = c10 & mask;
        ulong c11 = (d3 * a8) + (d4 * a7) + (d5 * a6) + (c10 >> 29) + (m8 << 9) + (m5 << 18) + (m4 * fold7) + (m3 * fold8);
        r[2] = c11 & mask;
        ulong c12 = (d4 * a8) + (d5 * a7) + (a6 * a6) + (c11 >> 29) + (m6 << 18) + (m5 * fold7) + (m4 * fold8);
        r[3] = c12 & mask;
        ulong c13 = (d5 * a8) + (d6 * a7) + (c12 >> 29) + (m7 << 18) + (m6 * fold7) + (m5 * fold8);
        r[4] = c13 & mask;
        ulong c14 = (d6 * a8) + (a7 * a7) + (c13 >> 29) + (m8 << 18) + (m7 * fold7) + (m6 * fold8);
        r[5] = c14 & mask;
        ulong c15 = (d7 * a8) + (c14 >> 29) + (m8 * fold7) + (m7 * fold8);
        r[6] = c15 & mask;
        ulong c16 = (a8 * a8) + (c15 >> 29) + (m8 * fold8);
        r[7] = c16 & mask;
        r[8] = c16 >> 29;
    }

    /// <summary>The difference of two Montgomery products, r = (a·b - c·d)/R, with one reduction: a and b tight or lazy, c and d tight.</summary>
    public static void MultiplySubtract(ulong[] r, ulong[] a, ulong[] b, ulong[] c, ulong[] d)
    {
        ulong mask = Mask;
        ulong fold7 = Fold7;
        ulong fold8 = Fold8;
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
        ulong e8 = c[8];
        ulong e7 = c[7];
        ulong e6 = c[6];
        ulong e5 = c[5];
        ulong e4 = c[4];
        ulong e3 = c[3];
        ulong e2 = c[2];
        ulong e1 = c[1];
        ulong e0 = c[0];
        ulong f8 = Lazy8 - d[8];
        ulong f7 = Lazy7 - d[7];
        ulong f6 = Lazy6 - d[6];
        ulong f5 = Lazy5 - d[5];
        ulong f4 = Lazy4 - d[4];
        ulong f3 = Lazy3 - d[3];
        ulong f2 = Lazy2 - d[2];
        ulong f1 = Lazy1 - d[1];
        ulong f0 = Lazy0 - d[0];
        ulong c0 = (a0 * b0) + (e0 * f0);
        ulong m0 = c0 & mask;
        ulong c1 = (a0 * b1) + (e0 * f1) + (a1 * b0) + (e1 * f0) + (c0 >> 29);
        ulong m1 = c1 & mask;
        ulong c2 = (a0 * b2) + (e0 * f2) + (a1 * b1) + (e1 * f1) + (a2 * b0) + (e2 * f0) + (c1 >> 29);
        ulong m2 = c2 & mask;
        ulong c3 = (a0 * b3) + (e0 * f3) + (a1 * b2) + (e1 * f2) + (a2 * b1) + (e2 * f1) + (a3 * b0) + (e3 * f0) + (c2 >> 29) + (m0 << 9);
        ulong m3 = c3 & mask;
        ulong c4 = (a0 * b4) + (e0 * f4) + (a1 * b3) + (e1 * f3) + (a2 * b2) + (e2 * f2) + (a3 * b1) + (e3 * f1) + (a4 * b0) + (e4 * f0)
            + (c3 >> 29) + (m1 << 9);
        ulong m4 = c4 & mask;
        ulong c5 = (a0 * b5) + (e0 * f5) + (a1 * b4) + (e1 * f4) + (a2 * b3) + (e2 * f3) + (a3 * b2) + (e3 * f2) + (a4 * b1) + (e4 * f1)
            + (a5 * b0) + (e5 * f0) + (c4 >> 29) + (m2 << 9);
        ulong m5 = c5 & mask;
        ulong c6 = (a0 * b6) + (e0 * f6) + (a1 * b5) + (e1 * f5) + (a2 * b4) + (e2 * f4) + (a3 * b3) + (e3 * f3) + (a4 * b2) + (e4 * f2)
            + (a5 * b1) + (e5 * f1) + (a6 * b0) + (e6 * f0) + (c5 >> 29) + (m3 << 9) + (m0 << 18);
        ulong m6 = c6 & mask;
        ulong c7 = (a0 * b7) + (e0 * f7) + (a1 * b6) + (e1 * f6) + (a2 * b5) + (e2 * f5) + (a3 * b4) + (e3 * f4) + (a4 * b3) + (e4 * f3)
            + (a5 * b2) + (e5 * f2) + (a6 * b1) + (e6 * f1) + (a7 * b0) + (e7 * f0) + (c6 >> 29) + (m4 << 9) + (m1 << 18) + (m0 * fold7);
        ulong m7 = c7 & mask;
        ulong c8 = (a0 * b8) + (e0 * f8) + (a1 * b7) + (e1 * f7) + (a2 * b6) + (e2 * f6) + (a3 * b5) + (e3 * f5) + (a4 * b4) + (e4 * f4)
            + (a5 * b3) + (e5 * f3) + (a6 * b2) + (e6 * f2) + (a7 * b1) + (e7 * f1) + (a8 * b0) + (e8 * f0) + (c7 >> 29) + (m5 << 9) + (m2 << 18)
            + (m1 * fold7) + (m0 * fold8);
        ulong m8 = c8 & mask;
        ulong c9 = (a1 * b8) + (e1 * f8) + (a2 * b7) + (e2 * f7) + (a3 * b6) + (e3 * f6) + (a4 * b5) + (e4 * f5) + (a5 * b4) + (e5 * f4)
            + (a6 * b3) + (e6 * f3) + (a7 * b2) + (e7 * f2) + (a8 * b1) + (e8 * f1) + (c8 >> 29) + (m6 << 9) + (m3 << 18) + (m2 * fold7)
            + (m1 * fold8);
        r[0] = c9 & mask;
        ulong c10 = (a2 * b8) + (e2 * f8) + (a3 * b7) + (e3 * f7) + (a4 * b6) + (e4 * f6) + (a5 * b5) + (e5 * f5) + (a6 * b4) + (e6 * f4)
            + (a7 * b3) + (e7 * f3) + (a8 * b2) + (e8 * f2) + (c9 >> 29) + (m7 << 9) + (m4 << 18) + (m3 * fold7) + (m2 * fold8);
        r[1] = c10 & mask;
        ulong c11 = (a3 * b8) + (e3 * f8) + (a4 * b7) + (e4 * f7) + (a5 * b6) + (e5 * f6) + (a6 * b5) + (e6 * f5) + (a7 * b4) + (e7 * f4)
            + (a8 * b3) + (e8 * f3) + (c10 >> 29) + (m8 << 9) + (m5 << 18) + (m4 * fold7) + (m3 * fold8);
        r[2] = c11 & mask;
        ulong c12 = (a4 * b8) + (e4 * f8) + (a5 * b7) + (e5 * f7) + (a6 * b6) + (e6 * f6) + (a7 * b5) + (e7 * f5) + (a8 * b4) + (e8 * f4)
            + (c11 >> 29) + (m6 << 18) + (m5 * fold7) + (m4 * fold8);
        r[3] = c12 & mask;
        ulong c13 = (a5 * b8) + (e5 * f8) + (a6 * b7) + (e6 * f7) + (a7 * b6) + (e7 * f6) + (a8 * b5) + (e8 * f5) + (c12 >> 29) + (m7 << 18)
            + (m6 * fold7) + (m5 * fold8);
        r[4] = c13 & mask;
        ulong c14 = (a6 * b8) + (e6 * f8) + (a7 * b7) + (e7 * f7) + (a8 * b6) + (e8 * f6) + (c13 >> 29) + (m8 << 18) + (m7 * fold7) + (m6 * fold8);
        r[5] = c14 & mask;
        ulong c15 = (a7 * b8) + (e7 * f8) + (a8 * b7) + (e8 * f7) + (c14 >> 29) + (m8 * fold7) + (m7 * fold8);
        r[6] = c15 & mask;
        ulong c16 = (a8 * b8) + (e8 * f8) + (c15 >> 29) + (m8 * fold8);
        r[7] = c16 & mask;
        r[8] = c16 >> 29;
    }

    /// <summary>r = a·a/R - 2s for s below 1.45p; a tight or lazy.</summary>
    public static void SquareSubtractTwice(ulong[] r, ulong[] a, ulong[] s)
    {
        ulong mask = Mask;
        ulong fold7 = Fold7;
        ulong fold8 = Fold8;
        ulong a8 = a[8];
        ulong a7 = a[7];
        ulong a6 = a[6];
        ulong a5 = a[5];
        ulong a4 = a[4];
        ulong a3 = a[3];
        ulong a2 = a[2];
        ulong a1 = a[1];
        ulong a0 = a[0];
        ulong d0 = a0 << 1;
        ulong d1 = a1 << 1;
        ulong d2 = a2 << 1;
        ulong d3 = a3 << 1;
        ulong d4 = a4 << 1;
        ulong d5 = a5 << 1;
        ulong d6 = a6 << 1;
        ulong d7 = a7 << 1;
        ulong c0 = (a0 * a0);
        ulong m0 = c0 & mask;
        ulong c1 = (d0 * a1) + (c0 >> 29);
        ulong m1 = c1 & mask;
        ulong c2 = (d0 * a2) + (a1 * a1) + (c1 >> 29);
        ulong m2 = c2 & mask;
        ulong c3 = (d0 * a3) + (d1 * a2) + (c2 >> 29) + (m0 << 9);
        ulong m3 = c3 & mask;
        ulong c4 = (d0 * a4) + (d1 * a3) + (a2 * a2) + (c3 >> 29) + (m1 << 9);
        ulong m4 = c4 & mask;
        ulong c5 = (d0 * a5) + (d1 * a4) + (d2 * a3) + (c4 >> 29) + (m2 << 9);
        ulong m5 = c5 & mask;
        ulong c6 = (d0 * a6) + (d1 * a5) + (d2 * a4) + (a3 * a3) + (c5 >> 29) + (m3 << 9) + (m0 << 18);
        ulong m6 = c6 & mask;
        ulong c7 = (d0 * a7) + (d1 * a6) + (d2 * a5) + (d3 * a4) + (c6 >> 29) + (m4 << 9) + (m1 << 18) + (m0 * fold7);
        ulong m7 = c7 & mask;
        ulong c8 = (d0 * a8) + (d1 * a7) + (d2 * a6) + (d3 * a5) + (a4 * a4) + (c7 >> 29) + (m5 << 9) + (m2 << 18) + (m1 * fold7) + (m0 * fold8);
        ulong m8 = c8 & mask;
        ulong c9 = (d1 * a8) + (d2 * a7) + (d3 * a6) + (d4 * a5) + (c8 >> 29) + (m6 << 9) + (m3 << 18) + (m2 * fold7) + (m1 * fold8)
            + Twice0 - (s[0] << 1);
        r[0] = c9 & mask;
        ulong c10 = (d2 * a8) + (d3 * a7) + (d4 * a6) + (a5 * a5) + (c9 >> 29) + (m7 << 9) + (m4 << 18) + (m3 * fold7) + (m2 * fold8)
            + Twice1 - (s[1] << 1);
        r[1] = c10 & mask;
        ulong c11 = (d3 * a8) + (d4 * a7) + (d5 * a6) + (c10 >> 29) + (m8 << 9) + (m5 << 18) + (m4 * fold7) + (m3 * fold8) + Twice2 - (s[2] << 1);
        r[2] = c11 & mask;
        ulong c12 = (d4 * a8) + (d5 * a7) + (a6 * a6) + (c11 >> 29) + (m6 << 18) + (m5 * fold7) + (m4 * fold8) + Twice3 - (s[3] << 1);
        r[3] = c12 & mask;
        ulong c13 = (d5 * a8) + (d6 * a7) + (c12 >> 29) + (m7 << 18) + (m6 * fold7) + (m5 * fold8) + Twice4 - (s[4] << 1);
        r[4] = c13 & mask;
        ulong c14 = (d6 * a8) + (a7 * a7) + (c13 >> 29) + (m8 << 18) + (m7 * fold7) + (m6 * fold8) + Twice5 - (s[5] << 1);
        r[5] = c14 & mask;
        ulong c15 = (d7 * a8) + (c14 >> 29) + (m8 * fold7) + (m7 * fold8) + Twice6 - (s[6] << 1);
        r[6] = c15 & mask;
        ulong c16 = (a8 * a8) + (c15 >> 29) + (m8 * fold8) + Twice7 - (s[7] << 1);
        r[7] = c16 & mask;
        r[8] = (c16 >> 29) + Twice8 - (s[8] << 1);
    }

    /// <summary>The lazy sum r = a + b of tight elements.</summary>
    public static void AddLazy(ulong[] r, ulong[] a, ulong[] b)
    {
        r[0] = a[0] + b[0];
        r[1] = a[1] + b[1];
        r[2] = a[2] + b[2];
        r[3] = a[3] + b[3];
        r[4] = a[4] + b[4];
        r[5] = a[5] + b[5];
        r[6] = a[6] + b[6];
        r[7] = a[7] + b[7];
        r[8] = a[8] + b[8];
    }

    /// <summary>The lazy difference r = a - b of tight elements.</summary>
    public static void SubtractLazy(ulong[] r, ulong[] a, ulong[] b)
    {
        r[0] = a[0] + Lazy0 - b[0];
        r[1] = a[1] + Lazy1 - b[1];
        r[2] = a[2] + Lazy2 - b[2];
        r[3] = a[3] + Lazy3 - b[3];
        r[4] = a[4] + Lazy4 - b[4];
        r[5] = a[5] + Lazy5 - b[5];
        r[6] = a[6] + Lazy6 - b[6];
        r[7] = a[7] + Lazy7 - b[7];
        r[8] = a[8] + Lazy8 - b[8];
    }

    /// <summary>The sum r = a + b, below 1.01·2^256.</summary>
    public static void Add(ulong[] r, ulong[] a, ulong[] b)
    {
        AddLazy(r, a, b);
        Carry(r);
    }

    /// <summary>Makes a lazy element tight.</summary>
    public static void Carry(ulong[] r)
    {
        ulong mask = Mask;
        ulong t0 = r[0] + Bias0;
        ulong t1 = r[1] + Bias1;
        ulong t2 = r[2] + Bias2;
        ulong t3 = r[3] + Bias3;
        ulong t4 = r[4] + Bias4;
        ulong t5 = r[5] + Bias5;
        ulong t6 = r[6] + Bias6;
        ulong t7 = r[7] + Bias7;
        ulong t8 = r[8] + Bias8;
        ulong q = t8 >> 24;
        t0 += q;
        r[0] = t0 & mask;
        t1 += t0 >> 29;
        r[1] = t1 & mask;
        t2 += t1 >> 29;
        r[2] = t2 & mask;
        t3 += (t2 >> 29) - (q << 9);
        r[3] = t3 & mask;
        t4 += t3 >> 29;
        r[4] = t4 & mask;
        t5 += t4 >> 29;
        r[5] = t5 & mask;
        t6 += (t5 >> 29) - (q << 18);
        r[6] = t6 & mask;
        t7 += (t6 >> 29) + (q << 21);
        r[7] = t7 & mask;
        r[8] = (t8 & TopMask) + (t7 >> 29);
    }

    /// <summary>The difference r = a - b, below 1.01·2^256.</summary>
    public static void Subtract(ulong[] r, ulong[] a, ulong[] b)
    {
        ulong mask = Mask;
        ulong t0 = a[0] + Bias0 - b[0];
        ulong t1 = a[1] + Bias1 - b[1];
        ulong t2 = a[2] + Bias2 - b[2];
        ulong t3 = a[3] + Bias3 - b[3];
        ulong t4 = a[4] + Bias4 - b[4];
        ulong t5 = a[5] + Bias5 - b[5];
        ulong t6 = a[6] + Bias6 - b[6];
        ulong t7 = a[7] + Bias7 - b[7];
        ulong t8 = a[8] + Bias8 - b[8];
        ulong q = t8 >> 24;
        t0 += q;
        r[0] = t0 & mask;
        t1 += t0 >> 29;
        r[1] = t1 & mask;
        t2 += t1 >> 29;
        r[2] = t2 & mask;
        t3 += (t2 >> 29) - (q << 9);
        r[3] = t3 & mask;
        t4 += t3 >> 29;
        r[4] = t4 & mask;
        t5 += t4 >> 29;
        r[5] = t5 & mask;
        t6 += (t5 >> 29) - (q << 18);
        r[6] = t6 & mask;
        t7 += (t6 >> 29) + (q << 21);
        r[7] = t7 & mask;
        r[8] = (t8 & TopMask) + (t7 >> 29);
    }

    /// <summary>The difference r = a - b - 2c, below 1.01·2^256.</summary>
    public static void SubtractAndTwice(ulong[] r, ulong[] a, ulong[] b, ulong[] c)
    {
        ulong mask = Mask;
        ulong t0 = a[0] + Wide0 - b[0] - (c[0] << 1);
        ulong t1 = a[1] + Wide1 - b[1] - (c[1] << 1);
        ulong t2 = a[2] + Wide2 - b[2] - (c[2] << 1);
        ulong t3 = a[3] + Wide3 - b[3] - (c[3] << 1);
        ulong t4 = a[4] + Wide4 - b[4] - (c[4] << 1);
        ulong t5 = a[5] + Wide5 - b[5] - (c[5] << 1);
        ulong t6 = a[6] + Wide6 - b[6] - (c[6] << 1);
        ulong t7 = a[7] + Wide7 - b[7] - (c[7] << 1);
        ulong t8 = a[8] + Wide8 - b[8] - (c[8] << 1);
        ulong q = t8 >> 24;
        t0 += q;
        r[0] = t0 & mask;
        t1 += t0 >> 29;
        r[1] = t1 & mask;
        t2 += t1 >> 29;
        r[2] = t2 & mask;
        t3 += (t2 >> 29) - (q << 9);
        r[3] = t3 & mask;
        t4 += t3 >> 29;
        r[4] = t4 & mask;
        t5 += t4 >> 29;
        r[5] = t5 & mask;
        t6 += (t5 >> 29) - (q << 18);
        r[6] = t6 & mask;
        t7 += (t6 >> 29) + (q << 21);
        r[7] = t7 & mask;
        r[8] = (t8 & TopMask) + (t7 >> 29);
    }

    /// <summary>r = 3a/2; 3/2 of the value and at most p/2 more.</summary>
    public static void TripleHalf(ulong[] r, ulong[] a)
    {
        ulong mask = Mask;
        ulong one = 1;
        ulong three = 3;
        ulong t0 = three * a[0];
        ulong t1 = three * a[1];
        ulong t2 = three * a[2];
        ulong t3 = three * a[3];
        ulong t4 = three * a[4];
        ulong t5 = three * a[5];
        ulong t6 = three * a[6];
        ulong t7 = three * a[7];
        ulong t8 = three * a[8];
        ulong odd = 0ul - (t0 & one);
        ulong low = odd & mask;
        t0 += low;
        t1 += low;
        t2 += low;
        t3 += odd & P3;
        t6 += odd & P6;
        t7 += odd & P7;
        t8 += odd & P8;
        t1 += t0 >> 29;
        r[0] = ((t0 & mask) >> 1) | ((t1 & one) << 28);
        t2 += t1 >> 29;
        r[1] = ((t1 & mask) >> 1) | ((t2 & one) << 28);
        t3 += t2 >> 29;
        r[2] = ((t2 & mask) >> 1) | ((t3 & one) << 28);
        t4 += t3 >> 29;
        r[3] = ((t3 & mask) >> 1) | ((t4 & one) << 28);
        t5 += t4 >> 29;
        r[4] = ((t4 & mask) >> 1) | ((t5 & one) << 28);
        t6 += t5 >> 29;
        r[5] = ((t5 & mask) >> 1) | ((t6 & one) << 28);
        t7 += t6 >> 29;
        r[6] = ((t6 & mask) >> 1) | ((t7 & one) << 28);
        t8 += t7 >> 29;
        r[7] = ((t7 & mask) >> 1) | ((t8 & one) << 28);
        r[8] = t8 >> 1;
    }

    /// <summary>Unpacks four words of 64 bits: a number below p that is in Montgomery form already.</summary>
    public static void Unpack(ulong[] r, ulong w0, ulong w1, ulong w2, ulong w3)
    {
        ulong mask = Mask;
        r[0] = w0 & mask;
        r[1] = (w0 >> 29) & mask;
        r[2] = ((w0 >> 58) | (w1 << 6)) & mask;
        r[3] = (w1 >> 23) & mask;
        r[4] = ((w1 >> 52) | (w2 << 12)) & mask;
        r[5] = (w2 >> 17) & mask;
        r[6] = ((w2 >> 46) | (w3 << 18)) & mask;
        r[7] = (w3 >> 11) & mask;
        r[8] = w3 >> 40;
    }

    /// <summary>The same, negated lazily where the mask <paramref name="negative"/> is all ones: Lazy - y is Lazy + 1 added to the complement of y.</summary>
    public static void UnpackSigned(ulong[] r, ulong w0, ulong w1, ulong w2, ulong w3, ulong negative)
    {
        ulong mask = Mask;
        r[0] = ((w0 & mask) ^ negative) + ((Lazy0 + 1) & negative);
        r[1] = (((w0 >> 29) & mask) ^ negative) + ((Lazy1 + 1) & negative);
        r[2] = ((((w0 >> 58) | (w1 << 6)) & mask) ^ negative) + ((Lazy2 + 1) & negative);
        r[3] = (((w1 >> 23) & mask) ^ negative) + ((Lazy3 + 1) & negative);
        r[4] = ((((w1 >> 52) | (w2 << 12)) & mask) ^ negative) + ((Lazy4 + 1) & negative);
        r[5] = (((w2 >> 17) & mask) ^ negative) + ((Lazy5 + 1) & negative);
        r[6] = ((((w2 >> 46) | (w3 << 18)) & mask) ^ negative) + ((Lazy6 + 1) & negative);
        r[7] = (((w3 >> 11) & mask) ^ negative) + ((Lazy7 + 1) & negative);
        r[8] = ((w3 >> 40) ^ negative) + ((Lazy8 + 1) & negative);
    }

    /// <summary>Packs a public element into four words of 64 bits.</summary>
    /// <param name="words">Takes the words.</param>
    /// <param name="at">Place of the lowest.</param>
    /// <param name="stride">From each word to the next.</param>
    /// <param name="a">The element, tight; becomes less than 2^256.</param>
    /// <param name="t">Scratch.</param>
    public static void Pack(ulong[] words, int at, int stride, ulong[] a, ulong[] t)
    {
        while (a[8] > TopMask)
        {
            SetPrime(t);
            Limbs29.SubtractIfNotLess(a, t);
        }

        words[at] = a[0] | (a[1] << 29) | (a[2] << 58);
        at += stride;
        words[at] = (a[2] >> 6) | (a[3] << 23) | (a[4] << 52);
        at += stride;
        words[at] = (a[4] >> 12) | (a[5] << 17) | (a[6] << 46);
        at += stride;
        words[at] = (a[6] >> 18) | (a[7] << 11) | (a[8] << 40);
    }

    /// <summary>r = -r, lazy.</summary>
    public static void NegateLazy(ulong[] r)
    {
        r[0] = Lazy0 - r[0];
        r[1] = Lazy1 - r[1];
        r[2] = Lazy2 - r[2];
        r[3] = Lazy3 - r[3];
        r[4] = Lazy4 - r[4];
        r[5] = Lazy5 - r[5];
        r[6] = Lazy6 - r[6];
        r[7] = Lazy7 - r[7];
        r[8] = Lazy8 - r[8];
    }

    /// <summary>r = -r where the mask is all ones; tight.</summary>
    public static void NegateIf(ulong[] r, ulong mask, ulong[] t)
    {
        Limbs29.Clear(t);
        Subtract(t, t, r);
        Select(r, t, mask);
    }

    /// <summary>a = 1/a, 0 where a = 0; the other arrays are scratch.</summary>
    public static void Invert(ulong[] a, ulong[] t0, ulong[] t1, ulong[] t2, ulong[] t3)
    {
        Leave(a, t0);

        // p = -1 modulo 2^29, and so is its inverse.
        SetPrime(t3);
        Copy(t0, a);
        ModularInverse.Invert(a, t0, t3, Mask, Limbs, t1, t2);
        Enter(a, t0);
    }

    /// <summary>r = a where <paramref name="mask"/> is all ones, unchanged where it is 0.</summary>
    public static void Select(ulong[] r, ulong[] a, ulong mask)
    {
        for (int i = 0; i < Limbs; i++)
        {
            ulong old = r[i];
            r[i] = old ^ ((old ^ a[i]) & mask);
        }
    }

    /// <summary>r = a.</summary>
    public static void Copy(ulong[] r, ulong[] a)
    {
        for (int i = 0; i < Limbs; i++)
        {
            r[i] = a[i];
        }
    }

    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <returns>All ones where the number is below p, otherwise 0.</returns>
    public static ulong Read(ulong[] r, byte[] bytes, int offset, ulong[] t)
    {
        Limbs29.Read(r, bytes, offset);
        SetPrime(t);
        ulong below = Limbs29.Less(r, t);
        Enter(r, t);
        return below;
    }

    /// <summary>Writes 32 big-endian bytes; the element leaves Montgomery form.</summary>
    public static void Write(ulong[] a, byte[] bytes, int offset, ulong[] t)
    {
        Leave(a, t);
        Limbs29.Write(a, bytes, offset);
    }

    /// <summary>All ones where a = 0 modulo p; the element leaves Montgomery form.</summary>
    public static ulong IsZero(ulong[] a, ulong[] t)
    {
        Leave(a, t);
        return Limbs29.IsZero(a);
    }

    /// <summary>r = 0.</summary>
    public static void SetZero(ulong[] r) => Limbs29.Clear(r);

    /// <summary>r = 1, that is R modulo p.</summary>
    public static void SetOne(ulong[] r)
    {
        r[0] = 0x20;
        r[1] = 0x0;
        r[2] = 0x0;
        r[3] = 0x1FFFC000;
        r[4] = 0x1FFFFFFF;
        r[5] = 0x1FFFFFFF;
        r[6] = 0x1F7FFFFF;
        r[7] = 0x3FFFFFF;
        r[8] = 0x0;
    }

    /// <summary>The curve's coefficient b.</summary>
    public static void SetB(ulong[] r)
    {
        r[0] = 0x1897BBFB;
        r[1] = 0x1CDF6229;
        r[2] = 0x18486C4;
        r[3] = 0x1732821;
        r[4] = 0x1DAD59E0;
        r[5] = 0xABF7212;
        r[6] = 0x1A06D110;
        r[7] = 0x17721D20;
        r[8] = 0x8600C3;
    }

    /// <summary>The base point's coordinates.</summary>
    public static void SetBase(ulong[] x, ulong[] y)
    {
        x[0] = 0x15228783;
        x[1] = 0x730D418;
        x[2] = 0xDB00BCF;
        x[3] = 0x57F11FB;
        x[4] = 0xA20EB75;
        x[5] = 0x12B77622;
        x[6] = 0x330FDB9;
        x[7] = 0x1AF4DD57;
        x[8] = 0x120BEE;
        y[0] = 0x12AAC150;
        y[1] = 0x125357CE;
        y[2] = 0xF22E6EF;
        y[3] = 0xE390E86;
        y[4] = 0x64B1695;
        y[5] = 0x88DD21F;
        y[6] = 0x2A97443;
        y[7] = 0x2962176;
        y[8] = 0xAE3FE3;
    }

    /// <summary>p, for comparisons; not an element.</summary>
    public static void SetPrime(ulong[] r)
    {
        r[0] = P0;
        r[1] = P1;
        r[2] = P2;
        r[3] = P3;
        r[4] = P4;
        r[5] = P5;
        r[6] = P6;
        r[7] = P7;
        r[8] = P8;
    }

    /// <summary>Brings a number below 2^256 to Montgomery form, in place.</summary>
    public static void Enter(ulong[] a, ulong[] t)
    {
        t[0] = 0xC00;
        t[1] = 0x0;
        t[2] = 0x1FFF0000;
        t[3] = 0x1FDFFFFF;
        t[4] = 0x1FBFFFFF;
        t[5] = 0x1FFFFFFF;
        t[6] = 0x1FFFFFFF;
        t[7] = 0x1FFFFFFE;
        t[8] = 0x13;
        Multiply(a, a, t);
    }

    /// <summary>Takes an element out of Montgomery form, in place: the one number below p.</summary>
    public static void Leave(ulong[] a, ulong[] t)
    {
        Limbs29.Clear(t);
        t[0] = 1;
        Multiply(a, a, t);

        // Now it is at most p: (7p + R·p) / R rounded down.
        SetPrime(t);
        Limbs29.SubtractIfNotLess(a, t);
    }
}
