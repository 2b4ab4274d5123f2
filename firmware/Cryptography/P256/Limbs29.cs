using System;

namespace NfToken.Cryptography;

/// <summary>
/// Numbers of up to 261 bits as nine limbs of 29: what the field and the scalars have in common. No branch and no index depends
/// on a number.
/// </summary>
internal static class Limbs29
{
    private const ulong Mask = (1ul << 29) - 1;

    /// <summary>Reads 32 big-endian bytes.</summary>
    public static void Read(ulong[] r, byte[] bytes, int offset)
    {
        ulong bits = 0;
        int have = 0;
        int limb = 0;
        for (int i = offset + 31; i >= offset; i--)
        {
            bits |= (ulong)bytes[i] << have;
            have += 8;
            if (have >= 29)
            {
                r[limb++] = bits & Mask;
                bits >>= 29;
                have -= 29;
            }
        }

        r[limb] = bits;
    }

    /// <summary>Writes 32 big-endian bytes of a number below 2^256 whose limbs are tight.</summary>
    public static void Write(ulong[] a, byte[] bytes, int offset)
    {
        ulong bits = 0;
        int have = 0;
        int limb = 0;
        for (int i = offset + 31; i >= offset; i--)
        {
            if (have < 8)
            {
                bits |= a[limb++] << have;
                have += 29;
            }

            bytes[i] = (byte)bits;
            bits >>= 8;
            have -= 8;
        }
    }

    /// <summary>a = a / 2, rounded down.</summary>
    public static void ShiftRight(ulong[] a)
    {
        for (int i = 0; i < 8; i++)
        {
            a[i] = (a[i] >> 1) | ((a[i + 1] & 1) << 28);
        }

        a[8] >>= 1;
    }

    /// <summary>All ones where a &lt; b, otherwise 0; tight limbs.</summary>
    public static ulong Less(ulong[] a, ulong[] b)
    {
        ulong borrow = 0;
        for (int i = 0; i < 9; i++)
        {
            borrow = (a[i] - b[i] - borrow) >> 63;
        }

        return 0ul - borrow;
    }

    /// <summary>a = a - b where a ≥ b, otherwise unchanged; tight limbs.</summary>
    public static void SubtractIfNotLess(ulong[] a, ulong[] b)
    {
        ulong keep = ~Less(a, b);
        ulong borrow = 0;
        for (int i = 0; i < 9; i++)
        {
            ulong difference = a[i] - (b[i] & keep) - borrow;
            a[i] = difference & Mask;
            borrow = difference >> 63;
        }
    }

    /// <summary>a = a + b; tight limbs, and the sum is below 2^261.</summary>
    public static void Add(ulong[] a, ulong[] b)
    {
        ulong carry = 0;
        for (int i = 0; i < 9; i++)
        {
            carry += a[i] + b[i];
            a[i] = carry & Mask;
            carry >>= 29;
        }
    }

    /// <summary>All ones where a = 0, otherwise 0; tight limbs.</summary>
    public static ulong IsZero(ulong[] a)
    {
        ulong bits = a[0] | a[1] | a[2] | a[3] | a[4] | a[5] | a[6] | a[7] | a[8];
        return 0ul - ((bits - 1) >> 63);
    }

    /// <summary>Fills an array with zeros.</summary>
    public static void Clear(ulong[] a) => Array.Clear(a, 0, a.Length);
}
