using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

[TestClass]
public class DriveStoreTests
{
    [TestMethod]
    public void SavedIsFoundAfterReopening()
    {
        RamDrive drive = new RamDrive();
        Assert.ThrowsException(typeof(StoreException), () => DriveStore.Open(drive));
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1, 2, 3]);
        store.SaveObject(0x102, []);
        store.SaveObject(0x101, [4, 5]);
        store = DriveStore.Open(drive);
        Assert.AreEqual(2, store.FindObject(0x101));
        Assert.AreEqual(0, store.FindObject(0x102));
        Assert.AreEqual(-1, store.FindObject(0x103));
        Assert.AreEqual(5, (int)store.GetObjectValue(0x101)[1]);
        Assert.IsTrue(store.DeleteObject(0x101));
        Assert.IsFalse(DriveStore.Open(drive).DeleteObject(0x101));
        Assert.AreEqual(2, drive.GetFileNames().Length);
    }

    [TestMethod]
    public void OrderOfSavingOutlastsReopening()
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x103, [1]);
        store.SaveObject(0x101, [1]);
        store.SaveObject(0x102, [1]);
        store.SaveObject(0x103, [2]);
        uint[] ids = DriveStore.Open(drive).GetObjectIds();
        Assert.AreEqual(3, ids.Length);
        Assert.AreEqual(0x101, (int)ids[0]);
        Assert.AreEqual(0x102, (int)ids[1]);
        Assert.AreEqual(0x103, (int)ids[2]);
    }

    [TestMethod]
    public void NewestValidGenerationWins()
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1]);
        byte[] first = drive.Read("00000101.001");
        store.SaveObject(0x101, [2]);
        // Power was lost before the old file was deleted.
        drive.Write("00000101.001", first);
        store = DriveStore.Open(drive);
        Assert.AreEqual(2, (int)store.GetObjectValue(0x101)[0]);
        Assert.IsNull(drive.Read("00000101.001"));
        // Power was lost while the new file was written.
        byte[] second = drive.Read("00000101.002");
        byte[] part = new byte[10];
        System.Array.Copy(second, part, 10);
        drive.Write("00000101.003", part);
        store = DriveStore.Open(drive);
        Assert.AreEqual(2, (int)store.GetObjectValue(0x101)[0]);
        Assert.IsNull(drive.Read("00000101.003"));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(10)]
    [DataRow(23)]
    public void AnInterruptedFirstSaveLeavesNothing(int length)
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1, 2, 3]);
        byte[] part = new byte[length];
        drive.Write("00000101.001", part);
        drive.Write("00000101.000", []);
        store = DriveStore.Open(drive);
        Assert.AreEqual(0, store.GetObjectIds().Length);
        Assert.IsNull(store.GetObjectValue(0x101));
        Assert.AreEqual(1, drive.GetFileNames().Length);
        store.SaveObject(0x101, [7]);
        Assert.AreEqual(7, (int)DriveStore.Open(drive).GetObjectValue(0x101)[0]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(10)]
    [DataRow(23)]
    public void LaterDamageIsReported(int length)
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1, 2, 3]);
        drive.Write("00000101.001", new byte[length]);
        store = DriveStore.Open(drive);
        Assert.AreEqual(1, store.GetObjectIds().Length);
        Assert.AreEqual((int)StoreError.Damaged, ErrorOf(store, 0x101));
        store.SaveObject(0x101, [7]);
        Assert.AreEqual(7, (int)DriveStore.Open(drive).GetObjectValue(0x101)[0]);
    }

    [TestMethod]
    public void EachFlippedBitIsReported()
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1, 2, 3]);
        byte[] file = drive.GetCells("00000101.001");
        store = DriveStore.Open(drive);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.AreEqual((int)StoreError.Damaged, ErrorOf(store, 0x101));
            file[bit >> 3] ^= (byte)(1 << (bit & 7));
        }

        Assert.AreEqual(3, store.GetObjectValue(0x101).Length);
    }

    [TestMethod]
    public void AnInterruptedWipeIsFinished()
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1]);
        store.SaveObject(0x102, [2]);
        drive.Write("NOTES.TXT", [3]);
        drive.Write("WIPE.NFT", []);
        drive.Write("FORMAT.NFT", []);
        store = DriveStore.Open(drive);
        Assert.AreEqual(0, store.GetObjectIds().Length);
        Assert.AreEqual(2, drive.GetFileNames().Length);
        Assert.IsNotNull(drive.Read("NOTES.TXT"));
        store.SaveObject(0x101, [4]);
        store.Wipe();
        Assert.AreEqual(0, DriveStore.Open(drive).GetObjectIds().Length);
    }

    [TestMethod]
    public void RecordsWithoutAMarkAreNotFormattedOver()
    {
        RamDrive drive = new RamDrive();
        Assert.AreEqual((int)StoreError.NotFormatted, ErrorOfOpening(drive));
        DriveStore.Format(drive).SaveObject(0x101, [1]);
        drive.Write("FORMAT.NFT", []);
        Assert.AreEqual((int)StoreError.Foreign, ErrorOfOpening(drive));
        drive.Delete("FORMAT.NFT");
        Assert.AreEqual((int)StoreError.Foreign, ErrorOfOpening(drive));
        drive.Write("FORMAT.NFT", [3]);
        Assert.AreEqual((int)StoreError.Version, ErrorOfOpening(drive));
        drive.Write("FORMAT.NFT", [2]);
        Assert.AreEqual(1, (int)DriveStore.Open(drive).GetObjectValue(0x101)[0]);
    }

    [TestMethod]
    public void ItDoesNotClaimToKnowItsRoom()
    {
        DriveStore store = DriveStore.Format(new RamDrive());
        Assert.AreEqual(-1, store.FreeBytes);
        Assert.AreEqual(-1, store.CapacityBytes);
    }

    private static int ErrorOf(DriveStore store, uint id)
    {
        try
        {
            store.GetObjectValue(id);
            return -1;
        }
        catch (StoreException failure)
        {
            return (int)failure.Error;
        }
    }

    private static int ErrorOfOpening(RamDrive drive)
    {
        try
        {
            DriveStore.Open(drive);
            return -1;
        }
        catch (StoreException failure)
        {
            return (int)failure.Error;
        }
    }
}
