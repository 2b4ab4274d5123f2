using System;
using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

/// <summary>What <see cref="ObjectStore"/> promises, of every store: the row's number is a <see cref="StoreUnderTest"/>.</summary>
[TestClass]
public class StoreContractTests
{
    private const uint Certificate = 0x02000001;
    private const uint PublicKey = 0x03000001;
    private const uint PrivateKey = 0x04000001;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void ANewStoreIsEmpty(int kind)
    {
        ObjectStore store = StoreUnderTest.Format(StoreUnderTest.MakePart(kind));
        Assert.AreEqual(0, store.GetObjectIds().Length);
        Assert.AreEqual(-1, store.FindObject(PrivateKey));
        Assert.IsNull(store.GetObjectValue(PrivateKey));
        Assert.IsFalse(store.DeleteObject(PrivateKey));
        Assert.AreEqual(store.CapacityBytes, store.FreeBytes);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void RecordsComeInTheOrderOfTheirLastSaving(int kind)
    {
        object part = StoreUnderTest.MakePart(kind);
        ObjectStore store = StoreUnderTest.Format(part);
        store.SaveObject(Certificate, Sample.Value(1, 300));
        store.SaveObject(PrivateKey, Sample.Value(2, 121));
        store.SaveObject(SystemRecord.Seed, Sample.Value(3, SystemRecord.SeedLength));
        store.SaveObject(PublicKey, Sample.Value(4, 0));
        store.SaveObject(Certificate, Sample.Value(5, 301));
        store.SaveObject(SystemRecord.Seed, Sample.Value(6, SystemRecord.SeedLength));
        Assert.IsTrue(store.DeleteObject(PublicKey));
        for (int round = 0; round < 3; round++)
        {
            uint[] ids = store.GetObjectIds();
            Assert.AreEqual(3, ids.Length);
            Assert.AreEqual(PrivateKey, ids[0]);
            Assert.AreEqual(Certificate, ids[1]);
            Assert.AreEqual(SystemRecord.Seed, ids[2]);
            Sample.Check(store, PrivateKey, 2, 121);
            Sample.Check(store, Certificate, 5, 301);
            Sample.Check(store, SystemRecord.Seed, 6, SystemRecord.SeedLength);
            Assert.AreEqual(-1, store.FindObject(PublicKey));
            store = StoreUnderTest.Open(part);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void ArraysAreTheCallers(int kind)
    {
        ObjectStore store = StoreUnderTest.Format(StoreUnderTest.MakePart(kind));
        byte[] value = Sample.Value(1, 40);
        store.SaveObject(PrivateKey, value);
        Array.Clear(value, 0, value.Length);
        byte[] found = store.GetObjectValue(PrivateKey);
        ObjectStore.GetObjectValueCleanup(found);
        Assert.AreEqual(0, (int)found[39]);
        Sample.Check(store, PrivateKey, 1, 40);
        store.SaveObject(Certificate, new byte[0]);
        Assert.AreEqual(0, store.FindObject(Certificate));
        Assert.AreEqual(0, store.GetObjectValue(Certificate).Length);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void NoRecordIsRefused(int kind)
    {
        ObjectStore store = StoreUnderTest.Format(StoreUnderTest.MakePart(kind));
        Assert.ThrowsException(typeof(ArgumentException), () => store.SaveObject(0, new byte[1]));
        Assert.ThrowsException(typeof(ArgumentException), () => store.SaveObject(1, null));
        Assert.AreEqual(0, store.GetObjectIds().Length);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void WhatIsFreeCanBeSaved(int kind)
    {
        object part = StoreUnderTest.MakePart(kind);
        ObjectStore store = StoreUnderTest.Format(part);
        store.SaveObject(PrivateKey, Sample.Value(1, 121));
        int free = store.FreeBytes;
        Assert.IsTrue(free > 0 && free < store.CapacityBytes);
        store.SaveObject(Certificate, Sample.Value(2, free));
        Sample.Check(store, Certificate, 2, free);
        try
        {
            store.SaveObject(PublicKey, Sample.Value(3, free));
            Assert.IsTrue(false);
        }
        catch (StoreException full)
        {
            Assert.IsTrue(full.Error == StoreError.Full);
        }

        store = StoreUnderTest.Open(part);
        Sample.Check(store, PrivateKey, 1, 121);
        Sample.Check(store, Certificate, 2, free);
        Assert.IsTrue(store.DeleteObject(Certificate));
        Assert.AreEqual(free, store.FreeBytes);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void AWipeTakesEverything(int kind)
    {
        object part = StoreUnderTest.MakePart(kind);
        ObjectStore store = StoreUnderTest.Format(part);
        int capacity = store.CapacityBytes;
        store.SaveObject(PrivateKey, Sample.Value(1, 121));
        store.SaveObject(SystemRecord.Lock, Sample.Value(2, 4));
        store.Wipe();
        Assert.AreEqual(0, store.GetObjectIds().Length);
        store = StoreUnderTest.Open(part);
        Assert.AreEqual(0, store.GetObjectIds().Length);
        Assert.IsNull(store.GetObjectValue(SystemRecord.Lock));
        Assert.AreEqual(capacity, store.CapacityBytes);
        store.SaveObject(PrivateKey, Sample.Value(3, 121));
        Sample.Check(StoreUnderTest.Open(part), PrivateKey, 3, 121);
    }
}
