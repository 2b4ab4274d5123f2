using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>FORMAT.md: what is in flash stays readable, so these bytes must never change for version 1.</summary>
[TestClass]
public class FormatTests
{
    [TestMethod]
    public void DataIsLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        uint handle = Make.Session(store).CreateObject(
        [
            new CkAttribute(CKA.CKA_VALUE, [0xAA, 0xBB]),
            new CkAttribute(CKA.CKA_LABEL, "x"),
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA),
            new CkAttribute(CKA.CKA_APPLICATION, ""),
            new CkAttribute(CKA.CKA_TOKEN, true),
        ]);
        Assert.AreEqual(0x01000001u, handle);
        Assert.AreEqual("01000000" + "0E000000" + "0300010078" + "11000200AABB", Make.Hex(store.GetObjectValue(handle)));
    }

    [TestMethod]
    public void PrivateKeysAreLaidOutAsDocumented()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        session.CreateObject(Make.Data("x", true));
        uint handle = session.CreateObject(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_VALUE, [1])));
        Assert.AreEqual(0x04000002u, handle);
        Assert.AreEqual(
            "01030300" + "2F040000" + "030002006563"
            + "11002000" + "0000000000000000000000000000000000000000000000000000000000000001"
            + "80010A00" + "06082A8648CE3D030107"
            + "81014300" + "044104" + "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
            + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5",
            Make.Hex(store.GetObjectValue(handle)));
    }

    [TestMethod]
    public void OldRecordsStayReadable()
    {
        MemoryStore store = new MemoryStore();
        store.SaveObject(0x01000009, [1, 0, 0, 0, 0x0E, 0, 0, 0, 3, 0, 1, 0, 0x78, 0x11, 0, 2, 0, 0xAA, 0xBB]);
        TokenSession session = Make.Session(store);
        uint handle = session.FindObject(CKO.CKO_DATA, "x");
        Assert.AreEqual(0x01000009u, handle);
        Assert.AreEqual("AABB", Make.Hex(session.GetAttribute(handle, CKA.CKA_VALUE)));
        Assert.AreEqual(0x0100000Au, session.CreateObject(Make.Data("y", true)));
    }

    [TestMethod]
    public void NumbersStartAgainWhenUsedUp()
    {
        MemoryStore store = new MemoryStore();
        byte[] record = [1, 0, 0, 0, 0x0E, 0, 0, 0];
        store.SaveObject(0x01FFFFFF, record);
        store.SaveObject(0x01000001, record);
        TokenSession session = Make.Session(store);
        Assert.AreEqual(0x01000002u, session.CreateObject(Make.Data("y", true)));
        Assert.AreEqual(0x01000003u, session.CreateObject(Make.Data("y", true)));
    }
}
