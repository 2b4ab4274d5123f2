using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Noise;

namespace NfToken.Tests.Noise;

[TestClass]
public class SourceTests
{
    /// <summary>Of 256 bytes a generator leaves none as it was twice, and makes others each time.</summary>
    [TestMethod]
    public void GeneratorFillsTheBuffer()
    {
        INoiseSource noise = new SystemRandomNoise("STM32F7", "ST_STM32F769I_DISCOVERY", false);
        byte[] zeros = new byte[256];
        byte[] ones = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            ones[i] = 0xFF;
        }

        Assert.IsTrue(noise.TryRead(zeros));
        Assert.IsTrue(noise.TryRead(ones));
        int left = 0;
        int same = 0;
        for (int i = 0; i < 256; i++)
        {
            left += zeros[i] == 0 && ones[i] == 0xFF ? 1 : 0;
            same += zeros[i] == ones[i] ? 1 : 0;
        }

        Assert.IsTrue(left < 4);
        Assert.IsTrue(same < 32);
    }

    [TestMethod]
    public void DeviceIdOverAndOver()
    {
        INoiseSource noise = new DeviceIdNoise(new GivenId(new byte[] { 1, 2, 3 }));
        byte[] buffer = new byte[8];
        Assert.IsTrue(noise.TryRead(buffer));
        Check(buffer, new byte[] { 1, 2, 3, 1, 2, 3, 1, 2 });
        Assert.AreEqual(0, noise.BitsPerByte);
        Assert.AreEqual("device-id", noise.Name);
    }

    /// <summary>In a buffer shorter than the number each byte of the number still counts.</summary>
    [TestMethod]
    public void ShortBuffer()
    {
        byte[] buffer = new byte[2];
        Assert.IsTrue(new DeviceIdNoise(new GivenId(new byte[] { 1, 2, 4, 8, 16 })).TryRead(buffer));
        Check(buffer, new byte[] { 1 ^ 4 ^ 16, 2 ^ 8 });
        Assert.IsTrue(new DeviceIdNoise(new GivenId(new byte[] { 1 })).TryRead(new byte[0]));
    }

    [TestMethod]
    public void NoDeviceIdIsAFailure()
    {
        Assert.IsFalse(new DeviceIdNoise(new GivenId(null)).TryRead(new byte[8]));
        Assert.IsFalse(new DeviceIdNoise(new GivenId(new byte[0])).TryRead(new byte[8]));
    }

    [TestMethod]
    public void ClockGivesBothTimes()
    {
        CountingClock clock = new CountingClock(0, 0x0807060504030201);
        INoiseSource noise = new ClockNoise(clock);
        byte[] first = new byte[20];
        byte[] second = new byte[20];
        Assert.IsTrue(noise.TryRead(first));
        clock.Day++;
        Assert.IsTrue(noise.TryRead(second));
        for (int i = 0; i < 8; i++)
        {
            Assert.AreEqual(i + 1, (int)first[8 + i]);
        }

        bool differs = false;
        for (int i = 0; i < 8; i++)
        {
            differs |= first[i] != second[i];
        }

        Assert.IsTrue(differs);
        Assert.AreEqual(first[3], first[19]);
        Assert.AreEqual(0, noise.BitsPerByte);
        Assert.AreEqual("clock", noise.Name);
    }

    /// <summary>The clock is asked once for where it stands, and ticks at every third question.</summary>
    [TestMethod]
    public void JitterCountsFromTickToTick()
    {
        INoiseSource noise = new JitterNoise(new CountingClock(3, 0));
        byte[] buffer = new byte[18];
        Assert.IsTrue(noise.TryRead(buffer));
        for (int i = 0; i < 16; i++)
        {
            Assert.AreEqual(i % 2 == 0 ? 3 : 0, (int)buffer[i]);
        }

        Assert.AreEqual(0, noise.BitsPerByte);
        Assert.AreEqual("jitter", noise.Name);
    }

    private static void Check(byte[] buffer, byte[] expected)
    {
        Assert.AreEqual(expected.Length, buffer.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], buffer[i]);
        }
    }
}
