using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>CKA_PRIVATE: who sees what.</summary>
[TestClass]
public class PrivateTests
{
    [TestMethod]
    public void PrivateObjectsAreTheUsers()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        uint hidden = Pins.Create(token, session, Pins.Data("x", true, true));
        uint open = Pins.Create(token, session, Pins.Data("x", true, false));
        Assert.AreEqual(2u, Pins.Count(token, session));
        token.C_Logout(session);
        CheckHidden(token, session, hidden);
        Assert.AreEqual(1u, Pins.Count(token, session));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(session, open, out uint _));
        token.C_Login(session, CKU.CKU_SO, Pins.So);
        CheckHidden(token, session, hidden);
        Assert.AreEqual(CKR.CKR_OK, token.C_SetAttributeValue(session, open, [new CkAttribute(CKA.CKA_LABEL, "y")]));
        token.C_Logout(session);
        token.C_Login(session, CKU.CKU_USER, Pins.User);
        CheckHidden(token, session, hidden);
        Assert.AreEqual(2u, Pins.Count(token, session));
    }

    [TestMethod]
    public void HandlesDoNotOutliveALogout()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        uint first = Pins.Create(token, session, Pins.Data("x", true, true));
        uint open = Pins.Create(token, session, Pins.Data("y", true, false));
        uint handle = first;
        for (int round = 0; round < 20; round++)
        {
            token.C_Logout(session);
            token.C_Login(session, CKU.CKU_USER, Pins.User);
            CheckHidden(token, session, handle);
            uint[] found = new uint[2];
            token.C_FindObjectsInit(session, [new CkAttribute(CKA.CKA_LABEL, "x")]);
            Assert.AreEqual(CKR.CKR_OK, token.C_FindObjects(session, found, 2, out uint count));
            token.C_FindObjectsFinal(session);
            Assert.AreEqual(1u, count);
            handle = found[0];
            Assert.AreEqual(CKR.CKR_OK, token.C_SetAttributeValue(session, handle, [new CkAttribute(CKA.CKA_LABEL, "x")]));
        }

        // Those of public objects do.
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(session, open, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_CopyObject(session, handle, null, out uint copy));
        Assert.AreEqual(CKR.CKR_OK, token.C_DestroyObject(session, handle));
        Assert.AreEqual(CKR.CKR_OK, token.C_DestroyObject(session, copy));
        Assert.AreEqual(1u, Pins.Count(token, session));
    }

    private static void CheckHidden(Token token, uint session, uint handle)
    {
        const uint Invalid = CKR.CKR_OBJECT_HANDLE_INVALID;
        CkAttribute[] label = [new CkAttribute(CKA.CKA_LABEL, "y")];
        Assert.AreEqual(Invalid, token.C_GetObjectSize(session, handle, out uint _));
        Assert.AreEqual(Invalid, token.C_GetAttributeValue(session, handle, [new CkAttribute(CKA.CKA_LABEL, new byte[9])]));
        Assert.AreEqual(Invalid, token.C_SetAttributeValue(session, handle, label));
        Assert.AreEqual(Invalid, token.C_CopyObject(session, handle, label, out uint _));
        Assert.AreEqual(Invalid, token.C_DestroyObject(session, handle));
    }

    [TestMethod]
    public void OnlyTheUserMakesThem()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        int records = store.GetObjectIds().Length;
        uint session = Pins.Open(token, Pins.ReadWrite);
        for (int round = 0; round < 2; round++)
        {
            const uint Not = CKR.CKR_USER_NOT_LOGGED_IN;
            Assert.AreEqual(Not, token.C_CreateObject(session, Pins.Data("x", true, true), out uint handle));
            Assert.AreEqual(CK.CK_INVALID_HANDLE, handle);
            Assert.AreEqual(Not, token.C_CreateObject(session, Pins.Data("x", false, true), out uint _));
            Assert.AreEqual(Not, token.C_CreateObject(session, Make.EcPrivateKey(), out uint _));
            uint open = Pins.Create(token, session, Pins.Data("x", false, false));
            Assert.AreEqual(Not, token.C_CopyObject(session, open, [new CkAttribute(CKA.CKA_PRIVATE, true)], out uint _));
            Assert.AreEqual(records, store.GetObjectIds().Length);
            uint rv = token.C_CreateObject(session, Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_PRIVATE, false)), out handle);
            Assert.AreEqual(CKR.CKR_OK, rv);
            token.C_DestroyObject(session, handle);
            token.C_Login(session, CKU.CKU_SO, Pins.So);
        }

        token.C_Logout(session);
        token.C_Login(session, CKU.CKU_USER, Pins.User);
        uint key = Pins.Create(token, session, Make.EcPrivateKey());
        CkAttribute isPrivate = new CkAttribute(CKA.CKA_PRIVATE, new byte[1]);
        Assert.AreEqual(CKR.CKR_OK, token.C_GetAttributeValue(session, key, [isPrivate]));
        Assert.AreEqual(1, (int)isPrivate.Value[0]);
    }

    [TestMethod]
    public void LogoutDropsPrivateSessionObjects()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        uint hidden = Pins.Create(token, session, Pins.Data("x", false, true));
        uint open = Pins.Create(token, session, Pins.Data("x", false, false));
        token.C_Logout(session);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, token.C_GetObjectSize(session, hidden, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(session, open, out uint _));
        token.C_Login(session, CKU.CKU_USER, Pins.User);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, token.C_GetObjectSize(session, hidden, out uint _));
    }

    [TestMethod]
    public void LogoutEndsSearches()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        Pins.Create(token, session, Pins.Data("x", true, true));
        token.C_FindObjectsInit(session, null);
        token.C_Logout(session);
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_FindObjects(session, new uint[1], 1, out uint count));
        Assert.AreEqual(0u, count);
    }

    [TestMethod]
    public void LogoutEndsSignatures()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        uint key = Pins.Create(token, session, Make.EcPrivateKey());
        CkMechanism mechanism = new CkMechanism(CKM.CKM_ECDSA);
        Assert.AreEqual(CKR.CKR_OK, token.C_SignInit(session, mechanism, key));
        token.C_Logout(session);
        uint length = 64;
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Sign(session, new byte[32], 0, 32, new byte[64], ref length));
        Assert.AreEqual(CKR.CKR_KEY_HANDLE_INVALID, token.C_SignInit(session, mechanism, key));
    }

    [TestMethod]
    public void TheFirstPinHides()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Start(store);
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine"));
        uint session = Pins.Open(token, Pins.ReadWrite);
        uint stored = Pins.Create(token, session, Pins.Data("x", true, true));
        Pins.Create(token, session, Pins.Data("x", false, true));
        Assert.AreEqual(2u, Pins.Count(token, session));
        token.C_Login(session, CKU.CKU_SO, Pins.So);
        Assert.AreEqual(0u, Pins.Count(token, session));
        token.C_InitPIN(session, Pins.User);
        token.C_Logout(session);
        Assert.AreEqual(0u, Pins.Count(token, session));
        token.C_Login(session, CKU.CKU_USER, Pins.User);
        Assert.AreEqual(1u, Pins.Count(token, session));
        CheckHidden(token, session, stored);
    }

    [TestMethod]
    public void PairsAreMadeByTheUserOnly()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        int records = store.GetObjectIds().Length;
        using TokenSession session = TokenSession.Open(token, true);
        CkMechanism mechanism = new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN);
        CkAttribute[] publicTemplate = [new CkAttribute(CKA.CKA_EC_PARAMS, Make.P256Parameters()), new CkAttribute(CKA.CKA_TOKEN, true)];
        CkAttribute[] privateTemplate = [new CkAttribute(CKA.CKA_TOKEN, true)];
        uint rv = token.C_GenerateKeyPair(session.Handle, mechanism, publicTemplate, privateTemplate, out uint open, out uint hidden);
        Assert.AreEqual(CKR.CKR_USER_NOT_LOGGED_IN, rv);
        Assert.AreEqual(CK.CK_INVALID_HANDLE, open);
        Assert.AreEqual(CK.CK_INVALID_HANDLE, hidden);
        Assert.AreEqual(records, store.GetObjectIds().Length);
        Assert.AreEqual(0u, Pins.Count(token, session.Handle));
        session.Login(Pins.User);
        rv = token.C_GenerateKeyPair(session.Handle, mechanism, publicTemplate, privateTemplate, out open, out hidden);
        Assert.AreEqual(CKR.CKR_OK, rv);
        Assert.AreEqual(2u, Pins.Count(token, session.Handle));
        session.Logout();
        Assert.AreEqual(1u, Pins.Count(token, session.Handle));
    }

    [TestMethod]
    public void KeysLeaveForTheUserOnly()
    {
        MemoryStore store = new MemoryStore();
        Pins.Token(store);
        Token token = new Token(Pins.Parts(store), out PrivateKeyExporter exporter);
        token.C_Initialize(null);
        uint session = Pins.OpenUser(token);
        uint key = Pins.Create(token, session, Make.EcPrivateKey());
        Assert.IsTrue(exporter.Export(key).Length > 32);
        token.C_Logout(session);
        Assert.ThrowsException(typeof(CryptokiException), () => exporter.Export(key));
    }
}
