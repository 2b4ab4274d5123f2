using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>Device keys made and used by the token's own functions.</summary>
internal static class KeyOperations
{
    /// <summary>Makes a P-256 key pair under the device's labels.</summary>
    /// <param name="session">A read/write session.</param>
    /// <returns>Handle of the private key.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static uint Generate(TokenSession session)
    {
        CkAttribute[] publicTemplate =
        [
            new CkAttribute(CKA.CKA_TOKEN, true), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePublicKey), EcParameters.P256(),
        ];
        CkAttribute[] privateTemplate = [publicTemplate[0], new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey)];
        uint rv = session.Token.C_GenerateKeyPair(
            session.Handle, new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN), publicTemplate, privateTemplate, out uint _, out uint key);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "generate key pair", session.Token.LastStoreError);
        }

        return key;
    }

    /// <summary>Signs a message with SHA-256.</summary>
    /// <param name="session">A session.</param>
    /// <param name="key">Handle of a private key.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="message">The message.</param>
    /// <returns>EC: r and s. RSA: a PKCS #1 v1.5 signature.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static byte[] Sign(TokenSession session, uint key, KeyKind kind, byte[] message) => session.Sign(Mechanism(kind), key, message);

    /// <summary>Verifies what <see cref="Sign"/> gave.</summary>
    /// <param name="session">A session.</param>
    /// <param name="key">Handle of a public key.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="message">The message.</param>
    /// <param name="signature">The signature.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static bool Verify(TokenSession session, uint key, KeyKind kind, byte[] message, byte[] signature) =>
        session.Verify(Mechanism(kind), key, message, signature);

    /// <summary>The public key object of a key.</summary>
    /// <param name="session">A session.</param>
    /// <param name="key">The key.</param>
    /// <returns>Its handle, or CK_INVALID_HANDLE where there is none.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static uint FindPublicKey(TokenSession session, PublicKeyInfo key)
    {
        uint[] found = session.FindObjects(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY),
            new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, key.ToDer()),
        ]);
        return found.Length == 0 ? CK.CK_INVALID_HANDLE : found[found.Length - 1];
    }

    private static CkMechanism Mechanism(KeyKind kind) => new(kind == KeyKind.EcP256 ? CKM.CKM_ECDSA_SHA256 : CKM.CKM_SHA256_RSA_PKCS);
}
