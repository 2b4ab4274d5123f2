using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSA private keys from elsewhere: what is not given is computed, what is given is checked (RFC 8017, 3.2; SP 800-56B Rev. 2, 6.4.1).</summary>
public static class RsaKeyImport
{
    /// <summary>Bits by which the lengths of the primes may differ: old programs do not make them equal, and more than a few nobody does.</summary>
    private const int MostUnevenBits = 32;

    /// <summary>First bytes that two primes may not agree in: from 100 equal bits on, a root of n finds them.</summary>
    private const int NearBytes = 12;

    /// <summary>Makes a key whose numbers fit each other.</summary>
    /// <remarks>That p and q are prime is not tested: where they are not, signing finds its result wrong and keeps it back.</remarks>
    /// <param name="modulus">n, big-endian, as all of them. No array is copied.</param>
    /// <param name="publicExponent">e.</param>
    /// <param name="privateExponent">d.</param>
    /// <param name="prime1">p.</param>
    /// <param name="prime2">q.</param>
    /// <param name="exponent1">d mod (p - 1), or null.</param>
    /// <param name="exponent2">d mod (q - 1), or null.</param>
    /// <param name="coefficient">1/q mod p, or null.</param>
    /// <exception cref="EncodingException">Sizes or numbers that do not fit each other.</exception>
    public static RsaPrivateKey Complete(byte[] modulus, byte[] publicExponent, byte[] privateExponent, byte[] prime1, byte[] prime2, byte[] exponent1, byte[] exponent2, byte[] coefficient)
    {
        PublicKeyInfo publicKey = PublicKeyInfo.FromRsa(modulus, publicExponent);
        byte[] d = BigEndian.Trim(privateExponent);
        byte[] p = BigEndian.Trim(prime1);
        byte[] q = BigEndian.Trim(prime2);
        byte[] dP = null;
        byte[] dQ = null;
        byte[] qInv = null;
        RsaPrivateKey key = null;
        try
        {
            CheckSizes(publicKey, d, p, q);
            RsaPrivateKey.CheckProduct(p, q, publicKey.Modulus);
            dP = ReduceExponent(d, p, publicKey.Exponent, exponent1);
            dQ = ReduceExponent(d, q, publicKey.Exponent, exponent2);
            qInv = Remainder(q, p);
            RsaPrimePower.Invert(qInv, p);
            if (!IsOne(q, qInv, p) || !Agrees(qInv, coefficient))
            {
                throw Misfit();
            }

            key = new RsaPrivateKey(publicKey, d, p, q, BigEndian.Trim(dP), BigEndian.Trim(dQ), BigEndian.Trim(qInv));
            return key;
        }
        finally
        {
            ClearUnless(key != null && key.DP == dP, dP);
            ClearUnless(key != null && key.DQ == dQ, dQ);
            ClearUnless(key != null && key.QInv == qInv, qInv);
            ClearUnless(key != null || d == privateExponent, d);
            ClearUnless(key != null || p == prime1, p);
            ClearUnless(key != null || q == prime2, q);
        }
    }

    /// <summary>a mod m by a bit a step: x = 2x + bit - m or x = 2x + bit + m, which stays between -m and m. Time depends on the sizes only.</summary>
    /// <param name="a">Big-endian.</param>
    /// <param name="m">Big-endian without leading zeros.</param>
    /// <returns>As long as m.</returns>
    internal static byte[] Remainder(byte[] a, byte[] m)
    {
        // Twice those of products: here nothing is multiplied.
        const int LimbBits = 56;
        const ulong Mask = (1ul << LimbBits) - 1;
        int limbs = ((8 * m.Length) + 2 + LimbBits - 1) / LimbBits;
        ulong[] x = new ulong[limbs];
        ulong[] n = new ulong[limbs];
        LimbNumber.Read(n, limbs, LimbBits, m, m.Length);

        // What is shorter than m is below it, and needs no steps.
        int start = a.Length < m.Length ? a.Length : m.Length - 1;
        LimbNumber.Read(x, limbs, LimbBits, a, start);
        ulong carry;
        for (int bit = (8 * (a.Length - start)) - 1; bit >= 0; bit--)
        {
            ulong positive = (x[limbs - 1] >> (LimbBits - 1)) ^ 1;
            ulong flip = (0ul - positive) & Mask;
            carry = positive + (((ulong)a[a.Length - 1 - (bit / 8)] >> (bit % 8)) & 1);
            for (int i = 0; i < limbs; i++)
            {
                carry += (x[i] << 1) + (n[i] ^ flip);
                x[i] = carry & Mask;
                carry >>= LimbBits;
            }
        }

        ulong negative = 0ul - (x[limbs - 1] >> (LimbBits - 1));
        carry = 0;
        for (int i = 0; i < limbs; i++)
        {
            carry += x[i] + (n[i] & negative);
            x[i] = carry & Mask;
            carry >>= LimbBits;
        }

        byte[] remainder = new byte[m.Length];
        LimbNumber.Write(x, limbs, LimbBits, remainder, remainder.Length);
        Array.Clear(x, 0, limbs);
        Array.Clear(n, 0, limbs);
        return remainder;
    }

    /// <summary>SP 800-56B Rev. 2, 6.4.1.2.1: primes of half the modulus's size, not near each other. That d is not short follows: e is.</summary>
    private static void CheckSizes(PublicKeyInfo publicKey, byte[] d, byte[] p, byte[] q)
    {
        int bits = BigEndian.BitLength(publicKey.Modulus);
        int bitsP = BigEndian.BitLength(p);
        int bitsQ = BigEndian.BitLength(q);
        int uneven = bitsP > bitsQ ? bitsP - bitsQ : bitsQ - bitsP;
        int sum = bitsP + bitsQ;
        if (uneven > MostUnevenBits || sum < bits || sum > bits + 1 || d.Length > publicKey.Modulus.Length || AreNear(p, q))
        {
            throw Misfit();
        }
    }

    private static bool AreNear(byte[] p, byte[] q)
    {
        int length = p.Length > q.Length ? p.Length : q.Length;
        byte[] a = BigEndian.Pad(p, length);
        byte[] b = BigEndian.Pad(q, length);
        uint borrow = 0;
        for (int i = length - 1; i >= 0; i--)
        {
            uint difference = (uint)a[i] - b[i] - borrow;
            a[i] = (byte)difference;
            borrow = difference >> 31;
        }

        // Small differences begin with zeros where they are positive, otherwise with ones.
        uint other = 0;
        for (int i = 0; i < NearBytes; i++)
        {
            other |= a[i] ^ (0xFF * borrow);
        }

        Array.Clear(a, 0, length);
        Array.Clear(b, 0, length);
        return other == 0;
    }

    /// <summary>d modulo an odd prime less 1, which must be 1/e there, and what was given, if something was.</summary>
    private static byte[] ReduceExponent(byte[] d, byte[] prime, byte[] e, byte[] given)
    {
        byte[] less = BigEndian.Pad(prime, prime.Length);
        less[less.Length - 1] ^= 1;
        byte[] reduced = Remainder(d, less);
        bool right = IsOne(reduced, e, less) && Agrees(reduced, given);
        Array.Clear(less, 0, less.Length);
        if (!right)
        {
            Array.Clear(reduced, 0, reduced.Length);
            throw Misfit();
        }

        return reduced;
    }

    /// <summary>Whether a·b is 1 modulo m.</summary>
    private static bool IsOne(byte[] a, byte[] b, byte[] m)
    {
        byte[] product = BigEndian.Multiply(a, b);
        byte[] remainder = Remainder(product, m);
        remainder[remainder.Length - 1] ^= 1;
        bool one = BigEndian.IsZero(remainder);
        Array.Clear(product, 0, product.Length);
        Array.Clear(remainder, 0, remainder.Length);
        return one;
    }

    /// <summary>Whether a number is the one that was given, if one was.</summary>
    private static bool Agrees(byte[] computed, byte[] given)
    {
        if (given == null)
        {
            return true;
        }

        byte[] trimmed = BigEndian.Trim(given);
        bool equal = false;
        if (trimmed.Length <= computed.Length)
        {
            byte[] padded = BigEndian.Pad(trimmed, computed.Length);
            equal = BigEndian.Equal(computed, padded);
            Array.Clear(padded, 0, padded.Length);
        }

        ClearUnless(trimmed == given, trimmed);
        return equal;
    }

    private static void ClearUnless(bool kept, byte[] number)
    {
        if (!kept && number != null)
        {
            Array.Clear(number, 0, number.Length);
        }
    }

    private static EncodingException Misfit() => new EncodingException("RSA numbers do not fit each other", -1);
}
