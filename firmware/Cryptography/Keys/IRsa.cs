using System;

namespace NfToken.Cryptography;

/// <summary>
/// RSA (RFC 8017) for 1024 to 4096 bits, an assembly of its own: a board that needs P-256 only leaves it out. Whoever takes one takes null too,
/// and has no RSA then. Threads wait for each other.
/// </summary>
public interface IRsa
{
    /// <summary>Makes a private key whose numbers fit each other: what is not given is computed, what is given is checked.</summary>
    /// <param name="modulus">n, big-endian, as all of them. No array is copied.</param>
    /// <param name="publicExponent">e.</param>
    /// <param name="privateExponent">d.</param>
    /// <param name="prime1">p.</param>
    /// <param name="prime2">q.</param>
    /// <param name="exponent1">d mod (p - 1), or null.</param>
    /// <param name="exponent2">d mod (q - 1), or null.</param>
    /// <param name="coefficient">1/q mod p, or null.</param>
    /// <exception cref="EncodingException">Sizes or numbers that do not fit each other.</exception>
    RsaPrivateKey Complete(byte[] modulus, byte[] publicExponent, byte[] privateExponent, byte[] prime1, byte[] prime2, byte[] exponent1, byte[] exponent2, byte[] coefficient);

    /// <summary>Signs with RSASSA-PKCS1-v1_5 padding (8.2).</summary>
    /// <param name="key">The key.</param>
    /// <param name="data">What is padded and signed, such as a DigestInfo; at most the modulus's bytes less 11.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key and data alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The data is too long.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    byte[] SignPkcs1(RsaPrivateKey key, byte[] data, byte[] entropy);

    /// <summary>Verifies a signature with RSASSA-PKCS1-v1_5 padding (8.2).</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="data">What was padded, such as a DigestInfo.</param>
    /// <param name="signature">The signature.</param>
    bool VerifyPkcs1(PublicKeyInfo key, byte[] data, byte[] signature);

    /// <summary>Signs a SHA-256 hash with RSASSA-PSS and MGF1 with SHA-256 (8.1).</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="salt">Random, usually 32 bytes; may be empty.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key, hash and salt alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The hash is not 32 bytes, or the salt too long for the key.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    byte[] SignPss(RsaPrivateKey key, byte[] hash, byte[] salt, byte[] entropy);

    /// <summary>Verifies a signature with RSASSA-PSS, SHA-256 and MGF1 with SHA-256 (8.1).</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="saltLength">Bytes of the salt; another length is refused.</param>
    /// <param name="signature">The signature.</param>
    bool VerifyPss(PublicKeyInfo key, byte[] hash, int saltLength, byte[] signature);

    /// <summary>The private operation on a number without padding (5.2.1), for CKM_RSA_X_509.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The number, big-endian, at most the modulus's bytes; below n.</param>
    /// <param name="entropy">Fresh randomness for blinding, or null: then key and message alone make the blinds.</param>
    /// <returns>As many bytes as the modulus has.</returns>
    /// <exception cref="ArgumentException">The number is not below n.</exception>
    /// <exception cref="InvalidOperationException">The result was wrong and is kept back: a damaged key, or a fault.</exception>
    byte[] SignRaw(RsaPrivateKey key, byte[] message, byte[] entropy);

    /// <summary>The public operation on a signature, compared with a number (5.2.2), for CKM_RSA_X_509.</summary>
    /// <param name="key">An RSA key.</param>
    /// <param name="message">The number, big-endian, at most the modulus's bytes.</param>
    /// <param name="signature">The signature.</param>
    bool VerifyRaw(PublicKeyInfo key, byte[] message, byte[] signature);
}
