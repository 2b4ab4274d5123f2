using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;
using NfToken.Tests.NativeFlash;

namespace NfToken.Tests.Storage;

/// <summary>The log on the board's own flash, as kind 0 of the contract's tests; there are no others here.</summary>
internal static class StoreUnderTest
{
    internal static object MakePart(int kind)
    {
        if (kind != 0)
        {
            Assert.SkipTest("another store");
        }

        return RegionUnderTest.Take();
    }

    internal static ObjectStore Format(object part) => FlashStore.Format((IFlashRegion)part);

    internal static ObjectStore Open(object part) => FlashStore.Open((IFlashRegion)part);
}
