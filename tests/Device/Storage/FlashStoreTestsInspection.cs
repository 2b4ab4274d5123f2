using nanoFramework.TestFramework;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

[TestClass]
public class FlashStoreTestsInspection
{
    [TestMethod]
    public void EntriesAndStates()
    {
        RamFlash flash = new RamFlash(4, 512, 4, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, new byte[60]);
        store.SaveObject(2, new byte[40]);
        store.SaveObject(1, new byte[20]);
        FlashInspection seen = FlashInspection.Read(flash);
        Assert.IsTrue(seen.IsLog);
        int live = 0;
        int dead = 0;
        int free = 0;
        for (int i = 0; i < seen.Blocks.Length; i++)
        {
            free += seen.Blocks[i].State == FlashBlockState.Free ? 1 : 0;
            FlashEntryInspection[] entries = seen.Blocks[i].Entries;
            for (int k = 0; k < entries.Length; k++)
            {
                live += entries[k].IsLive && entries[k].IsIntact ? entries[k].DataLength : 0;
                dead += entries[k].State == FlashEntryState.Dead ? entries[k].DataLength : 0;
            }
        }

        Assert.AreEqual(60, live);
        Assert.AreEqual(60, dead);
        Assert.AreEqual(3, free);
    }

    [TestMethod]
    public void BlankAndForeign()
    {
        RamFlash flash = new RamFlash(2, 512, 1, true);
        flash.GetCells(1)[7] = 0x42;
        FlashInspection seen = FlashInspection.Read(flash);
        Assert.IsFalse(seen.IsLog);
        Assert.AreEqual((int)FlashBlockState.Blank, (int)seen.Blocks[0].State);
        Assert.AreEqual((int)FlashBlockState.Foreign, (int)seen.Blocks[1].State);
    }
}
