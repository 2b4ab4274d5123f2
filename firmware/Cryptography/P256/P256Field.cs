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
internal static partial class P256Field
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
