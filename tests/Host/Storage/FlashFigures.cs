using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>What a start reads, what a save programs, and how evenly blocks wear.</summary>
public sealed class FlashFigures(ITestOutputHelper output)
{
    private const uint Certificate = RecordKind.Certificate << 24;
    private const uint PrivateKey = RecordKind.PrivateKey << 24;

    [Theory]
    // Half full with 16 blocks or more and values of 1.2 kB: at most 1.3.
    [InlineData(Certificate, 64, 4096, 106, 1200, 3000, int.MaxValue, 1.3)]
    [InlineData(Certificate, 16, 4096, 26, 1200, 3000, int.MaxValue, 1.3)]
    [InlineData(Certificate, 32, 2048, 20, 1200, 3000, int.MaxValue, 1.3)]
    [InlineData(PrivateKey, 64, 4096, 106, 1200, 3000, int.MaxValue, 2.3)]
    // 256 KB with 6 objects of 1.2 kB: at most 4 KB read. Small or dead records everywhere: at most 16 KB.
    [InlineData(Certificate, 64, 4096, 6, 1200, 3000, 4096, 1.1)]
    [InlineData(PrivateKey, 64, 4096, 6, 1200, 3000, 4096, 2.1)]
    [InlineData(Certificate, 64, 4096, 6, 40, 3000, 16384, 2.5)]
    [InlineData(Certificate, 64, 4096, 90, 40, 6000, 16384, 2.5)]
    [InlineData(PrivateKey, 64, 4096, 90, 40, 6000, 16384, 3.5)]
    public void AfterAHistory(uint kind, int blocks, int size, int objects, int length, int saves, int mostRead, double mostProgrammed)
    {
        FlashSimulator flash = new([.. Enumerable.Repeat(size, blocks)], 1, true);
        FlashStore store = FlashStore.Format(flash);
        var random = new Random(1);
        for (uint id = 1; id <= objects; id++)
        {
            store.SaveObject(kind | id, Make());
        }

        for (int i = 0; i < saves; i++)
        {
            store.SaveObject(kind | (uint)(random.Next(objects) + 1), Make());
        }

        flash.BytesProgrammed = flash.BytesCleared = 0;
        int erases = flash.EraseCounts.Sum();
        for (int i = 0; i < saves; i++)
        {
            store.SaveObject(kind | (uint)(random.Next(objects) + 1), Make());
        }

        double saved = (double)saves * length;
        double programmed = flash.BytesProgrammed / saved;
        double cleared = flash.BytesCleared / saved;
        double erased = 1000.0 * (flash.EraseCounts.Sum() - erases) / saves;
        flash.BytesRead = 0;
        FlashStore.Open(flash);
        output.WriteLine($"{objects} objects of {length} bytes on {blocks} x {size}: programmed per byte saved {programmed:F2}, {cleared:F2} of it zeros; "
            + $"erases per 1000 saves {erased:F0} (blocks {flash.EraseCounts.Min()} to {flash.EraseCounts.Max()}); mount reads {flash.BytesRead} bytes");
        Assert.Equal(0, store.BadBlocks);
        Assert.True(flash.BytesRead <= mostRead, $"mount reads {flash.BytesRead}");
        Assert.True(programmed <= mostProgrammed, $"programs {programmed:F2} bytes per byte");

        byte[] Make()
        {
            byte[] value = new byte[length];
            random.NextBytes(value);
            return value;
        }
    }

    /// <summary>One live record in each block, all else dead: no start may have to read all that.</summary>
    [Fact]
    public void DeadRecordsEverywhere()
    {
        FlashSimulator flash = new([.. Enumerable.Repeat(4096, 64)], 1, true);
        FlashStore store = FlashStore.Format(flash);
        for (uint id = 1; id <= 60; id++)
        {
            store.SaveObject(Certificate | id, new byte[40]);
            for (int i = 0; i < 54; i++)
            {
                store.SaveObject(Certificate | 0xFF, new byte[40]);
            }
        }

        flash.BytesRead = 0;
        int count = FlashStore.Open(flash).GetObjectIds().Length;
        output.WriteLine($"{count} objects of 40 bytes in as many blocks: mount reads {flash.BytesRead} bytes; {flash.BytesProgrammed / (60 * 55 * 40.0):F2} bytes programmed per byte saved");
        Assert.True(flash.BytesRead <= 16384, $"mount reads {flash.BytesRead}");
    }

    [Theory]
    [InlineData(64, 1000)]
    [InlineData(16, 1000)]
    [InlineData(16, 100000)]
    public void WearIsSpread(int blocks, int endurance)
    {
        if (endurance > 1000 && Environment.GetEnvironmentVariable("NFTOKEN_LONG") != "1")
        {
            output.WriteLine("only with NFTOKEN_LONG=1");
            return;
        }

        FlashSimulator flash = new([.. Enumerable.Repeat(1024, blocks)], 1, true) { Endurance = endurance };
        FlashStore store = FlashStore.Format(flash);
        // Half of what fits is written once; a quarter changes all the time.
        int still = blocks;
        for (uint id = 1; id <= still; id++)
        {
            store.SaveObject(Certificate | id, new byte[440]);
        }

        var random = new Random(2);
        long saves = 0;
        int atFirst = -1;
        int spread = 0;
        try
        {
            for (; ; saves++)
            {
                store.SaveObject(Certificate | (uint)(still + 1 + random.Next(blocks / 4)), new byte[440]);
                if (atFirst < 0 && flash.EraseFailures.Any(failure => failure != FlashFailure.None))
                {
                    atFirst = (int)saves;
                    spread = flash.EraseCounts.Max() - flash.EraseCounts.Min();
                }
            }
        }
        catch (StoreException end)
        {
            double ideal = (double)blocks * endurance * 1024 / 440;
            output.WriteLine($"{blocks} blocks of 1 KB that bear {endurance} erases: {saves} saves of 440 bytes until \"{end.Message}\" ({end.Error}), {saves / ideal:P0} of the ideal; "
                + $"first failure after {atFirst}, spread then {spread} erases ({(double)spread / endurance:P1}); {store.BadBlocks} blocks out of use");
        }

        Assert.True(spread <= endurance * 0.05, $"spread {spread}");
        FlashStore reopened = FlashStore.Open(flash);
        for (uint id = 1; id <= still; id++)
        {
            Assert.Equal(440, reopened.GetObjectValue(Certificate | id).Length);
        }
    }
}
