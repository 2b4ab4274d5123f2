using System;

namespace NfToken.Cryptography;

/// <summary>DigestInfo, which PKCS #1 v1.5 signatures pad (RFC 8017, 9.2, note 1).</summary>
public static class DigestInfo
{
    /// <summary>The DigestInfo of a SHA-256 hash.</summary>
    /// <param name="hash">32 bytes.</param>
    public static byte[] OfSha256(byte[] hash)
    {
        byte[] info =
        [
            0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, Sha256.HashLength,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        Array.Copy(hash, 0, info, info.Length - Sha256.HashLength, Sha256.HashLength);
        return info;
    }
}
