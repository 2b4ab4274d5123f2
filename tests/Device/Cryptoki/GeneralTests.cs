using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptoki;

/// <summary>General purpose, slots and tokens.</summary>
[TestClass]
public class GeneralTests
{
    [TestMethod]
    public void NothingWorksBeforeInitialize()
    {
        Token token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() });
        uint count = 0;
        const uint Not = CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
        Assert.AreEqual(Not, token.C_Finalize(null));
        Assert.AreEqual(Not, token.C_GetInfo(out CkInfo _));
        Assert.AreEqual(Not, token.C_GetSlotList(true, null, ref count));
        Assert.AreEqual(Not, token.C_GetSlotInfo(CK.SlotId, out CkSlotInfo _));
        Assert.AreEqual(Not, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo _));
        Assert.AreEqual(Not, token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION, out uint _));
        Assert.AreEqual(Not, token.C_CloseSession(1));
        Assert.AreEqual(Not, token.C_CloseAllSessions(CK.SlotId));
        Assert.AreEqual(Not, token.C_GetSessionInfo(1, out CkSessionInfo _));
        Assert.AreEqual(Not, token.C_Login(1, CKU.CKU_USER, new byte[4]));
        Assert.AreEqual(Not, token.C_Logout(1));
        Assert.AreEqual(Not, token.C_CreateObject(1, Make.Data("x", false), out uint _));
        Assert.AreEqual(Not, token.C_CopyObject(1, 1, null, out uint _));
        Assert.AreEqual(Not, token.C_DestroyObject(1, 1));
        Assert.AreEqual(Not, token.C_GetObjectSize(1, 1, out uint _));
        Assert.AreEqual(Not, token.C_GetAttributeValue(1, 1, new CkAttribute[0]));
        Assert.AreEqual(Not, token.C_SetAttributeValue(1, 1, new CkAttribute[0]));
        Assert.AreEqual(Not, token.C_FindObjectsInit(1, null));
        Assert.AreEqual(Not, token.C_FindObjects(1, new uint[1], 1, out uint _));
        Assert.AreEqual(Not, token.C_FindObjectsFinal(1));
        Assert.AreEqual(0, token.GetDamagedObjects().Length);
    }

    [TestMethod]
    public void InitializesOnceAndAgainAfterFinalize()
    {
        Token token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() });
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        Assert.AreEqual(CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED, token.C_Initialize(null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Finalize("reserved"));
        Assert.AreEqual(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION, out uint session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Finalize(null));
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_CloseSession(session));
    }

    [TestMethod]
    public void InitializeJudgesItsArguments()
    {
        Token token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() });
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Initialize(new CkInitializeArgs { HasReserved = true }));
        Assert.AreEqual(CKR.CKR_CANT_LOCK, token.C_Initialize(new CkInitializeArgs { HasMutexFunctions = true }));
        Assert.AreEqual(
            CKR.CKR_OK,
            token.C_Initialize(new CkInitializeArgs { HasMutexFunctions = true, Flags = CKF.CKF_OS_LOCKING_OK }));
    }

    [TestMethod]
    public void InitializeFailsWithABrokenStore()
    {
        MemoryStore store = new MemoryStore { IsBroken = true };
        Token token = new Token(new TokenParts(store) { Rsa = new RsaEngine() });
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_Initialize(null));
        Assert.AreEqual("no answer", token.LastStoreError.Message);
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_Finalize(null));
        store.IsBroken = false;
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        Assert.IsNull(token.LastStoreError);
    }

    [TestMethod]
    public void TellsWhatItIs()
    {
        Token token = Make.Token(new MemoryStore());
        Assert.AreEqual(CKR.CKR_OK, token.C_GetInfo(out CkInfo info));
        Assert.AreEqual(0x0228u, info.CryptokiVersion);
        Assert.IsTrue(info.ManufacturerId.Length <= 32 && info.LibraryDescription.Length <= 32);
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSlotInfo(CK.SlotId, out CkSlotInfo slot));
        Assert.AreEqual(CKF.CKF_TOKEN_PRESENT, slot.Flags);
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_GetSlotInfo(CK.SlotId + 1, out CkSlotInfo _));
    }

    [TestMethod]
    public void SlotListHasLengthQueries()
    {
        Token token = Make.Token(new MemoryStore());
        uint count = 0;
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSlotList(false, null, ref count));
        Assert.AreEqual(1u, count);
        uint[] slots = new uint[2];
        count = 0;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, token.C_GetSlotList(true, slots, ref count));
        Assert.AreEqual(1u, count);
        count = 2;
        Assert.AreEqual(CKR.CKR_OK, token.C_GetSlotList(true, slots, ref count));
        Assert.AreEqual(1u, count);
        Assert.AreEqual(CK.SlotId, slots[0]);
        count = 3;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GetSlotList(true, slots, ref count));
    }

    [TestMethod]
    public void TokenInfoTellsMemoryAndSessions()
    {
        MemoryStore store = new MemoryStore { Capacity = 1000 };
        Token token = new Token(new TokenParts(store) { DeviceId = new FixedDeviceId(), Rsa = new RsaEngine() });
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        using TokenSession session = TokenSession.Open(token, true);
        session.CreateObject(Make.Data("x", true));
        Assert.AreEqual(CKR.CKR_OK, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
        Assert.AreEqual(CKF.CKF_TOKEN_INITIALIZED, info.Flags);
        Assert.AreEqual("00A1B2C3D4E5F607", info.SerialNumber);
        Assert.AreEqual(1u, info.SessionCount);
        Assert.AreEqual(1u, info.RwSessionCount);
        Assert.AreEqual(1000u, info.TotalMemory);
        Assert.AreEqual((uint)store.FreeBytes, info.FreeMemory);
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_GetTokenInfo(0, out CkTokenInfo _));
        store.IsBroken = true;
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo _));
    }

    private sealed class FixedDeviceId : IDeviceId
    {
        public byte[] ReadDeviceId() => [0xFF, 0x00, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6, 0x07];
    }
}
