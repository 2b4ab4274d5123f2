using System;

namespace NfToken.Cryptography;

/// <summary>RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).</summary>
public static class RsaPkcs1
{
    /// <summary>Bytes of padding at least.</summary>
    public const int Overhead = 11;

    /// <summary>The DigestInfo of a SHA-256 hash (RFC 8017, 9.2).</summary>
    /// <param name="hash">32 bytes.</param>
    public static byte[] DigestInfo(byte[] hash)
    {
        DerWriter writer = new DerWriter(51);
        writer.OpenSequence();
        writer.OpenSequence();
        writer.WriteOid(Oid.Sha256);
        writer.WriteNull();
        writer.Close();
        writer.Write(DerTag.OctetString, hash);
        writer.Close();
        return writer.ToArray();
    }

    /// <summary>Signs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="data">What is padded and signed, such as a DigestInfo; at most the modulus's bytes less <see cref="Overhead"/>.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key and data alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The data is too long.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    public static byte[] Sign(RsaPrivateKey key, byte[] data, byte[] entropy)
    {
        byte[] padded = Encode(data, key.PublicKey.Modulus.Length);
        return padded == null ? throw new ArgumentException("too long for the key", nameof(data)) : RsaPrimitive.Private(key, padded, entropy);
    }

    /// <summary>Verifies: pads anew and compares all of it, so that nothing is parsed.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="data">What was padded, such as a DigestInfo.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(PublicKeyInfo key, byte[] data, byte[] signature)
    {
        byte[] padded = Encode(data, key.Modulus.Length);
        byte[] message = padded == null ? null : RsaPrimitive.Public(key, signature);
        return message != null && BigEndian.Equal(message, padded);
    }

    private static byte[] Encode(byte[] data, int length)
    {
        if (data.Length + Overhead > length)
        {
            return null;
        }

        byte[] padded = new byte[length];
        int start = length - data.Length;
        padded[1] = 1;
        for (int i = 2; i < start - 1; i++)
        {
            padded[i] = 0xFF;
        }

        Array.Copy(data, 0, padded, start, data.Length);
        return padded;
    }
}
