using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>Generations of a drive's files count to 4095 and start again: saves around that, with power lost between the new file and the old one's end.</summary>
public sealed class DriveGenerationTests
{
    [Fact]
    public void TheNewestWinsWhenTheCountStartsAgain()
    {
        MemoryDrive drive = new(TestRun.Seed);
        DriveStore store = DriveStore.Format(drive);
        for (int i = 0; i < 5000; i++)
        {
            byte[] value = BitConverter.GetBytes(i);
            store.SaveObject(1, value);
            if (i is > 4080 and < 4110)
            {
                MemoryDrive twin = new();
                twin.CopyFrom(drive, (ulong)i);
                ObjectStore other = DriveStore.Open(twin);
                twin.CutAfter(1);
                Assert.Throws<StoreException>(() => other.SaveObject(1, BitConverter.GetBytes(i + 1)));
                twin.PowerUp();
                Assert.Equal(BitConverter.GetBytes(i + 1), DriveStore.Open(twin).GetObjectValue(1));
                Assert.Equal(2, twin.Files.Count);
            }
        }

        Assert.Equal(BitConverter.GetBytes(4999), DriveStore.Open(drive).GetObjectValue(1));
    }
}
