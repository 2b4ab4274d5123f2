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
        Assert.AreEqual(5, (int)store.GetObjectValue(0x101)[1]);
        Assert.IsTrue(store.DeleteObject(0x101));
        Assert.IsFalse(DriveStore.Open(drive).DeleteObject(0x101));
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
    public void DamageIsReported()
    {
        RamDrive drive = new RamDrive();
        DriveStore store = DriveStore.Format(drive);
        store.SaveObject(0x101, [1, 2, 3]);
        byte[] file = drive.GetCells("00000101.001");
        file[25] ^= 1;
        store = DriveStore.Open(drive);
        Assert.ThrowsException(typeof(StoreException), () => store.GetObjectValue(0x101));
        store.SaveObject(0x101, [7]);
        Assert.AreEqual(7, (int)store.GetObjectValue(0x101)[0]);
    }
}
