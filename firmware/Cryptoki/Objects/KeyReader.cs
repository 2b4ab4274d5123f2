using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Keys of firmware/Cryptography from the values of key objects.</summary>
internal static class KeyReader
{
    /// <summary>The public key of a key object.</summary>
    /// <param name="content">A public or private key.</param>
    /// <exception cref="EncodingException">The record makes no sense.</exception>
    public static PublicKeyInfo ReadPublicKey(StoredObject content) => content.Subtype == CKK.CKK_RSA
        ? PublicKeyInfo.FromRsa(content.Need(CKA.CKA_MODULUS), content.Need(CKA.CKA_PUBLIC_EXPONENT))
        : PublicKeyInfo.FromPoint(ReadPoint(content));

    /// <summary>The private key of a private key object. The caller clears it.</summary>
    /// <param name="content">A private key.</param>
    /// <exception cref="EncodingException">The record makes no sense.</exception>
    public static PrivateKeyInfo ReadPrivateKey(StoredObject content)
    {
        return content.Subtype == CKK.CKK_EC ? ReadPrivateEc(content) : ReadPrivateRsa(content);
    }

    private static PrivateKeyInfo ReadPrivateEc(StoredObject content)
    {
        byte[] point = ReadPoint(content);
        byte[] scalar = content.Need(CKA.CKA_VALUE);
        EcPrivateKey key = null;
        try
        {
            key = new EcPrivateKey(scalar, point);
            return new PrivateKeyInfo(key);
        }
        finally
        {
            if (key == null)
            {
                Array.Clear(scalar, 0, scalar.Length);
            }
        }
    }

    private static PrivateKeyInfo ReadPrivateRsa(StoredObject content)
    {
        byte[] modulus = content.Need(CKA.CKA_MODULUS);
        byte[] publicExponent = content.Need(CKA.CKA_PUBLIC_EXPONENT);

        // Private exponent to coefficient are six types in a row.
        byte[][] numbers = new byte[6][];
        RsaPrivateKey key = null;
        try
        {
            for (uint i = 0; i < 6; i++)
            {
                numbers[i] = content.Need(CKA.CKA_PRIVATE_EXPONENT + i);
            }

            key = new RsaPrivateKey(modulus, publicExponent, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
            return new PrivateKeyInfo(key);
        }
        finally
        {
            for (int i = 0; key == null && i < numbers.Length && numbers[i] != null; i++)
            {
                Array.Clear(numbers[i], 0, numbers[i].Length);
            }
        }
    }

    /// <summary>The point of an EC key: 04 ‖ X ‖ Y.</summary>
    /// <param name="content">A public or private key.</param>
    /// <exception cref="EncodingException">The record makes no sense.</exception>
    public static byte[] ReadPoint(StoredObject content)
    {
        DerReader reader = new DerReader(content.Need(CKA.CKA_EC_POINT));
        return reader.ReadOctetString();
    }
}
