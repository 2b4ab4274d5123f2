using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>The store of sections on a serial EEPROM and a FRAM, bit by bit, with the power cut in the middle of writes.</summary>
public sealed class SpiEepromStoreTests(ITestOutputHelper output)
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

    [Theory]
    [InlineData("25LC640A", 128, 1)]
    [InlineData("25LC512", 256, 1)]
    [InlineData("MB85RS64", 127, 40)]
    public void EveryCutLeavesOldOrNew(string name, int sectionSize, int stride)
    {
        SpiBytePart part = new[] { SpiBytePart.M25LC640A, SpiBytePart.M25LC512, SpiBytePart.MB85RS64 }.Single(p => p.Name == name);
        var random = new Random(s_seed);
        SpiByteModel chip = new(part, new SpiTime());
        EepromStore store = EepromStore.Format(Attach(chip, sectionSize, out chip));
        Dictionary<uint, byte[]> model = [];
        int cuts = 0;
        for (int step = 0; step < (s_long ? 400 : 20); step++)
        {
            uint id = (uint)random.Next(1, 5);
            byte[]? value = model.ContainsKey(id) && random.Next(3) == 0 ? null : SpiBench.Bytes(random.Next(700), random.Next());
            Dictionary<uint, byte[]> after = new(model);
            after.Remove(id);
            if (value != null)
            {
                after[id] = value;
            }

            for (int cut = random.Next(stride); ; cut += stride)
            {
                EepromStore other = EepromStore.Open(Attach(chip, sectionSize, out SpiByteModel victim, cut + 7919 * step));
                victim.CutAfter(cut);
                if (!Dies(() => Do(other, id, value)))
                {
                    Assert.Empty(victim.Misuse);
                    break;
                }

                cuts++;
                victim.PowerOn();
                EepromStore found = EepromStore.Open(Attach(victim, sectionSize, out victim));
                Assert.True(Same(found, model) || Same(found, after), $"{part}, seed {s_seed}, step {step}, cut {cut}");
                found.SaveObject(9, [1, 2, 3]);
                Assert.Equal(3, EepromStore.Open(Attach(victim, sectionSize, out _)).FindObject(9));
            }

            Do(store, id, value);
            model = after;
            Assert.True(Same(store, model), $"{part}, seed {s_seed}, step {step}");
        }

        Assert.Empty(chip.Misuse);
        Assert.True(cuts > 50, $"{cuts} cuts");
        output.WriteLine($"{part}, sections of {sectionSize}: {cuts} cuts survived, seed {s_seed}");
    }

    /// <summary>A copy of the chip on a wire of its own.</summary>
    private static SpiByteMemory Attach(SpiByteModel chip, int sectionSize, out SpiByteModel copy, int seed = 0)
    {
        SpiTime time = new();
        copy = chip.Clone(time, seed);
        SpiWire wire = new(copy, time) { Gap = 500_000 };
        return chip.Part.PageSize == 0
            ? new SpiFram(wire, chip.Part.Size, sectionSize)
            : new SpiEeprom(wire, time, chip.Part.Size, chip.Part.PageSize, sectionSize);
    }

    private static void Do(EepromStore store, uint id, byte[]? value)
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
        catch (StoreException failure) when (failure.Error == StoreError.Device)
        {
            return true;
        }
    }

    private static bool Same(EepromStore store, Dictionary<uint, byte[]> model)
    {
        uint[] ids = store.GetObjectIds();
        return ids.Length == model.Count && ids.All(id => model.TryGetValue(id, out byte[]? value) && store.GetObjectValue(id).AsSpan().SequenceEqual(value));
    }
}
