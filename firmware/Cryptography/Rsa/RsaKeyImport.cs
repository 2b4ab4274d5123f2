using System;

namespace NfToken.Cryptography;

/// <summary>RSA private keys from elsewhere: what is not given is computed, what is given is checked (RFC 8017, 3.2; SP 800-56B Rev. 2, 6.4.1).</summary>
public static class RsaKeyImport
{
    /// <summary>Makes a key whose numbers fit each other.</summary>
    /// <remarks>That p and q are prime is not tested: where they are not, signing finds its result wrong and keeps it back.</remarks>
    /// <param name="modulus">n, big-endian, as all of them.</param>
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
        const int Most = PublicKeyInfo.MaximumModulusBits / 8;
        byte[] p = BigEndian.Trim(prime1);
        byte[] q = BigEndian.Trim(prime2);
        byte[] d = BigEndian.Trim(privateExponent);
        byte[] e = BigEndian.Trim(publicExponent);
        if (p.Length < 2 || p.Length > Most || q.Length < 2 || q.Length > Most || d.Length > Most || e.Length > 8 || (p[p.Length - 1] & q[q.Length - 1] & 1) == 0)
        {
            throw Misfit();
        }

        byte[] dP = ReduceExponent(d, p, e);
        byte[] dQ = ReduceExponent(d, q, e);
        byte[] qInv = Remainder(q, p);
        RsaPrimePower.Invert(qInv, p);
        if (!IsOne(q, qInv, p) || !Agrees(dP, exponent1) || !Agrees(dQ, exponent2) || !Agrees(qInv, coefficient))
        {
            Array.Clear(dP, 0, dP.Length);
            Array.Clear(dQ, 0, dQ.Length);
            Array.Clear(qInv, 0, qInv.Length);
            throw Misfit();
        }

        return new RsaPrivateKey(modulus, publicExponent, d, p, q, dP, dQ, qInv);
    }

    /// <summary>a mod m by a bit a step: x = 2x + bit - m or x = 2x + bit + m, which stays between -m and m. Time depends on the sizes only.</summary>
    /// <param name="a">Big-endian.</param>
    /// <param name="m">Big-endian without leading zeros.</param>
    /// <returns>As long as m.</returns>
    internal static byte[] Remainder(byte[] a, byte[] m)
    {
        const int LimbBits = MontgomeryTiles.LimbBits;
        const ulong Mask = MontgomeryTiles.Mask;
        int limbs = ((8 * m.Length) + 2 + LimbBits - 1) / LimbBits;
        ulong[] x = new ulong[limbs];
        ulong[] n = new ulong[limbs];
        LimbNumber.Read(n, LimbBits, m);
        ulong carry;
        for (int bit = (8 * a.Length) - 1; bit >= 0; bit--)
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
        LimbNumber.Write(x, LimbBits, remainder);
        Array.Clear(x, 0, limbs);
        Array.Clear(n, 0, limbs);
        return remainder;
    }

    /// <summary>d modulo prime - 1, which must be 1/e there.</summary>
    private static byte[] ReduceExponent(byte[] d, byte[] prime, byte[] e)
    {
        byte[] less = new byte[prime.Length];
        Array.Copy(prime, 0, less, 0, less.Length);
        less[less.Length - 1] ^= 1;
        byte[] reduced = Remainder(d, less);
        bool inverse = IsOne(reduced, e, less);
        Array.Clear(less, 0, less.Length);
        if (!inverse)
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
        if (trimmed.Length > computed.Length)
        {
            return false;
        }

        byte[] padded = BigEndian.Pad(trimmed, computed.Length);
        bool equal = BigEndian.Equal(computed, padded);
        Array.Clear(padded, 0, padded.Length);
        return equal;
    }

    private static EncodingException Misfit() => new EncodingException("RSA numbers do not fit each other", -1);
}
