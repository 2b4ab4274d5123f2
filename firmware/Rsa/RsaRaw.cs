using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSA without padding (RFC 8017, 5.2): whoever uses it pads.</summary>
public static class RsaRaw
{
    /// <summary>The private operation. Threads wait for each other.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The number, big-endian, at most the modulus's bytes; below n.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key and message alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The number is not below n.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    public static byte[] Sign(RsaPrivateKey key, byte[] message, byte[] entropy)
    {
        byte[] modulus = key.PublicKey.Modulus;
        byte[] number = ToNumber(message, modulus);
        if (number == null)
        {
            throw new ArgumentException("not below the modulus", nameof(message));
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                Array.Copy(number, 0, workspace.Message, 0, number.Length);
                return RsaPrimitive.Private(workspace, key, entropy);
            }
            finally
            {
                workspace.Clear();
                Array.Clear(number, 0, number.Length);
            }
        }
    }

    /// <summary>The public operation, and a comparison. Threads wait for each other.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="message">The number, big-endian, at most the modulus's bytes.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(PublicKeyInfo key, byte[] message, byte[] signature)
    {
        byte[] number = ToNumber(message, key.Modulus);
        if (number == null)
        {
            return false;
        }

        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            try
            {
                return RsaPrimitive.Public(workspace, key, signature) && BigEndian.Equal(workspace.Scratch, number, number.Length);
            }
            finally
            {
                workspace.Clear();
            }
        }
    }

    // As long as the modulus and below it, or null.
    private static byte[] ToNumber(byte[] message, byte[] modulus)
    {
        if (message.Length > modulus.Length)
        {
            return null;
        }

        byte[] number = BigEndian.Pad(message, modulus.Length);
        return BigEndian.Less(number, modulus) ? number : null;
    }
}
