using System;
using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Spi;

[TestClass]
public class SpiNorFlashTests
{
    private const int First = 1022;

    [TestMethod]
    public void TellsWhatIsThere()
    {
        FakeNor chip = new FakeNor(First);
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 0);
        Assert.AreEqual(0xEF4016u, flash.JedecId);
        Assert.AreEqual(0x400000u, flash.ChipSize);
        Assert.AreEqual(2, flash.BlockCount);
        Assert.AreEqual(4096, flash.GetBlockSize(1));
        Assert.AreEqual(0, flash.Protection);
    }

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(250, 12)]
    [DataRow(255, 600)]
    [DataRow(4095, 1)]
    [DataRow(0, 4096)]
    public void ProgramsAcrossPages(int offset, int count)
    {
        FakeNor chip = new FakeNor(First);
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 2);
        byte[] data = Value(count);
        flash.Program(1, offset, data, 0, count);
        byte[] read = new byte[count + 2];
        flash.Read(1, offset, read, 1, count);
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual(data[i], read[i + 1]);
            Assert.AreEqual(data[i], chip.Cells[4096 + offset + i]);
        }

        Assert.AreEqual((byte)0xFF, chip.Cells[4095]);
        flash.Erase(1);
        Assert.AreEqual((byte)0xFF, chip.Cells[4096 + offset]);
    }

    [TestMethod]
    public void ReadsAPageAFrame()
    {
        FakeNor chip = new FakeNor(First);
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 2);
        byte[] read = new byte[300];
        int frames = chip.Frames;
        flash.Read(0, 0, read, 0, 300);
        Assert.AreEqual(2, chip.Frames - frames);
    }

    [TestMethod]
    public void FailuresAreNamed()
    {
        FakeNor chip = new FakeNor(First);
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 2);
        chip.BusyPolls = 1000000;
        Assert.AreEqual("SPI program at 0x3FE005: busy too long, status 0x01", Failure(() => flash.Program(0, 5, new byte[1], 0, 1)));
        Assert.AreEqual("SPI erase at 0x3FF000: no write enable, status 0x01", Failure(() => flash.Erase(1)));
        Assert.AreEqual("SPI read block 2 offset 0: not in region", Failure(() => flash.Read(2, 0, new byte[1], 0, 1)));
        chip.IsMissing = true;
        Assert.AreEqual("SPI flash: no chip, check wiring", Failure(() => _ = new SpiNorFlash(chip, chip, 0, 0)));
    }

    [TestMethod]
    public void ProtectionIsReported()
    {
        FakeNor chip = new FakeNor(First);
        chip.Status = 0x1C;
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 2);
        Assert.AreEqual(0x1C, flash.Protection);
        Assert.AreEqual("SPI flash: protection locked, status 0x001C", Failure(() => flash.ClearProtection()));
    }

    [TestMethod]
    public void SleepsUntilUsed()
    {
        FakeNor chip = new FakeNor(First);
        SpiNorFlash flash = new SpiNorFlash(chip, chip, First, 2);
        flash.PowerDown();
        Assert.IsTrue(chip.IsAsleep);
        flash.Program(0, 0, new byte[1], 0, 1);
        Assert.IsFalse(chip.IsAsleep);
        Assert.AreEqual((byte)0, chip.Cells[0]);
    }

    [TestMethod]
    public void CarriesAStore()
    {
        FakeNor chip = new FakeNor(First);
        FlashStore store = FlashStore.Format(new SpiNorFlash(chip, chip, First, 2));
        store.SaveObject(0x101, Value(300));
        store.SaveObject(0x102, Value(20));
        store.SaveObject(0x101, Value(400));
        store = FlashStore.Open(new SpiNorFlash(chip, chip, First, 2));
        Assert.AreEqual(400, store.FindObject(0x101));
        Assert.AreEqual((byte)7, store.GetObjectValue(0x102)[1]);
    }

    private static string Failure(Action action)
    {
        try
        {
            action();
        }
        catch (FlashException e)
        {
            return e.Message;
        }

        return null;
    }

    private static byte[] Value(int length)
    {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++)
        {
            value[i] = (byte)(i * 7);
        }

        return value;
    }
}
