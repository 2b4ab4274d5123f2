using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Rsa;

namespace NfToken.Tests.Cryptoki;

/// <summary>Tokens that can compute, and what the tests of operations have in common.</summary>
public static class Crypto
{
    /// <summary>A session of a token with a generator and, where asked for, RSA.</summary>
    public static TokenSession Session(bool withRsa) =>
        Open(new TokenParts(new MemoryStore()) { Random = new TestRandom(), Rsa = withRsa ? new RsaEngine() : null });

    /// <summary>A session of a token made of these parts.</summary>
    public static TokenSession Open(TokenParts parts)
    {
        Token token = new Token(parts);
        uint rv = token.C_Initialize(null);
        return rv == CKR.CKR_OK ? TokenSession.Open(token, true) : throw new CryptokiException(rv, "initialize", token.LastStoreError);
    }

    /// <summary>C_SignInit for a mechanism without parameter.</summary>
    public static uint SignInit(TokenSession session, uint mechanism, uint key) =>
        session.Token.C_SignInit(session.Handle, new CkMechanism(mechanism), key);

    /// <summary>C_VerifyInit for a mechanism without parameter.</summary>
    public static uint VerifyInit(TokenSession session, uint mechanism, uint key) =>
        session.Token.C_VerifyInit(session.Handle, new CkMechanism(mechanism), key);

    /// <summary>C_Sign of a whole array into a buffer of its own.</summary>
    public static uint Sign(TokenSession session, byte[] data)
    {
        uint length = 512;
        return session.Token.C_Sign(session.Handle, data, 0, data.Length, new byte[512], ref length);
    }

    /// <summary>C_Sign's question for the length.</summary>
    public static uint AskLength(TokenSession session, byte[] data, out uint length)
    {
        length = 0;
        return session.Token.C_Sign(session.Handle, data, 0, data.Length, null, ref length);
    }

    /// <summary>C_Verify of whole arrays.</summary>
    public static uint Verify(TokenSession session, byte[] data, byte[] signature) =>
        session.Token.C_Verify(session.Handle, data, 0, data.Length, signature);

    /// <summary>A secret key that may sign and verify, and can be read.</summary>
    public static CkAttribute[] Secret(uint keyType, byte[] value) =>
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
        new CkAttribute(CKA.CKA_KEY_TYPE, keyType),
        new CkAttribute(CKA.CKA_VALUE, value),
    ];

    /// <summary>count bytes, 0, 1, 2 and so on.</summary>
    public static byte[] Count(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)i;
        }

        return bytes;
    }

    /// <summary>A generator that has no source.</summary>
    public static TestRandom NoSource() => new TestRandom { Failure = new RandomException(RandomError.NoSource, "no source", null) };

    /// <summary>Whether an attribute's truth value is set.</summary>
    public static bool Has(TokenSession session, uint handle, uint type) => session.GetAttribute(handle, type)[0] != 0;
}
