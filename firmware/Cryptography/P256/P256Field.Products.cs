namespace NfToken.Cryptography;

/// <content>Products and squares, with their Montgomery reduction: one expression a column. P256Field.Products.Native.cs has them for libnftoken.so.</content>
internal static partial class P256Field
{
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
}
