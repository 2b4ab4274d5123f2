using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>Sessions: states, handles, limits, log-in, session objects.</summary>
[TestClass]
public class SessionTests
{
    private const uint Serial = CKF.CKF_SERIAL_SESSION;
    private const uint ReadWrite = CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION;

    [TestMethod]
    public void OpenJudgesItsArguments()
    {
        Token token = Make.Token(new MemoryStore());
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_OpenSession(7, Serial, out uint _));
        Assert.AreEqual(CKR.CKR_SESSION_PARALLEL_NOT_SUPPORTED, token.C_OpenSession(CK.SlotId, CKF.CKF_RW_SESSION, out uint session));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, session);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_OpenSession(CK.SlotId, Serial | 0x100, out uint _));
    }

    [TestMethod]
    public void TellsItsState()
    {
        Token token = Make.Token(new MemoryStore());
        token.C_OpenSession(CK.SlotId, Serial, out uint reader);
        token.C_OpenSession(CK.SlotId, ReadWrite, out uint writer);
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSessionInfo(reader, out CkSessionInfo info));
        Assert.AreEqual(CKS.CKS_RO_PUBLIC_SESSION, info.State);
        Assert.AreEqual(Serial, info.Flags);
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSessionInfo(writer, out info));
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, info.State);
        Assert.AreEqual(ReadWrite, info.Flags);
        Assert.AreEqual(CK.SlotId, info.SlotId);
        Assert.AreEqual(0u, info.DeviceError);
    }

    [TestMethod]
    public void ClosedHandlesAreInvalidEverywhere()
    {
        Token token = Make.Token(new MemoryStore());
        token.C_OpenSession(CK.SlotId, ReadWrite, out uint closed);
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(closed));
        token.C_OpenSession(CK.SlotId, ReadWrite, out uint other);
        Assert.AreNotEqual(closed, other);
        const uint Invalid = CKR.CKR_SESSION_HANDLE_INVALID;
        Assert.AreEqual(Invalid, token.C_CloseSession(closed));
        Assert.AreEqual(Invalid, token.C_CloseSession(CK.CK_INVALID_HANDLE));
        Assert.AreEqual(Invalid, token.C_CloseSession(0xFFFFFFFF));
        Assert.AreEqual(Invalid, token.C_GetSessionInfo(closed, out CkSessionInfo _));
        Assert.AreEqual(Invalid, token.C_Login(closed, CKU.CKU_USER, new byte[4]));
        Assert.AreEqual(Invalid, token.C_Logout(closed));
        Assert.AreEqual(Invalid, token.C_CreateObject(closed, Make.Data("x", false), out uint _));
        Assert.AreEqual(Invalid, token.C_CopyObject(closed, 1, null, out uint _));
        Assert.AreEqual(Invalid, token.C_DestroyObject(closed, 1));
        Assert.AreEqual(Invalid, token.C_GetObjectSize(closed, 1, out uint _));
        Assert.AreEqual(Invalid, token.C_GetAttributeValue(closed, 1, new CkAttribute[0]));
        Assert.AreEqual(Invalid, token.C_SetAttributeValue(closed, 1, new CkAttribute[0]));
        Assert.AreEqual(Invalid, token.C_FindObjectsInit(closed, null));
        Assert.AreEqual(Invalid, token.C_FindObjects(closed, new uint[1], 1, out uint _));
        Assert.AreEqual(Invalid, token.C_FindObjectsFinal(closed));
    }

    [TestMethod]
    public void AsManyAsPromisedCanBeOpen()
    {
        Token token = Make.Token(new MemoryStore());
        uint last = 0;
        for (int i = 0; i < CK.MaxSessions; i++)
        {
            Assert.AreEqual(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, Serial, out last));
        }

        Assert.AreEqual(CKR.CKR_SESSION_COUNT, token.C_OpenSession(CK.SlotId, Serial, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(last));
        Assert.AreEqual(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, Serial, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseAllSessions(CK.SlotId));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
        Assert.AreEqual(0u, info.SessionCount);
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_CloseAllSessions(9));
    }

    [TestMethod]
    public void NobodyLogsInWithoutPin()
    {
        Token token = Make.Token(new MemoryStore());
        token.C_OpenSession(CK.SlotId, ReadWrite, out uint session);
        byte[] pin = [0x31, 0x32, 0x33, 0x34];
        Assert.AreEqual(CKR.CKR_USER_PIN_NOT_INITIALIZED, token.C_Login(session, CKU.CKU_USER, pin));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_SO, pin));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Login(session, CKU.CKU_CONTEXT_SPECIFIC, pin));
        Assert.AreEqual(CKR.CKR_USER_TYPE_INVALID, token.C_Login(session, 3, pin));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Login(session, CKU.CKU_USER, null));
        Assert.AreEqual(CKR.CKR_USER_NOT_LOGGED_IN, token.C_Logout(session));
    }

    [TestMethod]
    public void ReadOnlySessionsChangeNoTokenObject()
    {
        MemoryStore store = new MemoryStore();
        Token token = Make.Token(store);
        token.C_OpenSession(CK.SlotId, ReadWrite, out uint writer);
        token.C_CreateObject(writer, Make.Data("x", true), out uint handle);
        token.C_OpenSession(CK.SlotId, Serial, out uint reader);
        CkAttribute[] label = [new CkAttribute(CKA.CKA_LABEL, "y")];
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, token.C_CreateObject(reader, Make.Data("x", true), out uint _));
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, token.C_DestroyObject(reader, handle));
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, token.C_SetAttributeValue(reader, handle, label));
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, token.C_CopyObject(reader, handle, label, out uint _));
        Assert.AreEqual(1, store.GetObjectIds().Length);
        Assert.AreEqual(CKR.CKR_OK, token.C_CreateObject(reader, Make.Data("x", false), out uint own));
        Assert.AreEqual(CKR.CKR_OK, token.C_SetAttributeValue(reader, own, label));
        Assert.AreEqual(CKR.CKR_OK, token.C_DestroyObject(reader, own));
    }

    [TestMethod]
    public void SessionObjectsGoWithTheirSession()
    {
        MemoryStore store = new MemoryStore();
        Token token = Make.Token(store);
        TokenSession one = TokenSession.Open(token, false);
        TokenSession two = TokenSession.Open(token, false);
        uint first = one.CreateObject(Make.Data("x", false));
        uint second = two.CreateObject(Make.Data("x", false));
        Assert.AreEqual(2, one.FindObjects([]).Length);
        one.Dispose();
        one.Dispose();
        Assert.AreEqual(1, two.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, token.C_GetObjectSize(two.Handle, first, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(two.Handle, second, out uint _));
        token.C_CloseAllSessions(CK.SlotId);
        TokenSession three = TokenSession.Open(token, false);
        Assert.AreEqual(0, three.FindObjects([]).Length);
        Assert.AreEqual(0, store.GetObjectIds().Length);
    }
}
