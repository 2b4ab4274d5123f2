using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>The hashes that vectors for ECDSA ask for.</summary>
internal static class Digests
{
    /// <summary>A hash by its name in NIST's writing, such as SHA-256.</summary>
    public static byte[] Of(string name, byte[] message)
    {
        if (name != "SHA-224")
        {
            return CryptographicOperations.HashData(new HashAlgorithmName(name.Replace("-", "", StringComparison.Ordinal)), message);
        }

        var sha = new Sha224Digest();
        byte[] hash = new byte[sha.GetDigestSize()];
        sha.BlockUpdate(message, 0, message.Length);
        sha.DoFinal(hash, 0);
        return hash;
    }
}
