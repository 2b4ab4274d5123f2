using System.Security.Cryptography;

namespace NfToken.Pal.NanoCryptography;

/// <summary>HMAC-SHA-256 by the firmware's mbedTLS.</summary>
public sealed class NanoHmac : INativeHmac
{
    /// <inheritdoc/>
    public byte[] ComputeHmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);
}
