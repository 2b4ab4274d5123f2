using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>Signs with a key that stays in the token.</summary>
/// <param name="session">A session.</param>
/// <param name="key">Handle of a private key.</param>
/// <param name="kind">Its kind.</param>
public sealed class KeySigner(TokenSession session, uint key, KeyKind kind) : IRequestSigner
{
    /// <inheritdoc/>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public byte[] Sign(byte[] message)
    {
        byte[] signature = KeyOperations.Sign(session, key, kind, message);
        return kind == KeyKind.EcP256 ? Ecdsa.ToDer(signature) : signature;
    }
}
