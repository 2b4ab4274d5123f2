using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>
/// The CKA_ID that joins a private key, its public key and its certificate: 20 bytes of the public key itself. They tell keys apart
/// as well as a hash of them would, and cost nothing to make.
/// </summary>
public static class KeyId
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 20;

    /// <summary>The id of a key.</summary>
    /// <param name="key">The public key.</param>
    /// <returns>EC: the first bytes of X. RSA: the last bytes of the modulus.</returns>
    public static byte[] Of(PublicKeyInfo key)
    {
        byte[] id = new byte[Length];
        if (key.Kind == KeyKind.EcP256)
        {
            Array.Copy(key.Point, 1, id, 0, Length);
        }
        else
        {
            Array.Copy(key.Modulus, key.Modulus.Length - Length, id, 0, Length);
        }

        return id;
    }
}
