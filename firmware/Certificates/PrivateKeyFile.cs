using System;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>The content of a file with a private key: PEM or DER, in any of the forms that <see cref="PrivateKeyInfo"/> knows.</summary>
public static class PrivateKeyFile
{
    /// <summary>Reads the first private key; other blocks of the PEM, such as EC PARAMETERS, are passed over.</summary>
    /// <param name="content">The bytes; the caller clears them.</param>
    /// <exception cref="EncodingException">No private key, malformed, encrypted, or of a kind that is not supported.</exception>
    public static PrivateKeyInfo Read(byte[] content)
    {
        if (!Pem.IsPem(content))
        {
            return PrivateKeyInfo.FromDer(content);
        }

        for (PemBlock block = Pem.FindNext(content, 0); block != null; block = Pem.FindNext(content, block.End))
        {
            try
            {
                if (block.Label == Pem.EncryptedPrivateKey)
                {
                    throw new EncodingException("key is encrypted, decrypt it first (openssl pkey)", block.Start);
                }

                if (block.Label is Pem.PrivateKey or Pem.EcPrivateKey or Pem.RsaPrivateKey)
                {
                    return PrivateKeyInfo.FromDer(block.Der);
                }
            }
            finally
            {
                Array.Clear(block.Der, 0, block.Der.Length);
            }
        }

        throw new EncodingException("PEM: no private key", -1);
    }
}
