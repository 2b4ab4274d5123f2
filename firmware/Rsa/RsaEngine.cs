using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSA for those that take it as a contract: a token is given one, or none where the board does without RSA.</summary>
public sealed class RsaEngine : IRsa
{
    /// <inheritdoc/>
    public RsaPrivateKey Complete(byte[] modulus, byte[] publicExponent, byte[] privateExponent, byte[] prime1, byte[] prime2, byte[] exponent1, byte[] exponent2, byte[] coefficient) =>
        RsaKeyImport.Complete(modulus, publicExponent, privateExponent, prime1, prime2, exponent1, exponent2, coefficient);

    /// <inheritdoc/>
    public byte[] SignPkcs1(RsaPrivateKey key, byte[] data, byte[] entropy) => RsaPkcs1.Sign(key, data, entropy);

    /// <inheritdoc/>
    public bool VerifyPkcs1(PublicKeyInfo key, byte[] data, byte[] signature) => RsaPkcs1.Verify(key, data, signature);

    /// <inheritdoc/>
    public byte[] SignPss(RsaPrivateKey key, byte[] hash, byte[] salt, byte[] entropy) => RsaPss.Sign(key, hash, salt, entropy);

    /// <inheritdoc/>
    public bool VerifyPss(PublicKeyInfo key, byte[] hash, int saltLength, byte[] signature) => RsaPss.Verify(key, hash, saltLength, signature);

    /// <inheritdoc/>
    public byte[] SignRaw(RsaPrivateKey key, byte[] message, byte[] entropy) => RsaRaw.Sign(key, message, entropy);

    /// <inheritdoc/>
    public bool VerifyRaw(PublicKeyInfo key, byte[] message, byte[] signature) => RsaRaw.Verify(key, message, signature);
}
