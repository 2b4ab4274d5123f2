namespace NfToken.Cryptography;

/// <content>Sums and differences, lazy and carried.</content>
internal static partial class P256Field
{
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
}
