using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).</summary>
public static class RsaPkcs1
{
    /// <summary>Bytes of padding at least.</summary>
    public const int Overhead = 11;

    /// <summary>Signs. Threads wait for each other.</summary>
    /// <param name="key">The key.</param>
    /// <param name="data">What is padded and signed, such as a DigestInfo; at most the modulus's bytes less <see cref="Overhead"/>.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key and data alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The data is too long.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    public static byte[] Sign(RsaPrivateKey key, byte[] data, byte[] entropy)
    {
        if (data.Length + Overhead > key.PublicKey.Modulus.Length)
        {
            throw new ArgumentException("too long for the key", nameof(data));
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                Encode(workspace.Message, data, key.PublicKey.Modulus.Length);
                return RsaPrimitive.Private(workspace, key, entropy);
            }
            finally
            {
                workspace.Clear();
            }
        }
    }

    /// <summary>Verifies: pads anew and compares all of it, so that nothing is parsed. Threads wait for each other.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="data">What was padded, such as a DigestInfo.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(PublicKeyInfo key, byte[] data, byte[] signature)
    {
        int length = key.Modulus.Length;
        if (data.Length + Overhead > length)
        {
            return false;
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                Encode(workspace.Message, data, length);
                return RsaPrimitive.Public(workspace, key, signature) && BigEndian.Equal(workspace.Scratch, workspace.Message, length);
            }
            finally
            {
                workspace.Clear();
            }
        }
    }

    private static void Encode(byte[] padded, byte[] data, int length)
    {
        int start = length - data.Length;
        padded[0] = 0;
        padded[1] = 1;
        for (int i = 2; i < start - 1; i++)
        {
            padded[i] = 0xFF;
        }

        padded[start - 1] = 0;
        Array.Copy(data, 0, padded, start, data.Length);
    }
}
