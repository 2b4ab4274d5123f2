using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>Log-in and the five session states.</summary>
[TestClass]
public class LoginTests
{
    [TestMethod]
    public void UserLoginChangesAllSessions()
    {
        Token token = Pins.Token(new MemoryStore());
        uint reader = Pins.Open(token, Pins.Serial);
        uint writer = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKS.CKS_RO_PUBLIC_SESSION, Pins.State(token, reader));
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(token, writer));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(reader, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKS.CKS_RO_USER_FUNCTIONS, Pins.State(token, reader));
        Assert.AreEqual(CKS.CKS_RW_USER_FUNCTIONS, Pins.State(token, writer));
        Assert.AreEqual(CKS.CKS_RO_USER_FUNCTIONS, Pins.State(token, Pins.Open(token, Pins.Serial)));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(writer));
        Assert.AreEqual(CKS.CKS_RO_PUBLIC_SESSION, Pins.State(token, reader));
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(token, writer));
        Assert.AreEqual(CKR.CKR_USER_NOT_LOGGED_IN, token.C_Logout(writer));
    }

    [TestMethod]
    public void OneAtATime()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        Assert.AreEqual(CKR.CKR_USER_ALREADY_LOGGED_IN, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
        Assert.AreEqual(CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_USER_ALREADY_LOGGED_IN, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, token.C_Login(session, CKU.CKU_USER, Pins.User));
    }

    [TestMethod]
    public void SecurityOfficerWantsWritingSessions()
    {
        Token token = Pins.Token(new MemoryStore());
        uint reader = Pins.Open(token, Pins.Serial);
        uint writer = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY_EXISTS, token.C_Login(writer, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(reader));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(writer, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKS.CKS_RW_SO_FUNCTIONS, Pins.State(token, writer));
        Assert.AreEqual(CKR.CKR_SESSION_READ_WRITE_SO_EXISTS, token.C_OpenSession(CK.SlotId, Pins.Serial, out uint none));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, none);
        Assert.AreEqual(CKS.CKS_RW_SO_FUNCTIONS, Pins.State(token, Pins.Open(token, Pins.ReadWrite)));
    }

    [TestMethod]
    public void EndsWithTheLastSession()
    {
        Token token = Pins.Token(new MemoryStore());
        uint first = Pins.OpenUser(token);
        uint second = Pins.Open(token, Pins.Serial);
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(first));
        Assert.AreEqual(CKS.CKS_RO_USER_FUNCTIONS, Pins.State(token, second));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(second));
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(token, Pins.Open(token, Pins.ReadWrite)));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseAllSessions(CK.SlotId));
        Pins.OpenUser(token);
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseAllSessions(CK.SlotId));
        Assert.AreEqual(CKS.CKS_RO_PUBLIC_SESSION, Pins.State(token, Pins.Open(token, Pins.Serial)));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseAllSessions(CK.SlotId));
        Pins.OpenUser(token);
        Assert.AreEqual(CKR.CKR_OK, token.C_Finalize(null));
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        Assert.AreEqual(CKS.CKS_RO_PUBLIC_SESSION, Pins.State(token, Pins.Open(token, Pins.Serial)));
    }

    [TestMethod]
    public void JudgesItsArguments()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_USER_TYPE_INVALID, token.C_Login(session, 3, Pins.User));
        Assert.AreEqual(CKR.CKR_USER_TYPE_INVALID, token.C_Login(session, 0xFFFFFFFF, Pins.User));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Login(session, CKU.CKU_USER, null));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Login(session, CKU.CKU_CONTEXT_SPECIFIC, Pins.User));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, new byte[0]));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, new byte[65]));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_InitPIN(session, null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_SetPIN(session, null, Pins.User));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_SetPIN(session, Pins.User, null));
        Assert.AreEqual(CKR.CKR_USER_NOT_LOGGED_IN, token.C_InitPIN(session, Pins.User));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_InitPIN(0, Pins.User));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_SetPIN(0, Pins.User, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Finalize(null));
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_InitToken(9, Pins.So, Pins.Bytes("x")));
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_InitPIN(session, Pins.User));
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_SetPIN(session, Pins.User, Pins.User));
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.Refresh());
    }
}
