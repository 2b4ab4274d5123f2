using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>PINs: setting, changing, counting, locking.</summary>
[TestClass]
public class PinTests
{
    [TestMethod]
    public void FlagsFollowThePins()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Start(store);
        Assert.AreEqual(CKF.CKF_TOKEN_INITIALIZED, Pins.Flags(token) & ~CKF.CKF_RNG);
        Assert.AreEqual(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine")));
        Assert.AreEqual(CKF.CKF_TOKEN_INITIALIZED, Pins.Flags(token) & ~CKF.CKF_RNG);
        const uint WithPin = CKF.CKF_TOKEN_INITIALIZED | CKF.CKF_LOGIN_REQUIRED | CKF.CKF_USER_PIN_INITIALIZED;
        token = Pins.Token(new MemoryStore());
        Assert.AreEqual(WithPin, Pins.Flags(token) & ~CKF.CKF_RNG);
    }

    [TestMethod]
    public void WrongPinsAreCountedAndLock()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        uint session = Pins.Open(token, Pins.ReadWrite);
        const uint Counts = CKF.CKF_USER_PIN_COUNT_LOW | CKF.CKF_USER_PIN_FINAL_TRY | CKF.CKF_USER_PIN_LOCKED;
        for (int i = 1; i < 10; i++)
        {
            Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
            uint expected = CKF.CKF_USER_PIN_COUNT_LOW | (i == 9 ? CKF.CKF_USER_PIN_FINAL_TRY : 0);
            Assert.AreEqual(expected, Pins.Flags(token) & Counts);
        }

        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(0u, Pins.Flags(token) & Counts);
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
        }

        Assert.AreEqual(CKF.CKF_USER_PIN_COUNT_LOW | CKF.CKF_USER_PIN_LOCKED, Pins.Flags(token) & Counts);
        Assert.AreEqual(0u, Pins.Flags(token) & (Counts << 4));
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_SetPIN(session, Pins.User, Pins.Wrong));

        // A restart does not help; the security officer does.
        token = Pins.Start(store);
        session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_OK, token.C_InitPIN(session, Pins.Wrong));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
    }

    [TestMethod]
    public void TheSecurityOfficersLockIsForGood()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        const uint Counts = CKF.CKF_SO_PIN_COUNT_LOW | CKF.CKF_SO_PIN_FINAL_TRY | CKF.CKF_SO_PIN_LOCKED;
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(i == 0 ? 0 : CKF.CKF_SO_PIN_COUNT_LOW | (i == 9 ? CKF.CKF_SO_PIN_FINAL_TRY : 0), Pins.Flags(token) & Counts);
            Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_InitToken(CK.SlotId, Pins.Wrong, Pins.Bytes("x")));
        }

        Assert.AreEqual(CKF.CKF_SO_PIN_COUNT_LOW | CKF.CKF_SO_PIN_LOCKED, Pins.Flags(token) & Counts);
        token = Pins.Start(store);
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("x")));
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
    }

    [TestMethod]
    public void WhatCannotBeAPinCostsNoTry()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, new byte[3]));
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_SetPIN(session, Pins.Wrong, new byte[3]));
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_SetPIN(session, Pins.Wrong, new byte[65]));
        Assert.AreEqual(0u, Pins.Flags(token) & CKF.CKF_USER_PIN_COUNT_LOW);
    }

    [TestMethod]
    public void SetPinChangesWhoIsLoggedIn()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        byte[] longest = new byte[64];
        uint session = Pins.Open(token, Pins.ReadWrite);
        uint reader = Pins.Open(token, Pins.Serial);

        // Nobody logged in: the user's.
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, token.C_SetPIN(reader, Pins.User, longest));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_SetPIN(session, Pins.Wrong, longest));
        Assert.AreEqual(CKR.CKR_OK, token.C_SetPIN(session, Pins.User, longest));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, longest));

        // The user: stays logged in, also after another process's changes are read.
        Assert.AreEqual(CKR.CKR_OK, token.C_SetPIN(session, longest, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.Refresh());
        Assert.AreEqual(CKS.CKS_RW_USER_FUNCTIONS, Pins.State(token, session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_CloseSession(reader));

        // The security officer.
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_SetPIN(session, Pins.User, longest));
        Assert.AreEqual(CKR.CKR_OK, token.C_SetPIN(session, Pins.So, longest));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, longest));
        Assert.AreEqual(CKR.CKR_OK, token.C_Logout(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
    }

    [TestMethod]
    public void InitPinIsTheSecurityOfficers()
    {
        Token token = Pins.Token(new MemoryStore());
        uint session = Pins.OpenUser(token);
        Assert.AreEqual(CKR.CKR_USER_NOT_LOGGED_IN, token.C_InitPIN(session, Pins.Wrong));
        token.C_Logout(session);
        token.C_Login(session, CKU.CKU_SO, Pins.So);
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_InitPIN(session, new byte[3]));
        Assert.AreEqual(CKR.CKR_PIN_LEN_RANGE, token.C_InitPIN(session, new byte[65]));
    }

    [TestMethod]
    public void NoSaltWithoutRandomness()
    {
        MemoryStore store = new MemoryStore();
        TokenParts parts = Pins.Parts(store);
        parts.Random = null;
        Token token = new Token(parts);
        token.C_Initialize(null);
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("x")));
        parts.Random = new StepRandom { IsBroken = true };
        token = new Token(parts);
        token.C_Initialize(null);
        uint session = Pins.Open(token, Pins.ReadWrite);
        Pins.Create(token, session, Make.Data("x", true));
        token.C_CloseSession(session);
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("x")));
        Assert.AreEqual(1, store.GetObjectIds().Length);
    }

    [TestMethod]
    public void TheCountRisesBeforeTheComparison()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        uint session = Pins.Open(token, Pins.ReadWrite);

        // A store that does not take the count makes no comparison.
        store.Capacity = 0;
        Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKS.CKS_RW_PUBLIC_SESSION, Pins.State(token, session));
        store.Capacity = 65536;
        store.IsBroken = true;
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_Login(session, CKU.CKU_USER, Pins.User));
        store.IsBroken = false;
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
    }

    [TestMethod]
    public void DamagedHashesLetNobodyIn()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        uint session = Pins.OpenUser(token);
        Pins.Create(token, session, Pins.Data("x", true, true));
        store.Damaged = SystemRecord.PinHash;
        token = Pins.Start(store);
        Assert.AreEqual(CKF.CKF_LOGIN_REQUIRED, Pins.Flags(token) & CKF.CKF_LOGIN_REQUIRED);
        session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(0u, Pins.Count(token, session));
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_Login(session, CKU.CKU_SO, Pins.So));
        token.C_CloseSession(session);
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("x")));
        Assert.AreEqual("record 00000002 damaged", token.LastStoreError.Message);
    }

    [TestMethod]
    public void ADamagedCountLeavesOneTry()
    {
        MemoryStore store = new MemoryStore();
        Token token = Pins.Token(store);
        store.SaveObject(SystemRecord.RetryCounter, [9, 9]);
        Assert.AreEqual(CKF.CKF_USER_PIN_FINAL_TRY, Pins.Flags(token) & (CKF.CKF_USER_PIN_FINAL_TRY | CKF.CKF_USER_PIN_LOCKED));
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.AreEqual(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
        Assert.AreEqual(CKR.CKR_PIN_LOCKED, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.AreEqual(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
    }
}
