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
        if (content.Subtype == CKK.CKK_EC)
        {
            return new PrivateKeyInfo(new EcPrivateKey(content.Need(CKA.CKA_VALUE), ReadPoint(content)));
        }

        return new PrivateKeyInfo(new RsaPrivateKey(
            content.Need(CKA.CKA_MODULUS),
            content.Need(CKA.CKA_PUBLIC_EXPONENT),
            content.Need(CKA.CKA_PRIVATE_EXPONENT),
            content.Need(CKA.CKA_PRIME_1),
            content.Need(CKA.CKA_PRIME_2),
            content.Need(CKA.CKA_EXPONENT_1),
            content.Need(CKA.CKA_EXPONENT_2),
            content.Need(CKA.CKA_COEFFICIENT)));
    }

    private static byte[] ReadPoint(StoredObject content)
    {
        DerReader reader = new DerReader(content.Need(CKA.CKA_EC_POINT));
        return reader.ReadOctetString();
    }
}
