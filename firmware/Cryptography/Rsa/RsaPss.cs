using System;

namespace NfToken.Cryptography;

/// <summary>RSASSA-PSS with SHA-256 and MGF1 with SHA-256 (RFC 8017, 8.1 and 9.1).</summary>
public static class RsaPss
{
    private const int HashLength = Sha256.HashLength;

    /// <summary>Signs a hash.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="salt">Random, usually 32 bytes; may be empty.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key, hash and salt alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The hash is not 32 bytes, or the salt too long for the key.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    public static byte[] Sign(RsaPrivateKey key, byte[] hash, byte[] salt, byte[] entropy)
    {
        int bits = BigEndian.BitLength(key.PublicKey.Modulus) - 1;
        int length = (bits + 7) / 8;
        int start = length - HashLength - 1;
        if (hash.Length != HashLength || start < salt.Length + 1)
        {
            throw new ArgumentException("hash or salt has a wrong length");
        }

        // Where the modulus has 8k + 1 bits, one zero byte stands before the encoded message.
        byte[] encoded = new byte[length];
        byte[] tag = Tag(hash, salt, 0, salt.Length);
        encoded[start - salt.Length - 1] = 1;
        Array.Copy(salt, 0, encoded, start - salt.Length, salt.Length);
        Mask(encoded, start, tag);
        encoded[0] = (byte)(encoded[0] & TopMask(bits));
        Array.Copy(tag, 0, encoded, start, HashLength);
        encoded[length - 1] = 0xBC;
        return RsaPrimitive.Private(key, BigEndian.Pad(encoded, key.PublicKey.Modulus.Length), entropy);
    }

    /// <summary>Verifies a signature of a hash.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="saltLength">Bytes of the salt; another length is refused.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(PublicKeyInfo key, byte[] hash, int saltLength, byte[] signature)
    {
        int bits = BigEndian.BitLength(key.Modulus) - 1;
        int length = (bits + 7) / 8;
        int start = length - HashLength - 1;
        byte[] message = hash.Length != HashLength || saltLength < 0 || start < saltLength + 1 ? null : RsaPrimitive.Public(key, signature);
        if (message == null || message[message.Length - 1] != 0xBC)
        {
            return false;
        }

        byte[] encoded = message;
        if (length != message.Length)
        {
            if (message[0] != 0)
            {
                return false;
            }

            encoded = new byte[length];
            Array.Copy(message, 1, encoded, 0, length);
        }

        byte[] tag = new byte[HashLength];
        Array.Copy(encoded, start, tag, 0, HashLength);
        if ((encoded[0] & ~TopMask(bits)) != 0)
        {
            return false;
        }

        Mask(encoded, start, tag);
        encoded[0] = (byte)(encoded[0] & TopMask(bits));
        int separator = start - saltLength - 1;
        uint wrong = encoded[separator] ^ 1u;
        for (int i = 0; i < separator; i++)
        {
            wrong |= encoded[i];
        }

        return wrong == 0 && BigEndian.Equal(tag, Tag(hash, encoded, start - saltLength, saltLength));
    }

    /// <summary>The bits of the first byte that belong to the encoded message.</summary>
    private static int TopMask(int bits) => 0xFF >> ((8 - (bits % 8)) % 8);

    /// <summary>The hash of eight zeros, hash and salt.</summary>
    private static byte[] Tag(byte[] hash, byte[] salt, int offset, int count)
    {
        Sha256 sha = new Sha256();
        byte[] tag = new byte[HashLength];
        sha.Update(new byte[8], 0, 8);
        sha.Update(hash, 0, hash.Length);
        sha.Update(salt, offset, count);
        sha.Finish(tag, 0);
        return tag;
    }

    /// <summary>Masks the first bytes with MGF1 (RFC 8017, B.2.1).</summary>
    private static void Mask(byte[] data, int count, byte[] seed)
    {
        Sha256 sha = new Sha256();
        byte[] block = new byte[HashLength];
        byte[] counter = new byte[4];
        for (int i = 0; i < count; i++)
        {
            int at = i % HashLength;
            if (at == 0)
            {
                // At most 16 blocks.
                sha.Reset();
                sha.Update(seed, 0, seed.Length);
                sha.Update(counter, 0, counter.Length);
                sha.Finish(block, 0);
                counter[3]++;
            }

            data[i] = (byte)(data[i] ^ block[at]);
        }
    }
}
