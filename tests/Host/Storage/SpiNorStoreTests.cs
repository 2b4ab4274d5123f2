using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// The flash log on the driver on the chip, bit by bit, with the power cut in the middle of programs and erases; and the board reset while the chip works on.
/// NFTOKEN_LONG=1 runs longer histories.
/// </summary>
public sealed class SpiNorStoreTests(ITestOutputHelper output)
{
    private const int Sectors = 4;
    private const int FirstSector = 300;

    private static readonly bool s_long = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

    [Theory]
    [InlineData("W25Q32JV")]
    [InlineData("MX25L3233F")]
    [InlineData("W25Q512JV")]
    public void EveryCutLeavesOldOrNew(string name)
    {
        SpiNorPart part = new[] { SpiNorParts.W25Q32JV, SpiNorParts.MX25L3233F, SpiNorParts.W25Q512JV }.Single(p => p.Name == name);
        long cuts = 0;
        for (int history = 0; history < (s_long ? 40 : 2); history++)
        {
            SpiFlashUnderTest chip = new(part);
            PowerCutHistory run = new(chip, new() { Steps = 30, Fates = 2, Nested = 8 }, FaultRandom.Mix((ulong)s_seed, FaultRandom.Mix(part.JedecId, (ulong)history)));
            run.Run();
            cuts += run.Cuts;
            Assert.Empty(chip.Misuse);
        }

        Assert.True(cuts > 500, $"{cuts} cuts");
        output.WriteLine($"{part}: {cuts} cuts survived, seed {s_seed}");
    }

    [Fact]
    public void ABoardResetAtAnyFrameLosesNothing()
    {
        // The chip keeps its power and ends what it was told; the board starts again at once and finds it busy, asleep or with its latch set.
        int seed = s_seed;
        var random = new Random(seed);
        FlashSimulator cells = new([.. Enumerable.Repeat(4096, Sectors)], 1, true, (ulong)seed);
        SpiTime time = new();
        SpiNorModel chip = new(SpiNorParts.W25Q32JV, time, cells, FirstSector * 4096);
        SpiWire wire = new(chip, time) { Gap = 500_000 };
        FlashStore store = FlashStore.Format(new SpiNorFlash(wire, time, FirstSector, Sectors));
        byte[]? value = null;
        int resets = 0;
        int saves = 0;
        for (int step = 0; step < (s_long ? 20_000 : 400); step++)
        {
            byte[] next = SpiBench.Bytes(random.Next(1200), step);
            long at = wire.Frames + random.Next(300);
            wire.BeforeFrame = () =>
            {
                if (wire.Frames == at)
                {
                    throw new OperationCanceledException();
                }
            };
            bool reset = false;
            try
            {
                store.SaveObject(1, next);
                value = next;
                saves++;
            }
            catch (OperationCanceledException)
            {
                reset = true;
            }

            wire.BeforeFrame = null;
            if (reset || random.Next(8) == 0)
            {
                resets += reset ? 1 : 0;
                store = FlashStore.Open(new SpiNorFlash(wire, time, FirstSector, Sectors));
                byte[]? found = store.FindObject(1) < 0 ? null : store.GetObjectValue(1);
                Assert.True(Equal(found, value) || (reset && Equal(found, next)), $"seed {seed}, step {step}");
                value = found;
            }
        }

        Assert.Empty(chip.Misuse);
        Assert.True(resets > 50 && saves > 50, $"{resets} resets, {saves} saves");
        output.WriteLine($"{resets} resets among {saves} saves survived, seed {seed}");
    }

    private static bool Equal(byte[]? one, byte[]? other) => one == null ? other == null : other != null && one.AsSpan().SequenceEqual(other);
}
