using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

[TestClass]
public class FlashStoreTests
{
    [TestMethod]
    [DataRow(2, 1024, 1, true)]
    [DataRow(4, 256, 4, true)]
    [DataRow(2, 2048, 8, false)]
    [DataRow(3, 1024, 32, false)]
    public void SavedIsFoundAfterReopening(int blocks, int size, int writeSize, bool canReprogram)
    {
        RamFlash flash = new RamFlash(blocks, size, writeSize, canReprogram);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(0x101, Sample.Value(1, 40));
        store.SaveObject(0x102, Sample.Value(2, 0));
        store.SaveObject(0x101, Sample.Value(3, 50));
        store.SaveObject(0x103, Sample.Value(4, 10));
        Assert.IsTrue(store.DeleteObject(0x103));
        Assert.IsFalse(store.DeleteObject(0x103));
        store = FlashStore.Open(flash);
        Assert.AreEqual(2, store.GetObjectIds().Length);
        Assert.AreEqual(0x102u, store.GetObjectIds()[0]);
        Assert.AreEqual(0, store.FindObject(0x102));
        Assert.AreEqual(-1, store.FindObject(0x103));
        Sample.Check(store, 0x101, 3, 50);
    }

    [TestMethod]
    [DataRow(2, 1024, 1, true)]
    [DataRow(8, 256, 1, true)]
    [DataRow(3, 512, 8, false)]
    public void OftenReplacedIsCompacted(int blocks, int size, int writeSize, bool canReprogram)
    {
        RamFlash flash = new RamFlash(blocks, size, writeSize, canReprogram);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(7, Sample.Value(7, 33));
        for (int i = 0; i < 60; i++)
        {
            store.SaveObject(0x100, Sample.Value(i, 64));
        }

        Sample.Check(store, 0x100, 59, 64);
        store = FlashStore.Open(flash);
        Sample.Check(store, 0x100, 59, 64);
        Sample.Check(store, 7, 7, 33);
    }

    [TestMethod]
    public void FullIsRefusedAndLosesNothing()
    {
        RamFlash flash = new RamFlash(2, 512, 1, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, Sample.Value(1, 100));
        store.SaveObject(2, Sample.Value(2, store.FreeBytes));
        Assert.ThrowsException(typeof(StoreException), () => store.SaveObject(3, Sample.Value(3, 64)));
        store = FlashStore.Open(flash);
        Sample.Check(store, 1, 1, 100);
        Assert.AreEqual(-1, store.FindObject(3));
        Assert.IsTrue(store.DeleteObject(2));
        store.SaveObject(3, Sample.Value(3, 64));
        Sample.Check(store, 3, 3, 64);
    }

    [TestMethod]
    public void LargerThanABlock()
    {
        RamFlash flash = new RamFlash(10, 256, 1, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, Sample.Value(1, 700));
        store.SaveObject(1, Sample.Value(2, 600));
        Sample.Check(store, 1, 2, 600);
        Sample.Check(FlashStore.Open(flash), 1, 2, 600);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void PowerLostAnywhereLeavesOldOrNew(bool canReprogram)
    {
        for (int cut = 1; cut < 24; cut++)
        {
            RamFlash flash = new RamFlash(3, 512, 4, canReprogram);
            FlashStore store = FlashStore.Format(flash);
            store.SaveObject(1, Sample.Value(1, 60));
            flash.OperationsLeft = cut;
            try
            {
                store.SaveObject(1, Sample.Value(2, 60));
            }
            catch (StoreException)
            {
                // As it should.
            }

            flash.OperationsLeft = -1;
            store = FlashStore.Open(flash);
            byte[] value = store.GetObjectValue(1);
            Assert.AreEqual(60, value.Length);
            Sample.Check(store, 1, value[0] == Sample.Value(1, 1)[0] ? 1 : 2, 60);
            store.SaveObject(2, Sample.Value(3, 20));
            Sample.Check(FlashStore.Open(flash), 2, 3, 20);
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void DeletedAndReplacedValuesAreGoneFromTheCells(bool canReprogram)
    {
        RamFlash flash = new RamFlash(3, 512, 4, canReprogram);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, Sample.Value(1, 60));
        store.SaveObject(2, Sample.Value(2, 60));
        store.SaveObject(1, Sample.Value(3, 60));
        Assert.IsFalse(Holds(flash, Sample.Value(1, 60)));
        Assert.IsTrue(Holds(flash, Sample.Value(2, 60)));
        store.DeleteObject(2);
        Assert.IsFalse(Holds(flash, Sample.Value(2, 60)));
        Assert.IsTrue(Holds(flash, Sample.Value(3, 60)));
        store.Wipe();
        Assert.IsFalse(Holds(flash, Sample.Value(3, 60)));
        Assert.AreEqual(0, FlashStore.Open(flash).GetObjectIds().Length);
    }

    [TestMethod]
    public void DamageIsReported()
    {
        RamFlash flash = new RamFlash(2, 512, 1, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, Sample.Value(1, 60));
        store.SaveObject(2, Sample.Value(2, 60));
        byte[] cells = flash.GetCells(0);
        cells[511] ^= 4;
        store = FlashStore.Open(flash);
        Assert.AreEqual((int)StoreError.Damaged, Sample.ErrorOf(store, 1));
        Sample.Check(store, 2, 2, 60);
    }

    [TestMethod]
    public void OtherPeoplesDataIsRefused()
    {
        RamFlash flash = new RamFlash(2, 512, 1, true);
        Assert.AreEqual((int)StoreError.NotFormatted, Sample.ErrorOfOpening(flash));
        flash.GetCells(1)[300] = 0x42;
        Assert.AreEqual((int)StoreError.Foreign, Sample.ErrorOfOpening(flash));
        Assert.AreEqual(0x42, (int)flash.GetCells(1)[300]);
        FlashStore.Format(flash);
        Assert.AreEqual(0, FlashStore.Open(flash).GetObjectIds().Length);
    }

    private static bool Holds(RamFlash flash, byte[] value)
    {
        for (int block = 0; block < flash.BlockCount; block++)
        {
            byte[] cells = flash.GetCells(block);
            for (int at = 0; at + value.Length <= cells.Length; at++)
            {
                int same = 0;
                while (same < value.Length && cells[at + same] == value[same])
                {
                    same++;
                }

                if (same == value.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
