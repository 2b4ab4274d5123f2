using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;
using NfToken.Tests.NativeFlash;

namespace NfToken.Tests.Storage;

/// <summary>The launcher takes classes by their names: this one is the last, and leaves the flash blank for the next run.</summary>
[TestClass]
public class WipeTests
{
    [TestMethod]
    public void AStoreOutlivesItsOwner()
    {
        IFlashRegion region = RegionUnderTest.Take();
        FlashStore store = FlashStore.Format(region);
        for (int i = 0; i < 12; i++)
        {
            store.SaveObject(0x04000001, Sample.Value(i, 121));
            store.SaveObject(0x02000001, Sample.Value(i + 100, 600));
        }

        Assert.IsTrue(store.DeleteObject(0x02000001));
        store = FlashStore.Open(new SmallRegion(Native.Open()));
        Sample.Check(store, 0x04000001, 11, 121);
        Assert.AreEqual(1, store.GetObjectIds().Length);
        RegionUnderTest.Leave();
    }
}
