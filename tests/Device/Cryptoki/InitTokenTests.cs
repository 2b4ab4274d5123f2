using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_InitToken, and a second process over one store.</summary>
[TestClass]
public class InitTokenTests
{
    [TestMethod]
    public void JudgesItsArguments()
    {
        Token token = Pins.Start(new MemoryStore());
        byte[] label = Pins.Bytes("x");
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_InitToken(9, Pins.So, label));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_InitToken(CK.SlotId, null, label));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_InitToken(CK.SlotId, Pins.So, null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_InitToken(CK.SlotId, Pins.So, new byte[33]));
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_InitToken(CK.SlotId, new byte[3], label));
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_InitToken(CK.SlotId, new byte[65], label));
        uint session = Pins.Open(token, Pins.Serial);
        Assert.AreEqual(CKR.CKR_SESSION_EXISTS, token.C_InitToken(CK.SlotId, Pins.So, label));
        token.C_CloseSession(session);
        Assert.AreEqual(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, label));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_InitToken(CK.SlotId, Pins.User, label));
    }

    [TestMethod]
    public void SetsTheLabel()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Start(store);
        token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info);
        Assert.AreEqual("nftoken", info.Label);
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("Gerät 7  "));
        token = Pins.Start(store);
        token.C_GetTokenInfo(CK.SlotId, out info);
        Assert.AreEqual("Gerät 7", info.Label);
        Assert.AreEqual(32, info.PaddedLabel.Length);
        Assert.AreEqual(0x20, (int)info.PaddedLabel[31]);
        token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes(""));
        token.C_GetTokenInfo(CK.SlotId, out info);
        Assert.AreEqual("", info.Label);

        // No UTF-8: the bytes stay as they are.
        token.C_InitToken(CK.SlotId, Pins.So, [0xFF, 0xC3]);
        token.C_GetTokenInfo(CK.SlotId, out info);
        Assert.AreEqual(0xFF, (int)info.PaddedLabel[0]);
        Assert.IsTrue(info.Label.Length <= 32);
    }

    [TestMethod]
    public void DestroysWhatMayBeDestroyed()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(SystemRecord.Seed, new byte[64]);
        store.SaveObject(SystemRecord.Configuration, [1]);
        store.SaveObject(SystemRecord.Lock, [1]);
        store.SaveObject(0x77000001, [1]);
        Token token = Pins.Token(store);
        uint session = Pins.OpenUser(token);
        uint damaged = Pins.Create(token, session, Pins.Data("a", true, true));
        Pins.Create(token, session, Pins.Data("b", true, false));
        Pins.Create(token, session, Make.EcPrivateKey());
        uint kept = Pins.Create(token, session, Make.With(Make.Data("d", true), new CkAttribute(CKA.CKA_DESTROYABLE, false)));
        store.Damaged = damaged & 0x7FFFFFF;
        token = Pins.Start(store);
        Assert.AreEqual(1, token.GetDamagedObjects().Length);
        Assert.AreEqual(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("new")));
        Assert.AreEqual(0, token.GetDamagedObjects().Length);
        Assert.AreEqual(CKF.CKF_TOKEN_INITIALIZED, Pins.Flags(token) & ~CKF.CKF_RNG);
        session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(1u, Pins.Count(token, session));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(session, kept, out uint _));
        Assert.AreEqual(CKR.CKR_USER_PIN_NOT_INITIALIZED, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_SetPIN(session, Pins.User, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(64, store.FindObject(SystemRecord.Seed));
        Assert.AreEqual(1, store.FindObject(SystemRecord.Configuration));
        Assert.AreEqual(1, store.FindObject(SystemRecord.Lock));
        Assert.AreEqual(1, store.FindObject(0x77000001));
    }

    [TestMethod]
    public void AnotherProcessesChangesAreLearnt()
    {
        MemoryStore store = new MemoryStore();
        Token one = Pins.Token(store);
        Token two = Pins.Start(store);
        uint session = Pins.OpenUser(one);
        uint other = Pins.OpenUser(two);
        uint gone = Pins.Create(one, session, Pins.Data("x", true, true));
        uint stays = Pins.Create(one, session, Pins.Data("y", true, false));
        uint own = Pins.Create(two, other, Pins.Data("z", false, true));
        Assert.AreEqual(1u, Pins.Count(two, other));
        Assert.AreEqual(CKR.CKR_OK, two.Refresh());
        Assert.AreEqual(3u, Pins.Count(two, other));
        two.C_FindObjectsInit(other, null);
        Assert.AreEqual(CKR.CKR_OK, one.C_DestroyObject(session, gone));
        uint late = Pins.Create(one, session, Pins.Data("l", true, false));
        Assert.AreEqual(CKR.CKR_OK, two.Refresh());
        uint[] found = new uint[8];
        Assert.AreEqual(CKR.CKR_OK, two.C_FindObjects(other, found, 8, out uint count));
        Assert.AreEqual(2u, count);
        Assert.AreEqual(stays, found[0]);
        Assert.AreEqual(own, found[1]);
        two.C_FindObjectsFinal(other);
        Assert.AreEqual(CKS.CKS_RW_USER_FUNCTIONS, Pins.State(two, other));
        Assert.AreNotEqual(late, Pins.Create(two, other, Pins.Data("m", true, false)));
    }

    [TestMethod]
    public void ANewPinElsewhereEndsTheLogin()
    {
        MemoryStore store = new MemoryStore();
        Token one = Pins.Token(store);
        Token two = Pins.Start(store);
        uint session = Pins.OpenUser(one);
        uint other = Pins.OpenUser(two);
        Pins.Create(two, other, Pins.Data("z", false, true));
        Assert.AreEqual(CKR.CKR_OK, one.C_SetPIN(session, Pins.User, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, two.Refresh());
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(two, other));
        Assert.AreEqual(CKR.CKR_OK, two.C_Login(other, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(0u, Pins.Count(two, other));
    }

    [TestMethod]
    public void AnInitializationElsewhereEndsTheLogin()
    {
        MemoryStore store = new MemoryStore();
        Token one = Pins.Token(store);
        Token two = Pins.Start(store);
        uint other = Pins.Open(two, Pins.ReadWrite);
        two.C_Login(other, CKU.CKU_SO, Pins.So);
        Assert.AreEqual(CKR.CKR_OK, one.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("new")));
        Assert.AreEqual(CKR.CKR_OK, two.Refresh());
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(two, other));
        two.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info);
        Assert.AreEqual("new", info.Label);
        Assert.AreEqual(0u, info.Flags & CKF.CKF_LOGIN_REQUIRED);
    }

    [TestMethod]
    public void AFailedRefreshChangesNothing()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        uint session = Pins.OpenUser(token);
        uint handle = Pins.Create(token, session, Pins.Data("x", true, true));
        store.IsBroken = true;
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.Refresh());
        store.IsBroken = false;
        Assert.AreEqual(CKS.CKS_RW_USER_FUNCTIONS, Pins.State(token, session));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetObjectSize(session, handle, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.Refresh());
    }
}
