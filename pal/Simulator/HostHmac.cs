using System.Security.Cryptography;

namespace NfToken.Pal.Simulator;

/// <summary>HMAC-SHA-256 as a board's firmware has it, by the PC's library.</summary>
public sealed class HostHmac : INativeHmac
{
    /// <inheritdoc/>
    public byte[] ComputeHmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);
}
