using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

[TestClass]
public class EepromStoreTests
{
    private const uint Key = 0x04000001;
    private const uint Certificate = 0x02000001;

    [TestMethod]
    [DataRow(48, 127)]
    [DataRow(24, 255)]
    [DataRow(12, 511)]
    [DataRow(48, 128)]
    [DataRow(160, 48)]
    public void AnIdentityIsFoundAfterReopening(int count, int size)
    {
        RamEeprom eeprom = new RamEeprom(count, size);
        EepromStore store = EepromStore.Format(eeprom);
        store.SaveObject(0x02000002, Sample.Value(1, 1700));
        store.SaveObject(Certificate, Sample.Value(2, 700));
        store.SaveObject(Key, Sample.Value(3, 121));
        store.SaveObject(Certificate, Sample.Value(4, 70));
        store.SaveObject(5, Sample.Value(5, 0));
        Assert.IsTrue(store.DeleteObject(5));
        Assert.IsFalse(store.DeleteObject(5));
        store = EepromStore.Open(eeprom);
        Assert.AreEqual(3, store.GetObjectIds().Length);
        Assert.AreEqual(0x02000002u, store.GetObjectIds()[0]);
        Assert.AreEqual(Certificate, store.GetObjectIds()[2]);
        Assert.AreEqual(1700, store.FindObject(0x02000002));
        Assert.AreEqual(-1, store.FindObject(5));
        Assert.IsNull(store.GetObjectValue(5));
        Sample.Check(store, 0x02000002, 1, 1700);
        Sample.Check(store, Certificate, 4, 70);
        Sample.Check(store, Key, 3, 121);
        Assert.AreEqual(0, store.LostRecords);
    }

    [TestMethod]
    [DataRow(12, 127)]
    [DataRow(16, 255)]
    [DataRow(3, 256)]
    [DataRow(2, 128)]
    public void OftenReplacedStaysWhole(int count, int size)
    {
        RamEeprom eeprom = new RamEeprom(count, size);
        EepromStore store = EepromStore.Format(eeprom);
        for (int i = 0; i < 100; i++)
        {
            store.SaveObject(1, Sample.Value(i, 64));
            if (i % 32 == 31)
            {
                store = EepromStore.Open(eeprom);
            }
        }

        Sample.Check(store, 1, 99, 64);
        Sample.Check(EepromStore.Open(eeprom), 1, 99, 64);
    }

    [TestMethod]
    [DataRow(12, 127)]
    [DataRow(16, 256)]
    public void FullIsRefusedAndLosesNothing(int count, int size)
    {
        RamEeprom eeprom = new RamEeprom(count, size);
        EepromStore store = EepromStore.Format(eeprom);
        Assert.AreEqual(store.CapacityBytes, store.FreeBytes);
        store.SaveObject(Key, Sample.Value(1, 90));
        store.SaveObject(Certificate, Sample.Value(2, store.FreeBytes));
        Assert.AreEqual(0, store.FreeBytes);
        Assert.ThrowsException(typeof(StoreException), () => store.SaveObject(3, Sample.Value(3, 1)));
        store.SaveObject(Key, Sample.Value(4, 90));
        store = EepromStore.Open(eeprom);
        Sample.Check(store, Key, 4, 90);
        Assert.AreEqual(-1, store.FindObject(3));
        Assert.IsTrue(store.DeleteObject(Certificate));
        store.SaveObject(3, Sample.Value(3, store.FreeBytes));
        Assert.AreEqual(0, EepromStore.Open(eeprom).FreeBytes);
    }

    [TestMethod]
    [DataRow(Certificate)]
    [DataRow(Key)]
    public void PowerLostAnywhereLeavesOldOrNew(uint id)
    {
        for (int cut = 1; cut < 14; cut++)
        {
            RamEeprom eeprom = new RamEeprom(14, 128);
            EepromStore store = EepromStore.Format(eeprom);
            store.SaveObject(id, Sample.Value(1, 160));
            eeprom.WritesLeft = cut;
            try
            {
                store.SaveObject(id, Sample.Value(2, 160));
            }
            catch (StoreException)
            {
                // As it should.
            }

            eeprom.WritesLeft = -1;
            store = EepromStore.Open(eeprom);
            byte[] value = store.GetObjectValue(id);
            Sample.Check(store, id, value[0] == Sample.Value(1, 1)[0] ? 1 : 2, 160);
            Assert.AreEqual(0, store.LostRecords);
            store.SaveObject(2, Sample.Value(3, 20));
            Sample.Check(EepromStore.Open(eeprom), 2, 3, 20);
        }
    }

    [TestMethod]
    public void OldSecretsAreGoneFromTheCells()
    {
        RamEeprom eeprom = new RamEeprom(16, 127);
        EepromStore store = EepromStore.Format(eeprom);
        store.SaveObject(Key, Sample.Value(1, 150));
        store.SaveObject(0x05000001, Sample.Value(2, 60));
        store.SaveObject(Key, Sample.Value(3, 150));
        Assert.IsFalse(Holds(eeprom, Sample.Value(1, 60)));
        Assert.IsTrue(Holds(eeprom, Sample.Value(2, 60)));
        store.DeleteObject(0x05000001);
        Assert.IsFalse(Holds(eeprom, Sample.Value(2, 60)));
        Assert.IsTrue(Holds(eeprom, Sample.Value(3, 60)));
        store.Wipe();
        Assert.IsFalse(Holds(eeprom, Sample.Value(3, 60)));
        Assert.AreEqual(0, EepromStore.Open(eeprom).GetObjectIds().Length);
        Assert.AreEqual(store.CapacityBytes, EepromStore.Open(eeprom).FreeBytes);
    }

    [TestMethod]
    public void DamageIsReported()
    {
        RamEeprom eeprom = new RamEeprom(16, 127);
        EepromStore store = EepromStore.Format(eeprom);
        store.SaveObject(1, Sample.Value(1, 60));
        store.SaveObject(2, Sample.Value(2, 60));
        store.SaveObject(3, Sample.Value(3, 60));
        Flip(eeprom, Sample.Value(1, 60), 0);
        Flip(eeprom, Sample.Value(3, 60), -20);
        store = EepromStore.Open(eeprom);
        Assert.AreEqual((int)StoreError.Damaged, Sample.ErrorOf(store, 1));
        Sample.Check(store, 2, 2, 60);
        Assert.AreEqual(-1, store.FindObject(3));
        Assert.AreEqual(1, store.LostRecords);
        store.SaveObject(1, Sample.Value(4, 60));
        Sample.Check(store, 1, 4, 60);
        Assert.AreEqual(1, EepromStore.Open(eeprom).LostRecords);
    }

    [TestMethod]
    public void OtherPeoplesDataIsRefused()
    {
        RamEeprom eeprom = new RamEeprom(8, 64);
        Assert.AreEqual((int)StoreError.NotFormatted, Sample.ErrorOfOpening(eeprom));
        eeprom.GetCells(1)[63] = 0x42;
        Assert.AreEqual((int)StoreError.Foreign, Sample.ErrorOfOpening(eeprom));
        Assert.AreEqual(0x42, (int)eeprom.GetCells(1)[63]);
        EepromStore.Format(eeprom);
        Assert.AreEqual(0, EepromStore.Open(eeprom).GetObjectIds().Length);
    }

    [TestMethod]
    public void ASectionThatFailsIsLeftAlone()
    {
        for (int stuck = 0; stuck < 12; stuck++)
        {
            RamEeprom eeprom = new RamEeprom(12, 127);
            EepromStore store = EepromStore.Format(eeprom);
            eeprom.Stuck = stuck;
            for (int i = 0; i < 30; i++)
            {
                store.SaveObject(Key, Sample.Value(i, 130));
            }

            Assert.AreEqual(1, store.BadSections);
            Sample.Check(store, Key, 29, 130);
            Sample.Check(EepromStore.Open(eeprom), Key, 29, 130);
        }
    }

    [TestMethod]
    public void AStartReadsHeaders()
    {
        RamEeprom eeprom = new RamEeprom(32, 255);
        EepromStore store = EepromStore.Format(eeprom);
        for (uint i = 1; i <= 6; i++)
        {
            store.SaveObject(i, Sample.Value((int)i, 500));
        }

        eeprom.BytesRead = 0;
        EepromStore.Open(eeprom);
        Assert.IsTrue(eeprom.BytesRead <= 2 * 32 * 28);
    }

    private static void Flip(RamEeprom eeprom, byte[] value, int offset)
    {
        for (int section = 0; section < eeprom.SectionCount; section++)
        {
            int at = IndexOf(eeprom.GetCells(section), value);
            if (at >= 0)
            {
                eeprom.GetCells(section)[at + offset] ^= 4;
            }
        }
    }

    private static bool Holds(RamEeprom eeprom, byte[] value)
    {
        for (int section = 0; section < eeprom.SectionCount; section++)
        {
            if (IndexOf(eeprom.GetCells(section), value) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(byte[] cells, byte[] value)
    {
        for (int at = 0; at + value.Length <= cells.Length; at++)
        {
            int same = 0;
            while (same < value.Length && cells[at + same] == value[same])
            {
                same++;
            }

            if (same == value.Length)
            {
                return at;
            }
        }

        return -1;
    }
}
