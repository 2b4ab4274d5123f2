using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Spi;

namespace NfToken.Tests.Spi;

[TestClass]
public class SpiByteMemoryTests
{
    [TestMethod]
    public void EepromKeepsItsSections()
    {
        FakeEeprom chip = new FakeEeprom(false);
        Check(new SpiEeprom(chip, chip, 512, 16, 128), 4);
    }

    [TestMethod]
    public void FramKeepsItsSections()
    {
        Check(new SpiFram(new FakeEeprom(true), 1024, 128), 8);
    }

    [TestMethod]
    public void MissingIsSaid()
    {
        FakeEeprom chip = new FakeEeprom(false);
        chip.IsMissing = true;
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiEeprom(chip, chip, 512, 16, 128));
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiFram(chip, 1024, 128));
    }

    [TestMethod]
    public void SizesThatDoNotFitAreRefused()
    {
        FakeEeprom chip = new FakeEeprom(false);
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiEeprom(chip, chip, 512, 16, 127));
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiEeprom(chip, chip, 512, 512, 512));
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiEeprom(chip, chip, 512, 24, 48));
        Assert.ThrowsException(typeof(FlashException), () => _ = new SpiFram(chip, 512, 0));
    }

    private static void Check(IEeprom memory, int sections)
    {
        Assert.AreEqual(sections, memory.SectionCount);
        byte[] data = new byte[128];
        for (int section = 0; section < sections; section++)
        {
            for (int i = 0; i < 128; i++)
            {
                data[i] = (byte)(i * 3 + section);
            }

            memory.Write(section, data, 0, 128);
        }

        memory.Write(1, data, 100, 20);
        for (int section = 0; section < sections; section++)
        {
            memory.Read(section, 0, data, 0, 128);
            for (int i = 0; i < 128; i++)
            {
                int expected = section == 1 && i < 20 ? (i + 100) * 3 + sections - 1 : i * 3 + section;
                Assert.AreEqual((byte)expected, data[i]);
            }
        }
    }
}
