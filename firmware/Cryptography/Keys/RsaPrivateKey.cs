using System;

namespace NfToken.Cryptography;

/// <summary>An RSA private key with two primes (RFC 8017, 3.2). All numbers are big-endian without leading zeros.</summary>
public sealed class RsaPrivateKey
{
    /// <summary>Makes the key from the numbers of an RSAPrivateKey; none is copied. Keys from elsewhere go through <see cref="IRsa.Complete"/>.</summary>
    /// <param name="modulus">n.</param>
    /// <param name="publicExponent">e.</param>
    /// <param name="privateExponent">d.</param>
    /// <param name="prime1">p.</param>
    /// <param name="prime2">q.</param>
    /// <param name="exponent1">d mod (p - 1).</param>
    /// <param name="exponent2">d mod (q - 1).</param>
    /// <param name="coefficient">1/q mod p.</param>
    /// <exception cref="EncodingException">Sizes that do not fit each other, or p·q ≠ n. The caller clears the secret numbers then.</exception>
    public RsaPrivateKey(byte[] modulus, byte[] publicExponent, byte[] privateExponent, byte[] prime1, byte[] prime2, byte[] exponent1, byte[] exponent2, byte[] coefficient)
        : this(
            PublicKeyInfo.FromRsa(modulus, publicExponent),
            BigEndian.Trim(privateExponent),
            BigEndian.Trim(prime1),
            BigEndian.Trim(prime2),
            BigEndian.Trim(exponent1),
            BigEndian.Trim(exponent2),
            BigEndian.Trim(coefficient))
    {
        bool done = false;
        try
        {
            int n = PublicKey.Modulus.Length;
            if (D.Length == 0 || D.Length > n || P.Length == 0 || Q.Length == 0 || P.Length >= n || Q.Length >= n
                || DP.Length == 0 || DP.Length > P.Length || DQ.Length == 0 || DQ.Length > Q.Length || QInv.Length == 0 || QInv.Length > P.Length)
            {
                throw new EncodingException("RSA numbers do not fit each other", -1);
            }

            CheckProduct(P, Q, PublicKey.Modulus);
            done = true;
        }
        finally
        {
            if (!done)
            {
                // Those among them that trimming copied would be left over.
                Clear();
            }
        }
    }

    /// <summary>Makes the key from numbers that were checked and have no leading zeros; none is copied.</summary>
    /// <param name="publicKey">n and e.</param>
    /// <param name="d">The private exponent.</param>
    /// <param name="p">The first prime.</param>
    /// <param name="q">The second prime.</param>
    /// <param name="dP">d mod (p - 1).</param>
    /// <param name="dQ">d mod (q - 1).</param>
    /// <param name="qInv">1/q mod p.</param>
    public RsaPrivateKey(PublicKeyInfo publicKey, byte[] d, byte[] p, byte[] q, byte[] dP, byte[] dQ, byte[] qInv)
    {
        PublicKey = publicKey;
        D = d;
        P = p;
        Q = q;
        DP = dP;
        DQ = dQ;
        QInv = qInv;
    }

    /// <summary>n and e.</summary>
    public PublicKeyInfo PublicKey { get; }

    /// <summary>d, the private exponent.</summary>
    public byte[] D { get; }

    /// <summary>p, the first prime.</summary>
    public byte[] P { get; }

    /// <summary>q, the second prime.</summary>
    public byte[] Q { get; }

    /// <summary>d mod (p - 1).</summary>
    public byte[] DP { get; }

    /// <summary>d mod (q - 1).</summary>
    public byte[] DQ { get; }

    /// <summary>1/q mod p.</summary>
    public byte[] QInv { get; }

    /// <summary>Fills everything secret with zeros.</summary>
    public void Clear()
    {
        Array.Clear(D, 0, D.Length);
        Array.Clear(P, 0, P.Length);
        Array.Clear(Q, 0, Q.Length);
        Array.Clear(DP, 0, DP.Length);
        Array.Clear(DQ, 0, DQ.Length);
        Array.Clear(QInv, 0, QInv.Length);
    }

    /// <summary>Sees to it that p·q = n.</summary>
    /// <param name="p">The first prime.</param>
    /// <param name="q">The second prime.</param>
    /// <param name="n">The modulus.</param>
    /// <exception cref="EncodingException">It is not, or a prime is even.</exception>
    public static void CheckProduct(byte[] p, byte[] q, byte[] n)
    {
        byte[] product = BigEndian.Multiply(p, q);
        int extra = product.Length - n.Length;
        bool same = (p[p.Length - 1] & q[q.Length - 1] & 1) != 0 && (extra is 0 or 1) && (extra == 0 || product[0] == 0);
        uint difference = 0;
        for (int i = 0; same && i < n.Length; i++)
        {
            difference |= (uint)product[i + extra] ^ n[i];
        }

        Array.Clear(product, 0, product.Length);
        if (!same || difference != 0)
        {
            throw new EncodingException("RSA primes do not give the modulus", -1);
        }
    }
}
