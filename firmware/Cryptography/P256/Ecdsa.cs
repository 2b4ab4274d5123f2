using System;

namespace NfToken.Cryptography;

/// <summary>ECDSA on P-256 (FIPS 186-5, 6.4). Signatures are raw, r ‖ s, 64 bytes, as PKCS #11 has them.</summary>
public static class Ecdsa
{
    /// <summary>Bytes of a raw signature.</summary>
    public const int SignatureLength = 64;

    /// <summary>Signs a hash. Nothing branches or indexes by key or nonce; the key meets the nonce blinded.</summary>
    /// <param name="d">The private key, 32 bytes, 0 &lt; d &lt; n.</param>
    /// <param name="hash">The hash, of which at most the first 32 bytes count.</param>
    /// <param name="entropy">Fresh randomness that hedges the deterministic nonce (RFC 6979, 3.6); null for the plain RFC 6979.</param>
    /// <returns>r ‖ s.</returns>
    /// <exception cref="ArgumentException">The private key is out of range.</exception>
    public static byte[] Sign(byte[] d, byte[] hash, byte[] entropy)
    {
        if (!P256.IsValidScalar(d))
        {
            throw new ArgumentException("private key out of range", nameof(d));
        }

        ulong[] z = new ulong[P256Field.Limbs];
        ulong[] key = new ulong[P256Field.Limbs];
        ulong[] k = new ulong[P256Field.Limbs];
        ulong[] blind = new ulong[P256Field.Limbs];
        ulong[] r = new ulong[P256Field.Limbs];
        byte[] nonce = new byte[P256.ScalarLength];
        byte[] mask = new byte[P256.ScalarLength];
        byte[] point = new byte[P256.PointLength];
        byte[] signature = new byte[SignatureLength];
        ReadHash(z, hash);
        Limbs29.Write(z, nonce, 0);
        NonceGenerator nonces = new NonceGenerator(d, nonce, entropy);
        bool good;
        do
        {
            nonces.Next(nonce);
            nonces.Next(mask);
            P256.MultiplyBase(nonce, mask, point);
            P256Scalar.Read(k, nonce, 0);
            nonces.Next(mask);
            P256Scalar.Read(blind, mask, 0);
            P256Scalar.Read(key, d, 0);
            P256Scalar.Read(r, point, 1);
            Limbs29.Write(r, signature, 0);

            // s = (b·z + b·d·r) / (b·k)
            good = Limbs29.IsZero(r) == 0;
            P256Scalar.Multiply(key, key, blind);
            P256Scalar.Multiply(key, key, r);
            P256Scalar.Multiply(r, z, blind);
            P256Scalar.Add(r, key);
            P256Scalar.Multiply(k, k, blind);
            P256Scalar.Invert(k);
            P256Scalar.Multiply(r, r, k);
            Limbs29.Write(r, signature, P256.ScalarLength);
            good &= Limbs29.IsZero(r) == 0;
        }
        while (!good);
        nonces.Clear();
        Array.Clear(nonce, 0, nonce.Length);
        Array.Clear(mask, 0, mask.Length);
        Array.Clear(point, 0, point.Length);
        Limbs29.Clear(key);
        Limbs29.Clear(k);
        Limbs29.Clear(blind);
        return signature;
    }

    /// <summary>Verifies a signature of a hash. Everything here is public; no care is taken to hide it.</summary>
    /// <param name="point">The public key, 04 ‖ X ‖ Y; validated.</param>
    /// <param name="hash">The hash, of which at most the first 32 bytes count.</param>
    /// <param name="signature">r ‖ s.</param>
    public static bool Verify(byte[] point, byte[] hash, byte[] signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        byte[] part = new byte[P256.ScalarLength];
        ulong[] r = new ulong[P256Field.Limbs];
        ulong[] s = new ulong[P256Field.Limbs];
        ulong[] z = new ulong[P256Field.Limbs];
        Array.Copy(signature, 0, part, 0, part.Length);
        if (!P256.IsValidScalar(part))
        {
            return false;
        }

        P256Scalar.Read(r, part, 0);
        byte[] u2 = new byte[P256.ScalarLength];
        Array.Copy(signature, part.Length, u2, 0, u2.Length);
        if (!P256.IsValidScalar(u2))
        {
            return false;
        }

        P256Scalar.Read(s, u2, 0);
        P256Scalar.Invert(s);
        ReadHash(z, hash);
        P256Scalar.Multiply(z, z, s);
        P256Scalar.Multiply(s, s, r);
        byte[] u1 = new byte[P256.ScalarLength];
        Limbs29.Write(z, u1, 0);
        Limbs29.Write(s, u2, 0);
        return P256.SumHasX(point, u1, u2, part);
    }

    /// <summary>A raw signature as ECDSA-Sig-Value (RFC 3279, 2.2.3), which certificates and TLS use.</summary>
    /// <param name="signature">r ‖ s.</param>
    public static byte[] ToDer(byte[] signature)
    {
        DerWriter writer = new DerWriter(80);
        writer.OpenSequence();
        writer.WriteUnsigned(signature, 0, P256.ScalarLength);
        writer.WriteUnsigned(signature, P256.ScalarLength, P256.ScalarLength);
        writer.Close();
        return writer.ToArray();
    }

    /// <summary>An ECDSA-Sig-Value as raw signature.</summary>
    /// <param name="der">The DER, nothing after it.</param>
    /// <returns>r ‖ s; whether they are in range is for <see cref="Verify"/> to say.</returns>
    /// <exception cref="EncodingException">Malformed, or a number of more than 32 bytes.</exception>
    public static byte[] FromDer(byte[] der)
    {
        DerReader reader = new DerReader(der);
        DerReader numbers = reader.EnterSequence();
        reader.End();
        byte[] r = numbers.ReadUnsigned(P256.ScalarLength);
        byte[] s = numbers.ReadUnsigned(P256.ScalarLength);
        numbers.End();
        byte[] signature = new byte[SignatureLength];
        Array.Copy(r, 0, signature, P256.ScalarLength - r.Length, r.Length);
        Array.Copy(s, 0, signature, SignatureLength - s.Length, s.Length);
        return signature;
    }

    /// <summary>The first 256 bits of a hash as a number modulo n.</summary>
    private static void ReadHash(ulong[] z, byte[] hash)
    {
        byte[] number = new byte[P256.ScalarLength];
        int count = hash.Length < number.Length ? hash.Length : number.Length;
        Array.Copy(hash, 0, number, number.Length - count, count);
        P256Scalar.Read(z, number, 0);
    }
}
