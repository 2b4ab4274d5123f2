using nanoFramework.TestFramework;
using NfToken.Pal;

namespace NfToken.Tests.NativeFlash;

/// <summary>The board's region, taken only where it holds nothing: these tests erase it.</summary>
internal static class RegionUnderTest
{
    private static bool _isOurs;

    /// <summary>The region, its first blocks erased; skips the test where there is none, or where something lies in it.</summary>
    internal static IFlashRegion Take()
    {
        IFlashRegion whole = Native.Open();
        if (whole == null)
        {
            Assert.SkipTest("no native flash");
        }

        IFlashRegion region = new SmallRegion(whole);
        if (!_isOurs)
        {
            for (int block = 0; block < whole.BlockCount; block++)
            {
                if (!IsBlank(whole, block, block < region.BlockCount ? region.GetBlockSize(block) : 256))
                {
                    Assert.SkipTest("flash is not blank: a token may lie in it");
                }
            }

            _isOurs = true;
        }

        EraseAll(region);
        return region;
    }

    /// <summary>Leaves the region blank, so that the next run may take it.</summary>
    internal static void Leave()
    {
        if (_isOurs)
        {
            EraseAll(new SmallRegion(Native.Open()));
        }
    }

    internal static bool IsBlank(IFlashRegion region, int block, int length)
    {
        byte[] buffer = new byte[256];
        for (int at = 0; at < length; at += buffer.Length)
        {
            region.Read(block, at, buffer, 0, buffer.Length);
            for (int i = 0; i < buffer.Length; i++)
            {
                if (buffer[i] != 0xFF)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void EraseAll(IFlashRegion region)
    {
        for (int block = 0; block < region.BlockCount; block++)
        {
            if (!IsBlank(region, block, region.GetBlockSize(block)))
            {
                region.Erase(block);
            }
        }
    }
}
