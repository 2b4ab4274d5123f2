using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSASSA-PSS with SHA-256 and MGF1 with SHA-256 (RFC 8017, 8.1 and 9.1).</summary>
public static class RsaPss
{
    private const int HashLength = Sha256.HashLength;
    private const byte Trailer = 0xBC;

    /// <summary>Signs a hash. Threads wait for each other.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="salt">Random, usually 32 bytes; may be empty.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key, hash and salt alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The hash is not 32 bytes, or the salt too long for the key.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    public static byte[] Sign(RsaPrivateKey key, byte[] hash, byte[] salt, byte[] entropy)
    {
        int end = key.PublicKey.Modulus.Length;
        int bits = BigEndian.BitLength(key.PublicKey.Modulus) - 1;
        int first = end - ((bits + 7) / 8);
        int tagAt = end - HashLength - 1;
        int saltAt = tagAt - salt.Length;
        if (hash.Length != HashLength || saltAt <= first)
        {
            throw new ArgumentException("hash or salt has a wrong length");
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                byte[] message = workspace.Message;
                Array.Clear(message, 0, end);
                message[saltAt - 1] = 1;
                Array.Copy(salt, 0, message, saltAt, salt.Length);
                Tag(workspace, hash, message, saltAt, salt.Length);
                Array.Copy(workspace.Seed, 0, message, tagAt, HashLength);
                Mask(workspace, message, first, tagAt);
                message[first] = (byte)(message[first] & TopMask(bits));
                message[end - 1] = Trailer;
                return RsaPrimitive.Private(workspace, key, entropy);
            }
            finally
            {
                workspace.Clear();
            }
        }
    }

    /// <summary>Verifies a signature of a hash. Threads wait for each other.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="saltLength">Bytes of the salt; another length is refused.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(PublicKeyInfo key, byte[] hash, int saltLength, byte[] signature)
    {
        int end = key.Modulus.Length;
        int bits = BigEndian.BitLength(key.Modulus) - 1;
        int first = end - ((bits + 7) / 8);
        int tagAt = end - HashLength - 1;
        if (hash.Length != HashLength || saltLength < 0 || saltLength >= tagAt - first)
        {
            return false;
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                return RsaPrimitive.Public(workspace, key, signature)
                    && IsEncoded(workspace, hash, saltLength, first, tagAt, TopMask(bits));
            }
            finally
            {
                workspace.Clear();
            }
        }
    }

    /// <summary>Whether the scratch is an encoding of the hash; unmasks it.</summary>
    private static bool IsEncoded(RsaWorkspace workspace, byte[] hash, int saltLength, int first, int tagAt, int topMask)
    {
        byte[] encoded = workspace.Scratch;
        int saltAt = tagAt - saltLength;

        // Where the modulus has 8k + 1 bits, one zero byte stands before the encoded message.
        uint wrong = encoded[tagAt + HashLength] ^ (uint)Trailer;
        wrong |= (uint)(encoded[first] & ~topMask);
        wrong |= first > 0 ? encoded[0] : 0u;
        Mask(workspace, encoded, first, tagAt);
        encoded[first] = (byte)(encoded[first] & topMask);
        wrong |= encoded[saltAt - 1] ^ 1u;
        for (int i = first; i < saltAt - 1; i++)
        {
            wrong |= encoded[i];
        }

        Tag(workspace, hash, encoded, saltAt, saltLength);
        for (int i = 0; i < HashLength; i++)
        {
            wrong |= (uint)encoded[tagAt + i] ^ workspace.Seed[i];
        }

        return wrong == 0;
    }

    /// <summary>The bits of the first byte that belong to the encoded message.</summary>
    private static int TopMask(int bits) => 0xFF >> ((8 - (bits % 8)) % 8);

    /// <summary>The hash of eight zeros, hash and salt, to <see cref="RsaWorkspace.Seed"/>.</summary>
    private static void Tag(RsaWorkspace workspace, byte[] hash, byte[] salt, int offset, int count)
    {
        Sha256 sha = workspace.Sha;
        Array.Clear(workspace.Counter, 0, 8);
        sha.Update(workspace.Counter, 0, 8);
        sha.Update(hash, 0, HashLength);
        sha.Update(salt, offset, count);
        sha.Finish(workspace.Seed, 0);
    }

    /// <summary>Masks the bytes before the tag with MGF1 of it (RFC 8017, B.2.1).</summary>
    private static void Mask(RsaWorkspace workspace, byte[] data, int first, int tagAt)
    {
        Sha256 sha = workspace.Sha;
        byte[] block = workspace.Block;
        byte[] counter = workspace.Counter;
        Array.Clear(counter, 0, 4);
        for (int i = first; i < tagAt; i++)
        {
            int at = (i - first) % HashLength;
            if (at == 0)
            {
                // At most 16 blocks.
                sha.Update(data, tagAt, HashLength);
                sha.Update(counter, 0, 4);
                sha.Finish(block, 0);
                counter[3]++;
            }

            data[i] = (byte)(data[i] ^ block[at]);
        }

        counter[3] = 0;
    }
}
