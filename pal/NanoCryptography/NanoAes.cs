using System;
using System.Security.Cryptography;

namespace NfToken.Pal.NanoCryptography;

/// <summary>AES-128 by the firmware's mbedTLS.</summary>
/// <remarks>
/// The firmware asks mbedTLS for AES-128 whatever the key is: longer keys are refused there, and each refusal loses native memory. It
/// ignores an IV that is refused and then returns whatever lay in its buffer. Neither gets that far from here.
/// </remarks>
public sealed class NanoAes : INativeAes
{
    private const int BlockLength = 16;

    /// <inheritdoc/>
    public bool HasKeyLength(int length) => length == BlockLength;

    /// <inheritdoc/>
    public byte[] EncryptCbc(byte[] key, byte[] iv, byte[] data)
    {
        if (key.Length != BlockLength || iv.Length != BlockLength || data.Length == 0 || data.Length % BlockLength != 0)
        {
            throw new ArgumentException();
        }

        // Made for CBC it would draw a random IV first.
        Aes aes = new Aes(CipherMode.ECB);
        aes.Mode = CipherMode.CBC;
        aes.Key = key;
        aes.IV = iv;
        return aes.Encrypt(data);
    }
}
