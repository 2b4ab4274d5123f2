using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NfToken.Cryptography;

/// <content>
/// The products of P256Field.Products.cs for a PC's compiler: it has 15 registers for 30 locals of 64 bits, keeps the sum it is at in memory, and takes 65 ns for a
/// product and 141 for a difference of two, these 26 and 39. The columns are the same, two in a vector, limbs and bounds too.
/// </content>
/// <remarks>
/// a0 is limb 0 of a twice, b01 are limbs 0 and 1 of b, _b0 nothing and limb 0, b8_ limb 8 and nothing; v0 are columns 0 and 1. A vector's halves are multiplied as
/// numbers of 32 bits: even twice a lazy limb is below 3·2^30. SSE2, which every x86-64 has, does that in one instruction; the wide product of .NET, Math.BigMul, is a
/// function of four products where mulx may not be taken for granted.
/// </remarks>
internal static partial class P256Field
{
    /// <summary>The Montgomery product r = a·b/R.</summary>
    public static void Multiply(ulong[] r, ulong[] a, ulong[] b)
    {
        Vector128<ulong> a8 = Vector128.Create(a[8]);
        Vector128<ulong> a7 = Vector128.Create(a[7]);
        Vector128<ulong> a6 = Vector128.Create(a[6]);
        Vector128<ulong> a5 = Vector128.Create(a[5]);
        Vector128<ulong> a4 = Vector128.Create(a[4]);
        Vector128<ulong> a3 = Vector128.Create(a[3]);
        Vector128<ulong> a2 = Vector128.Create(a[2]);
        Vector128<ulong> a1 = Vector128.Create(a[1]);
        Vector128<ulong> a0 = Vector128.Create(a[0]);
        Vector128<ulong> b8_ = Last(b);
        Vector128<ulong> b67 = Two(b, 6);
        Vector128<ulong> b45 = Two(b, 4);
        Vector128<ulong> b23 = Two(b, 2);
        Vector128<ulong> b01 = Two(b, 0);
        Vector128<ulong> _b0 = Shift(b01);
        Vector128<ulong> b12 = Between(b01, b23);
        Vector128<ulong> b34 = Between(b23, b45);
        Vector128<ulong> b56 = Between(b45, b67);
        Vector128<ulong> b78 = Between(b67, b8_);
        Vector128<ulong> v0 = By(a0, b01) + By(a1, _b0);
        Vector128<ulong> v1 = By(a0, b23) + By(a1, b12) + By(a2, b01) + By(a3, _b0);
        Vector128<ulong> v2 = By(a0, b45) + By(a1, b34) + By(a2, b23) + By(a3, b12) + By(a4, b01) + By(a5, _b0);
        Vector128<ulong> v3 = By(a0, b67) + By(a1, b56) + By(a2, b45) + By(a3, b34) + By(a4, b23) + By(a5, b12) + By(a6, b01) + By(a7, _b0);
        Vector128<ulong> v4 = By(a0, b8_) + By(a1, b78) + By(a2, b67) + By(a3, b56) + By(a4, b45) + By(a5, b34) + By(a6, b23) + By(a7, b12)
            + By(a8, b01);
        Vector128<ulong> v5 = By(a2, b8_) + By(a3, b78) + By(a4, b67) + By(a5, b56) + By(a6, b45) + By(a7, b34) + By(a8, b23);
        Vector128<ulong> v6 = By(a4, b8_) + By(a5, b78) + By(a6, b67) + By(a7, b56) + By(a8, b45);
        Vector128<ulong> v7 = By(a6, b8_) + By(a7, b78) + By(a8, b67);
        Vector128<ulong> v8 = By(a8, b8_);
        Reduce(r, v0, v1, v2, v3, v4, v5, v6, v7, v8);
    }

    /// <summary>The Montgomery square r = a·a/R.</summary>
    public static void Square(ulong[] r, ulong[] a)
    {
        Vector128<ulong> a8_ = Last(a);
        Vector128<ulong> a67 = Two(a, 6);
        Vector128<ulong> a45 = Two(a, 4);
        Vector128<ulong> a23 = Two(a, 2);
        Vector128<ulong> a01 = Two(a, 0);
        Vector128<ulong> _a0 = Shift(a01);
        Vector128<ulong> a12 = Between(a01, a23);
        Vector128<ulong> a34 = Between(a23, a45);
        Vector128<ulong> a56 = Between(a45, a67);
        Vector128<ulong> a78 = Between(a67, a8_);
        Vector128<ulong> d0 = Low(a01 + a01);
        Vector128<ulong> d1 = High(a01 + a01);
        Vector128<ulong> d2 = Low(a23 + a23);
        Vector128<ulong> d3 = High(a23 + a23);
        Vector128<ulong> d4 = Low(a45 + a45);
        Vector128<ulong> d5 = High(a45 + a45);
        Vector128<ulong> d6 = Low(a67 + a67);
        Vector128<ulong> d7 = High(a67 + a67);
        Vector128<ulong> s0 = OnceAndTwice(d0, a01);
        Vector128<ulong> s1 = OnceAndTwice(d1, a12);
        Vector128<ulong> s2 = OnceAndTwice(d2, a23);
        Vector128<ulong> s3 = OnceAndTwice(d3, a34);
        Vector128<ulong> s4 = OnceAndTwice(d4, a45);
        Vector128<ulong> s5 = OnceAndTwice(d5, a56);
        Vector128<ulong> s6 = OnceAndTwice(d6, a67);
        Vector128<ulong> s7 = OnceAndTwice(d7, a78);
        Vector128<ulong> s8 = a8_;
        Vector128<ulong> v0 = By(s0, a01);
        Vector128<ulong> v1 = By(d0, a23) + By(s1, a12);
        Vector128<ulong> v2 = By(d0, a45) + By(d1, a34) + By(s2, a23);
        Vector128<ulong> v3 = By(d0, a67) + By(d1, a56) + By(d2, a45) + By(s3, a34);
        Vector128<ulong> v4 = By(d0, a8_) + By(d1, a78) + By(d2, a67) + By(d3, a56) + By(s4, a45);
        Vector128<ulong> v5 = By(d2, a8_) + By(d3, a78) + By(d4, a67) + By(s5, a56);
        Vector128<ulong> v6 = By(d4, a8_) + By(d5, a78) + By(s6, a67);
        Vector128<ulong> v7 = By(d6, a8_) + By(s7, a78);
        Vector128<ulong> v8 = By(s8, a8_);
        Reduce(r, v0, v1, v2, v3, v4, v5, v6, v7, v8);
    }

    /// <summary>The difference of two Montgomery products, r = (a·b - c·d)/R, with one reduction: a and b tight or lazy, c and d tight.</summary>
    public static void MultiplySubtract(ulong[] r, ulong[] a, ulong[] b, ulong[] c, ulong[] d)
    {
        Vector128<ulong> a8 = Vector128.Create(a[8]);
        Vector128<ulong> a7 = Vector128.Create(a[7]);
        Vector128<ulong> a6 = Vector128.Create(a[6]);
        Vector128<ulong> a5 = Vector128.Create(a[5]);
        Vector128<ulong> a4 = Vector128.Create(a[4]);
        Vector128<ulong> a3 = Vector128.Create(a[3]);
        Vector128<ulong> a2 = Vector128.Create(a[2]);
        Vector128<ulong> a1 = Vector128.Create(a[1]);
        Vector128<ulong> a0 = Vector128.Create(a[0]);
        Vector128<ulong> b8_ = Last(b);
        Vector128<ulong> b67 = Two(b, 6);
        Vector128<ulong> b45 = Two(b, 4);
        Vector128<ulong> b23 = Two(b, 2);
        Vector128<ulong> b01 = Two(b, 0);
        Vector128<ulong> _b0 = Shift(b01);
        Vector128<ulong> b12 = Between(b01, b23);
        Vector128<ulong> b34 = Between(b23, b45);
        Vector128<ulong> b56 = Between(b45, b67);
        Vector128<ulong> b78 = Between(b67, b8_);
        Vector128<ulong> v0 = By(a0, b01) + By(a1, _b0);
        Vector128<ulong> v1 = By(a0, b23) + By(a1, b12) + By(a2, b01) + By(a3, _b0);
        Vector128<ulong> v2 = By(a0, b45) + By(a1, b34) + By(a2, b23) + By(a3, b12) + By(a4, b01) + By(a5, _b0);
        Vector128<ulong> v3 = By(a0, b67) + By(a1, b56) + By(a2, b45) + By(a3, b34) + By(a4, b23) + By(a5, b12) + By(a6, b01) + By(a7, _b0);
        Vector128<ulong> v4 = By(a0, b8_) + By(a1, b78) + By(a2, b67) + By(a3, b56) + By(a4, b45) + By(a5, b34) + By(a6, b23) + By(a7, b12)
            + By(a8, b01);
        Vector128<ulong> v5 = By(a2, b8_) + By(a3, b78) + By(a4, b67) + By(a5, b56) + By(a6, b45) + By(a7, b34) + By(a8, b23);
        Vector128<ulong> v6 = By(a4, b8_) + By(a5, b78) + By(a6, b67) + By(a7, b56) + By(a8, b45);
        Vector128<ulong> v7 = By(a6, b8_) + By(a7, b78) + By(a8, b67);
        Vector128<ulong> v8 = By(a8, b8_);
        Vector128<ulong> c8 = Vector128.Create(c[8]);
        Vector128<ulong> c7 = Vector128.Create(c[7]);
        Vector128<ulong> c6 = Vector128.Create(c[6]);
        Vector128<ulong> c5 = Vector128.Create(c[5]);
        Vector128<ulong> c4 = Vector128.Create(c[4]);
        Vector128<ulong> c3 = Vector128.Create(c[3]);
        Vector128<ulong> c2 = Vector128.Create(c[2]);
        Vector128<ulong> c1 = Vector128.Create(c[1]);
        Vector128<ulong> c0 = Vector128.Create(c[0]);
        // f = -d, lazy
        Vector128<ulong> f8_ = Vector128.CreateScalar(Lazy8) - Last(d);
        Vector128<ulong> f67 = Vector128.Create(Lazy6, Lazy7) - Two(d, 6);
        Vector128<ulong> f45 = Vector128.Create(Lazy4, Lazy5) - Two(d, 4);
        Vector128<ulong> f23 = Vector128.Create(Lazy2, Lazy3) - Two(d, 2);
        Vector128<ulong> f01 = Vector128.Create(Lazy0, Lazy1) - Two(d, 0);
        Vector128<ulong> _f0 = Shift(f01);
        Vector128<ulong> f12 = Between(f01, f23);
        Vector128<ulong> f34 = Between(f23, f45);
        Vector128<ulong> f56 = Between(f45, f67);
        Vector128<ulong> f78 = Between(f67, f8_);
        v0 += By(c0, f01) + By(c1, _f0);
        v1 += By(c0, f23) + By(c1, f12) + By(c2, f01) + By(c3, _f0);
        v2 += By(c0, f45) + By(c1, f34) + By(c2, f23) + By(c3, f12) + By(c4, f01) + By(c5, _f0);
        v3 += By(c0, f67) + By(c1, f56) + By(c2, f45) + By(c3, f34) + By(c4, f23) + By(c5, f12) + By(c6, f01) + By(c7, _f0);
        v4 += By(c0, f8_) + By(c1, f78) + By(c2, f67) + By(c3, f56) + By(c4, f45) + By(c5, f34) + By(c6, f23) + By(c7, f12) + By(c8, f01);
        v5 += By(c2, f8_) + By(c3, f78) + By(c4, f67) + By(c5, f56) + By(c6, f45) + By(c7, f34) + By(c8, f23);
        v6 += By(c4, f8_) + By(c5, f78) + By(c6, f67) + By(c7, f56) + By(c8, f45);
        v7 += By(c6, f8_) + By(c7, f78) + By(c8, f67);
        v8 += By(c8, f8_);
        Reduce(r, v0, v1, v2, v3, v4, v5, v6, v7, v8);
    }

    /// <summary>r = a·a/R - 2s for s below 1.45p; a tight or lazy.</summary>
    public static void SquareSubtractTwice(ulong[] r, ulong[] a, ulong[] s)
    {
        Vector128<ulong> a8_ = Last(a);
        Vector128<ulong> a67 = Two(a, 6);
        Vector128<ulong> a45 = Two(a, 4);
        Vector128<ulong> a23 = Two(a, 2);
        Vector128<ulong> a01 = Two(a, 0);
        Vector128<ulong> _a0 = Shift(a01);
        Vector128<ulong> a12 = Between(a01, a23);
        Vector128<ulong> a34 = Between(a23, a45);
        Vector128<ulong> a56 = Between(a45, a67);
        Vector128<ulong> a78 = Between(a67, a8_);
        Vector128<ulong> d0 = Low(a01 + a01);
        Vector128<ulong> d1 = High(a01 + a01);
        Vector128<ulong> d2 = Low(a23 + a23);
        Vector128<ulong> d3 = High(a23 + a23);
        Vector128<ulong> d4 = Low(a45 + a45);
        Vector128<ulong> d5 = High(a45 + a45);
        Vector128<ulong> d6 = Low(a67 + a67);
        Vector128<ulong> d7 = High(a67 + a67);
        Vector128<ulong> q0 = OnceAndTwice(d0, a01);
        Vector128<ulong> q1 = OnceAndTwice(d1, a12);
        Vector128<ulong> q2 = OnceAndTwice(d2, a23);
        Vector128<ulong> q3 = OnceAndTwice(d3, a34);
        Vector128<ulong> q4 = OnceAndTwice(d4, a45);
        Vector128<ulong> q5 = OnceAndTwice(d5, a56);
        Vector128<ulong> q6 = OnceAndTwice(d6, a67);
        Vector128<ulong> q7 = OnceAndTwice(d7, a78);
        Vector128<ulong> q8 = a8_;
        Vector128<ulong> v0 = By(q0, a01);
        Vector128<ulong> v1 = By(d0, a23) + By(q1, a12);
        Vector128<ulong> v2 = By(d0, a45) + By(d1, a34) + By(q2, a23);
        Vector128<ulong> v3 = By(d0, a67) + By(d1, a56) + By(d2, a45) + By(q3, a34);
        Vector128<ulong> v4 = By(d0, a8_) + By(d1, a78) + By(d2, a67) + By(d3, a56) + By(q4, a45);
        Vector128<ulong> v5 = By(d2, a8_) + By(d3, a78) + By(d4, a67) + By(q5, a56);
        Vector128<ulong> v6 = By(d4, a8_) + By(d5, a78) + By(q6, a67);
        Vector128<ulong> v7 = By(d6, a8_) + By(q7, a78);
        Vector128<ulong> v8 = By(q8, a8_);
        v8 += Vector128.Create(Twice7, Twice8) - (Two(s, 7) << 1);
        v7 += Vector128.Create(Twice5, Twice6) - (Two(s, 5) << 1);
        v6 += Vector128.Create(Twice3, Twice4) - (Two(s, 3) << 1);
        v5 += Vector128.Create(Twice1, Twice2) - (Two(s, 1) << 1);
        v4 += Shift(Vector128.CreateScalar(Twice0 - (s[0] << 1)));
        Reduce(r, v0, v1, v2, v3, v4, v5, v6, v7, v8);
    }

    /// <summary>
    /// Montgomery's reduction of 17 columns, two in a vector, and the carries of what is left; the last vector's high half is added to limb 8. The carry from the column before
    /// comes last in each sum, as all else is there earlier.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        ulong[] r, Vector128<ulong> v0, Vector128<ulong> v1, Vector128<ulong> v2, Vector128<ulong> v3, Vector128<ulong> v4, Vector128<ulong> v5,
        Vector128<ulong> v6, Vector128<ulong> v7, Vector128<ulong> v8)
    {
        ulong c0 = v0.ToScalar();
        ulong m0 = c0 & Mask;
        ulong c1 = v0.GetElement(1) + (c0 >> 29);
        ulong m1 = c1 & Mask;
        ulong c2 = v1.ToScalar() + (c1 >> 29);
        ulong m2 = c2 & Mask;
        ulong c3 = v1.GetElement(1) + (m0 << 9) + (c2 >> 29);
        ulong m3 = c3 & Mask;
        ulong c4 = v2.ToScalar() + (m1 << 9) + (c3 >> 29);
        ulong m4 = c4 & Mask;
        ulong c5 = v2.GetElement(1) + (m2 << 9) + (c4 >> 29);
        ulong m5 = c5 & Mask;
        ulong c6 = v3.ToScalar() + (m0 << 18) + (m3 << 9) + (c5 >> 29);
        ulong m6 = c6 & Mask;
        ulong c7 = v3.GetElement(1) + (m0 * Fold7) + (m1 << 18) + (m4 << 9) + (c6 >> 29);
        ulong m7 = c7 & Mask;
        ulong c8 = v4.ToScalar() + (m0 * Fold8) + (m1 * Fold7) + (m2 << 18) + (m5 << 9) + (c7 >> 29);
        ulong m8 = c8 & Mask;
        ulong c9 = v4.GetElement(1) + (m1 * Fold8) + (m2 * Fold7) + (m3 << 18) + (m6 << 9) + (c8 >> 29);
        ulong c10 = v5.ToScalar() + (m2 * Fold8) + (m3 * Fold7) + (m4 << 18) + (m7 << 9) + (c9 >> 29);
        ulong c11 = v5.GetElement(1) + (m3 * Fold8) + (m4 * Fold7) + (m5 << 18) + (m8 << 9) + (c10 >> 29);
        ulong c12 = v6.ToScalar() + (m4 * Fold8) + (m5 * Fold7) + (m6 << 18) + (c11 >> 29);
        ulong c13 = v6.GetElement(1) + (m5 * Fold8) + (m6 * Fold7) + (m7 << 18) + (c12 >> 29);
        ulong c14 = v7.ToScalar() + (m6 * Fold8) + (m7 * Fold7) + (m8 << 18) + (c13 >> 29);
        ulong c15 = v7.GetElement(1) + (m7 * Fold8) + (m8 * Fold7) + (c14 >> 29);
        ulong c16 = v8.ToScalar() + (m8 * Fold8) + (c15 >> 29);
        r[8] = (c16 >> 29) + v8.GetElement(1);
        r[7] = c16 & Mask;
        r[6] = c15 & Mask;
        r[5] = c14 & Mask;
        r[4] = c13 & Mask;
        r[3] = c12 & Mask;
        r[2] = c11 & Mask;
        r[1] = c10 & Mask;
        r[0] = c9 & Mask;
    }

    /// <summary>Products of the halves, which are below 2^32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> By(Vector128<ulong> a, Vector128<ulong> b) => Sse2.IsSupported ? Sse2.Multiply(a.AsUInt32(), b.AsUInt32()) : a * b;

    /// <summary>A limb and the next. Two loads: one would have to wait until the stores that made them have left the core.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Two(ulong[] a, int at) => Vector128.Create(a[at], a[at + 1]);

    /// <summary>The high half of one and the low half of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Between(Vector128<ulong> a, Vector128<ulong> b) =>
        Sse2.IsSupported ? Sse2.Shuffle(a.AsDouble(), b.AsDouble(), 1).AsUInt64() : Vector128.Create(a.GetElement(1), b.GetElement(0));

    /// <summary>Limb 8 and nothing: its bounds check is all that an array needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Last(ulong[] a) => Vector128.CreateScalar(a[8]);

    /// <summary>The low half twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Low(Vector128<ulong> a) => Vector128.Shuffle(a, Vector128.Create(0ul, 0));

    /// <summary>The high half twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> High(Vector128<ulong> a) => Vector128.Shuffle(a, Vector128.Create(1ul, 1));

    /// <summary>Nothing, and the low half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Shift(Vector128<ulong> a) => Vector128.Shuffle(a, Vector128.Create(2ul, 0));

    /// <summary>The low half of one and the high half of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> OnceAndTwice(Vector128<ulong> twice, Vector128<ulong> once) =>
        Sse2.IsSupported ? Sse2.MoveScalar(twice.AsDouble(), once.AsDouble()).AsUInt64() : Vector128.Create(once.GetElement(0), twice.GetElement(1));
}
