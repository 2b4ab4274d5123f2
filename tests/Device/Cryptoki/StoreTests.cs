using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptoki;

/// <summary>The token and its store: restarts, damage, no room, failure.</summary>
[TestClass]
public class StoreTests
{
    [TestMethod]
    public void ObjectsAndHandlesOutliveARestart()
    {
        MemoryStore store = new MemoryStore();
        TokenSession before = Make.Session(store);
        uint key = before.CreateObject(Make.EcPrivateKey());
        uint data = before.CreateObject(Make.Data("x", true));
        before.CreateObject(Make.Data("gone", false));
        TokenSession after = Make.Session(store);
        uint[] found = after.FindObjects([]);
        Assert.AreEqual(2, found.Length);
        Assert.AreEqual(key, found[0]);
        Assert.AreEqual(data, found[1]);
        Assert.AreEqual("010203", Make.Hex(after.GetAttribute(data, CKA.CKA_VALUE)));
        after.DestroyObject(data);
        Assert.AreEqual(-1, store.FindObject(data));
        Assert.AreNotEqual(data, after.CreateObject(Make.Data("x", true)));
    }

    [TestMethod]
    public void SystemRecordsAreInvisible()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(SystemRecord.Seed, new byte[64]);
        store.SaveObject(0x00000200, new byte[10]);
        store.SaveObject(0xFF000001, new byte[10]);
        TokenSession session = Make.Session(store);
        Assert.AreEqual(0, session.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_DestroyObject(session.Handle, SystemRecord.Seed));
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_DestroyObject(session.Handle, 0x00000200));
        Assert.AreEqual(0, session.Token.GetDamagedObjects().Length);
        Assert.AreEqual(64, store.FindObject(SystemRecord.Seed));
    }

    [TestMethod]
    public void AFullStoreKeepsWhatItHas()
    {
        MemoryStore store = new MemoryStore { Capacity = 30 };
        TokenSession session = Make.Session(store);
        uint first = session.CreateObject(Make.Data("x", true));
        Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, session.Token.C_CreateObject(session.Handle, Make.Certificate(), out uint none));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, none);
        Assert.IsTrue(session.Token.LastStoreError.Error == StoreError.Full);
        CkAttribute[] bigger = [new CkAttribute(CKA.CKA_VALUE, new byte[100])];
        Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, session.Token.C_SetAttributeValue(session.Handle, first, bigger));
        Assert.AreEqual("010203", Make.Hex(session.GetAttribute(first, CKA.CKA_VALUE)));
        Assert.AreEqual(1, session.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, session.Token.C_CopyObject(session.Handle, first, null, out uint _));
    }

    [TestMethod]
    public void DamageOfOneObjectLeavesTheOthers()
    {
        MemoryStore store = new MemoryStore();
        TokenSession before = Make.Session(store);
        uint first = before.CreateObject(Make.Data("x", true));
        uint second = before.CreateObject(Make.Data("x", true));
        store.Damaged = first;
        TokenSession session = Make.Session(store);
        uint[] damaged = session.Token.GetDamagedObjects();
        Assert.AreEqual(1, damaged.Length);
        Assert.AreEqual(first, damaged[0]);
        Assert.IsTrue(session.Token.LastStoreError.Error == StoreError.Damaged);
        uint[] found = session.FindObjects([]);
        Assert.AreEqual(1, found.Length);
        Assert.AreEqual(second, found[0]);
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_GetAttributeValue(session.Handle, first, []));
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_GetObjectSize(session.Handle, first, out uint _));
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_CopyObject(session.Handle, first, null, out uint _));
        CkAttribute[] label = [new CkAttribute(CKA.CKA_LABEL, "y")];
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_SetAttributeValue(session.Handle, first, label));
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_DestroyObject(session.Handle, first));
        Assert.AreEqual(0, session.Token.GetDamagedObjects().Length);
        Assert.AreEqual(-1, store.FindObject(first));
    }

    [TestMethod]
    public void DamageThatComesLaterIsNoticed()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint first = session.CreateObject(Make.Data("x", true));
        uint second = session.CreateObject(Make.Data("x", true));
        store.Damaged = first;
        Assert.AreEqual(second, session.FindObject(CKO.CKO_DATA, "x"));
        Assert.AreEqual(1, session.FindObjects(CKO.CKO_DATA, "x").Length);
        Assert.AreEqual(1, session.Token.GetDamagedObjects().Length);
    }

    [TestMethod]
    public void StrangeRecordsAreDamage()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(0x01000001, [2, 0, 0, 0, 0, 0, 0, 0]);
        store.SaveObject(0x01000002, [1, 0, 0]);
        store.SaveObject(0x01000003, [1, 3, 0, 0, 0, 0, 0, 0]);
        store.SaveObject(0x01000004, [1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 9, 0, 1]);
        store.SaveObject(0x01000005, [1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0]);
        store.SaveObject(0x01000006, [1, 0, 0, 0, 0, 0, 0, 0]);
        store.SaveObject(0x01000007, [1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0x78, 3, 0, 1, 0, 0x79]);
        store.SaveObject(0x01000008, [1, 0, 0, 0, 0, 0, 0, 0, 0x11, 0, 1, 0, 0x78, 3, 0, 1, 0, 0x79]);
        store.SaveObject(0x01000009, RecordOf(17));
        store.SaveObject(0x0100000A, RecordOf(16));
        TokenSession session = Make.Session(store);
        Assert.AreEqual(8, session.Token.GetDamagedObjects().Length);
        Assert.AreEqual(2, session.FindObjects([]).Length);

        // As many attributes as there may be can be worked on.
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_CopyObject(session.Handle, 0x0100000A, null, out uint _));
    }

    [TestMethod]
    public void AModulusThatNoImportMadeIsADeviceError()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(0x03000001, [1, 2, 0, 0, 0, 0, 0, 0, 0x20, 1, 2, 0, 0, 0]);
        store.SaveObject(0x03000002, [1, 2, 0, 0, 0, 0, 0, 0]);
        TokenSession session = Make.Session(store);
        for (uint handle = 0x03000001; handle <= 0x03000002; handle++)
        {
            CkAttribute[] bits = [new CkAttribute(CKA.CKA_MODULUS_BITS, (byte[])null)];
            Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_GetAttributeValue(session.Handle, handle, bits));
        }
    }

    [TestMethod]
    public void AFailingPartIsADeviceError()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint handle = session.CreateObject(Make.Data("x", true));
        CkAttribute[] byLabel = [new CkAttribute(CKA.CKA_LABEL, "x")];
        store.IsBroken = true;
        const uint Error = CKR.CKR_DEVICE_ERROR;
        Assert.AreEqual(Error, session.Token.C_CreateObject(session.Handle, Make.Data("y", true), out uint _));
        Assert.AreEqual(Error, session.Token.C_DestroyObject(session.Handle, handle));
        Assert.AreEqual(Error, session.Token.C_GetAttributeValue(session.Handle, handle, []));
        Assert.AreEqual(Error, session.Token.C_SetAttributeValue(session.Handle, handle, byLabel));
        Assert.AreEqual(Error, session.Token.C_FindObjectsInit(session.Handle, byLabel));
        Assert.AreEqual("no answer", session.Token.LastStoreError.Message);
        store.IsBroken = false;
        Assert.AreEqual(handle, session.FindObject(CKO.CKO_DATA, "x"));
    }

    [TestMethod]
    public void ABoardOutOfMemoryIsHostMemory()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint handle = session.CreateObject(Make.Data("x", true));
        CkAttribute[] byLabel = [new CkAttribute(CKA.CKA_LABEL, "x")];
        store.IsOutOfMemory = true;
        const uint Memory = CKR.CKR_HOST_MEMORY;
        Assert.AreEqual(Memory, session.Token.C_CreateObject(session.Handle, Make.Data("y", true), out uint _));
        Assert.AreEqual(Memory, session.Token.C_GetAttributeValue(session.Handle, handle, []));
        Assert.AreEqual(Memory, session.Token.C_SetAttributeValue(session.Handle, handle, byLabel));
        Assert.AreEqual(Memory, session.Token.C_CopyObject(session.Handle, handle, null, out uint _));
        Assert.AreEqual(Memory, session.Token.C_GetObjectSize(session.Handle, handle, out uint _));
        Assert.AreEqual(Memory, session.Token.C_DestroyObject(session.Handle, handle));
        Assert.AreEqual(Memory, session.Token.C_FindObjectsInit(session.Handle, byLabel));
        Assert.AreEqual(Memory, new Token(new TokenParts(store) { Rsa = new RsaEngine() }).C_Initialize(null));
        Assert.AreEqual(Memory, session.Token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo _));
        store.IsOutOfMemory = false;
        Assert.AreEqual(handle, session.FindObject(CKO.CKO_DATA, "x"));

        // What was read last needs no reading to be destroyed.
        store.IsOutOfMemory = true;
        Assert.AreEqual(Memory, session.Token.C_DestroyObject(session.Handle, handle));
        store.IsOutOfMemory = false;
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_DestroyObject(session.Handle, handle));
    }

    [TestMethod]
    public void KeysAreClearedFromBuffers()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint key = session.CreateObject(Make.EcPrivateKey());
        session.GetAttribute(key, CKA.CKA_LABEL);
        AssertZero(store.LastRead);
        session.FindObject(CKO.CKO_PRIVATE_KEY, "ec");
        AssertZero(store.LastRead);
        session.SetAttributes(key, [new CkAttribute(CKA.CKA_LABEL, "other")]);
        AssertZero(store.LastRead);
        Make.Token(store);
        AssertZero(store.LastRead);
    }

    [TestMethod]
    public void KeysAreClearedWhereTheyAreRefused()
    {
        MemoryStore store = new MemoryStore();
        Token token = new Token(new TokenParts(store) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        token.C_Initialize(null);
        TokenSession session = TokenSession.Open(token, true);
        uint secret = session.CreateObject(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_VALUE, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        ]);
        Assert.ThrowsException(typeof(CryptokiException), () => exporter.Export(secret));
        AssertZero(store.LastRead);

        // A key whose record has lost its last byte.
        byte[] record = store.GetObjectValue(secret);
        byte[] cut = new byte[record.Length - 1];
        System.Array.Copy(record, 0, cut, 0, cut.Length);
        store.SaveObject(secret, cut);
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, token.C_GetObjectSize(session.Handle, secret, out uint _));
        AssertZero(store.LastRead);
    }

    // A data object with so many attributes.
    private static byte[] RecordOf(int attributes)
    {
        byte[] record = new byte[8 + (5 * attributes)];
        record[0] = 1;
        record[4] = 0x0E;
        for (int i = 0; i < attributes; i++)
        {
            record[8 + (5 * i)] = (byte)(0x10 + i);
            record[10 + (5 * i)] = 1;
        }

        return record;
    }

    private static void AssertZero(byte[] bytes)
    {
        uint all = 0;
        foreach (byte value in bytes)
        {
            all |= value;
        }

        Assert.AreEqual(0u, all);
    }
}
