using System;
using System.Security.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Rsa;

namespace NfToken.Tool.Images;

/// <summary>What a board is given: key, certificates, and a seed of its own.</summary>
/// <param name="Key">PKCS #8; whoever made it clears it.</param>
/// <param name="Chain">The device's certificate and its issuers, in DER.</param>
/// <param name="Roots">Authorities of the broker, in DER.</param>
internal sealed record DeviceIdentity(byte[] Key, byte[][] Chain, byte[][] Roots)
{
    /// <summary>Puts it into an empty store, through the token.</summary>
    /// <param name="store">The store.</param>
    public void Store(ObjectStore store) => StoreWith(store, token =>
    {
        using var session = TokenSession.Open(token, readWrite: true);
        Provisioner.Provision(session, Key, Chain, Roots);
        return true;
    });

    /// <summary>Gives an empty store a seed of its own, and runs something with a token over it.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="provision">Fills the token.</param>
    public static T StoreWith<T>(ObjectStore store, Func<Token, T> provision)
    {
        byte[] seed = RandomNumberGenerator.GetBytes(SystemRecord.SeedLength);
        store.SaveObject(SystemRecord.Seed, seed);
        CryptographicOperations.ZeroMemory(seed);
        Token token = new(new TokenParts(store) { Rsa = new RsaEngine() });
        uint rv = token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", token.LastStoreError);
        }

        T result = provision(token);
        token.C_Finalize(null);
        return result;
    }
}
