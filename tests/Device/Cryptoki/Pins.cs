using System.Text;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptoki;

/// <summary>Tokens with PINs, for the tests. Few iterations: what they are for is not tested here.</summary>
public static class Pins
{
    public const uint Serial = CKF.CKF_SERIAL_SESSION;
    public const uint ReadWrite = CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION;

    public static byte[] So => Bytes("so-secret");

    public static byte[] User => Bytes("1234");

    public static byte[] Wrong => Bytes("4321");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static TokenParts Parts(ObjectStore store) =>
        new TokenParts(store) { Rsa = new RsaEngine(), Random = new StepRandom(), PinIterations = 2 };

    /// <summary>A token as a restart finds it.</summary>
    public static Token Start(ObjectStore store)
    {
        Token token = new Token(Parts(store));
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        return token;
    }

    /// <summary>A token with both PINs, no session open.</summary>
    public static Token Token(ObjectStore store)
    {
        Token token = Start(store);
        Assert.AreEqual(CKR.CKR_OK, token.C_InitToken(CK.SlotId, So, Bytes("mine")));
        uint session = Open(token, ReadWrite);
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, So));
        Assert.AreEqual(CKR.CKR_OK, token.C_InitPIN(session, User));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(session));
        return token;
    }

    public static uint Open(Token token, uint flags)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, flags, out uint session));
        return session;
    }

    /// <summary>A read/write session with the user logged in.</summary>
    public static uint OpenUser(Token token)
    {
        uint session = Open(token, ReadWrite);
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, User));
        return session;
    }

    public static uint Flags(Token token)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
        return info.Flags;
    }

    public static uint State(Token token, uint session)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSessionInfo(session, out CkSessionInfo info));
        return info.State;
    }

    /// <summary>A data object's template with CKA_PRIVATE.</summary>
    public static CkAttribute[] Data(string label, bool isToken, bool isPrivate) =>
        Make.With(Make.Data(label, isToken), new CkAttribute(CKA.CKA_PRIVATE, isPrivate));

    public static uint Create(Token token, uint session, CkAttribute[] template)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_CreateObject(session, template, out uint handle));
        return handle;
    }

    /// <summary>How many objects a search without template finds.</summary>
    public static uint Count(Token token, uint session)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsInit(session, null));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjects(session, new uint[32], 32, out uint count));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsFinal(session));
        return count;
    }
}
