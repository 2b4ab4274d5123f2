using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>What a start reads and what a save programs, on 256 KB of SPI NOR.</summary>
public sealed class FlashFigures(ITestOutputHelper output)
{
    [Theory]
    [InlineData(6, 1200, 2000, 4096)]
    [InlineData(6, 40, 2000, 16384)]
    [InlineData(90, 1200, 1000, int.MaxValue)]
    public void AfterAHistory(int objects, int length, int saves, int mostRead)
    {
        FlashSimulator flash = new([.. Enumerable.Repeat(4096, 64)], 1, true);
        FlashStore store = FlashStore.Format(flash);
        var random = new Random(1);
        for (uint id = 1; id <= objects; id++)
        {
            store.SaveObject(id, Make());
        }

        flash.BytesProgrammed = flash.BytesCleared = 0;
        int erases = flash.EraseCounts.Sum();
        for (int i = 0; i < saves; i++)
        {
            store.SaveObject((uint)random.Next(objects) + 1, Make());
        }

        double saved = (double)saves * length;
        double log = (flash.BytesProgrammed - flash.BytesCleared) / saved;
        double cleared = flash.BytesCleared / saved;
        double erased = 1000.0 * (flash.EraseCounts.Sum() - erases) / saves;
        flash.BytesRead = 0;
        FlashStore.Open(flash);
        output.WriteLine($"{objects} objects of {length} bytes on 64 x 4 KB: programmed per byte saved {log:F2}, overwritten {cleared:F2}; "
            + $"erases per 1000 saves {erased:F0} (blocks {flash.EraseCounts.Min()} to {flash.EraseCounts.Max()}); mount reads {flash.BytesRead} bytes");
        Assert.True(flash.BytesRead <= mostRead, $"mount reads {flash.BytesRead}");

        byte[] Make()
        {
            byte[] value = new byte[length];
            random.NextBytes(value);
            return value;
        }
    }
}
