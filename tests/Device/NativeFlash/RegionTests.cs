using System;
using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Tests.Storage;

namespace NfToken.Tests.NativeFlash;

/// <summary>What <see cref="IFlashRegion"/> promises, of the board's own flash.</summary>
[TestClass]
public class RegionTests
{
    [TestMethod]
    public void ErasedBytesAreOnes()
    {
        IFlashRegion region = RegionUnderTest.Take();
        Assert.IsTrue(region.BlockCount >= 2);
        for (int block = 0; block < region.BlockCount; block++)
        {
            Assert.IsTrue(RegionUnderTest.IsBlank(region, block, region.GetBlockSize(block)));
        }
    }

    [TestMethod]
    public void ProgrammedUnitsReadBack()
    {
        IFlashRegion region = RegionUnderTest.Take();
        int unit = region.WriteSize;
        byte[] data = Sample.Value(1, (5 * unit) + 3);
        int last = region.GetBlockSize(1) - (4 * unit);
        region.Program(1, 3 * unit, data, 3, unit);
        region.Program(1, last, data, 1, 4 * unit);
        byte[] found = new byte[(6 * unit) + 1];
        region.Read(1, 2 * unit, found, 1, 3 * unit);
        for (int i = 0; i < 3 * unit; i++)
        {
            int expected = i >= unit && i < 2 * unit ? data[3 + i - unit] : 0xFF;
            Assert.AreEqual(expected, (int)found[1 + i]);
        }

        region.Read(1, last + 1, found, 0, (4 * unit) - 1);
        for (int i = 0; i < (4 * unit) - 1; i++)
        {
            Assert.AreEqual((int)data[i + 2], (int)found[i]);
        }

        Assert.IsTrue(RegionUnderTest.IsBlank(region, 0, region.GetBlockSize(0)));
        region.Erase(1);
        Assert.IsTrue(RegionUnderTest.IsBlank(region, 1, region.GetBlockSize(1)));
    }

    [TestMethod]
    public void BitsAreClearedWhereThePartAllowsIt()
    {
        IFlashRegion region = RegionUnderTest.Take();
        if (!region.CanReprogram)
        {
            Assert.SkipTest("programmed once");
        }

        byte[] data = new byte[region.WriteSize];
        data[0] = 0xF5;
        region.Program(0, 0, data, 0, data.Length);
        data[0] = 0x3F;
        region.Program(0, 0, data, 0, data.Length);
        region.Read(0, 0, data, 0, 1);
        Assert.AreEqual(0x35, (int)data[0]);
    }

    [TestMethod]
    [DataRow(-1, 0, 0, 4)]
    [DataRow(4096, 0, 0, 4)]
    [DataRow(0, -4, 0, 4)]
    [DataRow(0, 0x7FFFFFF0, 0, 64)]
    [DataRow(0, 0, -1, 4)]
    [DataRow(0, 0, 61, 4)]
    [DataRow(0, 0, 0x7FFFFFFF, 64)]
    [DataRow(0, 0, 0, -4)]
    [DataRow(0, 0, 0, 0x7FFFFFFC)]
    public void NothingBeyondTheRegionIsReached(int block, int offset, int index, int count)
    {
        RegionUnderTest.Take();
        IFlashRegion whole = Native.Open();
        byte[] data = new byte[64];
        Assert.IsTrue(Fails(() => whole.Read(block, offset, data, index, count)));
        Assert.IsTrue(Fails(() => whole.Program(block, offset, data, index, count)));
    }

    private static bool Fails(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
