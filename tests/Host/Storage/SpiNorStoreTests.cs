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

    public static TheoryData<string> Parts() => ["W25Q32JV", "MX25L3233F", "W25Q512JV"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void EveryCutLeavesOldOrNew(string name)
    {
        SpiNorPart part = new[] { SpiNorParts.W25Q32JV, SpiNorParts.MX25L3233F, SpiNorParts.W25Q512JV }.Single(p => p.Name == name);
        int seed = s_seed * 1000 + name.Length;
        var random = new Random(seed);
        FlashSimulator cells = new([.. Enumerable.Repeat(4096, Sectors)], 1, true, (ulong)seed);
        FlashStore store = FlashStore.Format(Attach(part, cells, out SpiNorModel chip, out _));
        Dictionary<uint, byte[]> model = [];
        int cuts = 0;
        for (int step = 0; step < (s_long ? 1500 : 60); step++)
        {
            uint id = (uint)random.Next(1, 6);
            byte[]? value = model.ContainsKey(id) && random.Next(3) == 0 ? null : SpiBench.Bytes(random.Next(1500), random.Next());
            Dictionary<uint, byte[]> after = new(model);
            after.Remove(id);
            if (value != null)
            {
                after[id] = value;
            }

            for (int cut = 0; ; cut++)
            {
                FlashSimulator victim = cells.Clone((ulong)(seed + (7919 * cut) + (104729 * step)));
                FlashStore other = FlashStore.Open(Attach(part, victim, out SpiNorModel torn, out _));
                victim.CutAfter(cut);
                if (!Dies(() => Do(other, id, value)))
                {
                    Assert.Empty(torn.Misuse);
                    break;
                }

                cuts++;
                string where = $"{part}, seed {seed}, step {step}, cut {cut}";
                victim.PowerUp();
                if (random.Next(2) == 0)
                {
                    victim.CutAfter(random.Next(6));
                    cuts += Dies(() => FlashStore.Open(Attach(part, victim, out _, out _))) ? 1 : 0;
                    victim.PowerUp();
                }

                FlashStore found = FlashStore.Open(Attach(part, victim, out torn, out _));
                Assert.True(Same(found, model) || Same(found, after), where);
                found.SaveObject(9, [1, 2, 3]);
                Assert.True(FlashStore.Open(Attach(part, victim, out _, out _)).FindObject(9) == 3, where);
                Assert.Empty(torn.Misuse);
            }

            Do(store, id, value);
            model = after;
            Assert.True(Same(store, model), $"{part}, seed {seed}, step {step}");
        }

        Assert.Empty(chip.Misuse);
        Assert.True(cuts > 100, $"{cuts} cuts");
        output.WriteLine($"{part}: {cuts} cuts survived, seed {seed}");
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

    private static SpiNorFlash Attach(SpiNorPart part, FlashSimulator cells, out SpiNorModel chip, out SpiWire wire)
    {
        SpiTime time = new();
        chip = new SpiNorModel(part, time, cells, FirstSector * 4096);
        wire = new SpiWire(chip, time) { Gap = 200_000 };
        return new SpiNorFlash(wire, time, FirstSector, Sectors);
    }

    private static void Do(FlashStore store, uint id, byte[]? value)
    {
        if (value == null)
        {
            store.DeleteObject(id);
        }
        else
        {
            store.SaveObject(id, value);
        }
    }

    private static bool Dies(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (Exception failure) when (failure is FlashException or StoreException { Error: StoreError.Device })
        {
            return true;
        }
    }

    private static bool Equal(byte[]? one, byte[]? other) => one == null ? other == null : other != null && one.AsSpan().SequenceEqual(other);

    private static bool Same(FlashStore store, Dictionary<uint, byte[]> model)
    {
        uint[] ids = store.GetObjectIds();
        return ids.Length == model.Count && ids.All(id => model.TryGetValue(id, out byte[]? value) && Equal(store.GetObjectValue(id), value));
    }
}
