using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>Signs for whoever writes a request, so that the private key can stay where it is.</summary>
public interface IRequestSigner
{
    /// <summary>Signs a message with the private key that belongs to the request's public key.</summary>
    /// <param name="message">The message, not its hash: SHA-256 is part of the signature's algorithm.</param>
    /// <returns>EC: an ECDSA-Sig-Value (<see cref="Ecdsa.ToDer"/>). RSA: a PKCS #1 v1.5 signature.</returns>
    byte[] Sign(byte[] message);
}
