using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Random histories with the power cut at every program and erase operation, also during the recovery from the cut. NFTOKEN_LONG=1 runs
/// longer histories with several fates a cut.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";
    private static readonly int s_seed = int.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

    public static TheoryData<int> Geometries() => [.. Enumerable.Range(0, FlashGeometry.All.Length)];

    [Theory]
    [MemberData(nameof(Geometries))]
    public void EveryCutLeavesOldOrNew(int geometry)
    {
        FlashGeometry part = FlashGeometry.All[geometry];
        int seed = s_seed * 1000 + geometry;
        var random = new Random(seed);
        FlashSimulator flash = part.Make(seed);
        FlashStore store = FlashStore.Format(flash);
        int largest = Math.Min(store.CapacityBytes / 5, 700);
        Dictionary<uint, byte[]> model = [];
        long cuts = 0;
        for (int step = 0; step < (s_long ? 1500 : 60); step++)
        {
            Step next = Step.Next(random, model, largest);
            FlashSimulator before = flash.Clone(seed);
            bool reopen = random.Next(4) == 0;
            if (reopen)
            {
                store = FlashStore.Open(flash);
            }

            Dictionary<uint, byte[]> after = next.Run(store, model);
            for (int fate = 0; fate < (s_long ? 6 : 2); fate++)
            {
                // From a reopened store, as the open one cannot be copied.
                for (long cut = 0; ; cut++)
                {
                    FlashSimulator victim = before.Clone(seed + fate + 7919 * (int)cut + 104729 * step);
                    FlashStore other = FlashStore.Open(victim);
                    victim.CutAfter(cut);
                    if (!Dies(() => next.Run(other, model)))
                    {
                        break;
                    }

                    cuts++;
                    string where = $"{part}, seed {seed}, step {step} ({next}), cut {cut}, fate {fate}";
                    // An open store may refuse as full what a reopened one takes: new is what was asked for.
                    cuts += Recover(victim, model, next.Apply(model), random, where);
                }
            }

            model = after;
            Verify(store, model, $"{part}, seed {seed}, step {step}");
        }

        output.WriteLine($"{part}: {cuts} cuts survived, seed {seed}");
    }

    /// <summary>Opens after a cut, with further cuts on the way, and checks what is there and that it stays so.</summary>
    private static long Recover(FlashSimulator flash, Dictionary<uint, byte[]> before, Dictionary<uint, byte[]> after, Random random, string where)
    {
        long cuts = 0;
        flash.PowerUp();
        for (int again = random.Next(3); again > 0; again--)
        {
            flash.CutAfter(random.Next(6));
            if (Dies(() => FlashStore.Open(flash)))
            {
                cuts++;
            }

            flash.PowerUp();
        }

        FlashStore store = FlashStore.Open(flash);
        Dictionary<uint, byte[]> found = Same(store, before) ? before : after;
        Verify(store, found, $"{where}, before {string.Join(' ', before.Keys)}");
        for (int i = 0; i < 2; i++)
        {
            Verify(FlashStore.Open(flash), found, where + ", opened again");
        }

        FlashStore last = FlashStore.Open(flash);
        byte[] value = [1, 2, 3, 4];
        try
        {
            last.SaveObject(0xFFFF, value);
        }
        catch (StoreException full) when (full.Error == StoreError.Full)
        {
            if (found.Count == 0)
            {
                throw;
            }

            last.DeleteObject(found.Keys.First());
            last.SaveObject(0xFFFF, value);
            found = found.Skip(1).ToDictionary();
        }

        Verify(FlashStore.Open(flash), new(found) { [0xFFFF] = value }, where + ", saved");
        return cuts;
    }

    private static bool Dies(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (StoreException failure) when (failure.Error == StoreError.Device && failure.Message is "power lost" or "no power")
        {
            return true;
        }
    }

    private static bool Same(FlashStore store, Dictionary<uint, byte[]> model)
    {
        uint[] ids = store.GetObjectIds();
        return ids.Length == model.Count && ids.All(id => model.TryGetValue(id, out byte[]? value) && store.GetObjectValue(id).AsSpan().SequenceEqual(value));
    }

    private static void Verify(FlashStore store, Dictionary<uint, byte[]> model, string where)
    {
        Assert.True(store.GetObjectIds().Order().SequenceEqual(model.Keys.Order()),
            $"{where}: found {string.Join(' ', store.GetObjectIds())}, expected {string.Join(' ', model.Keys)}");
        foreach ((uint id, byte[] value) in model)
        {
            Assert.True(store.FindObject(id) == value.Length, $"{where}: length of {id}");
            Assert.True(store.GetObjectValue(id).AsSpan().SequenceEqual(value), $"{where}: value of {id}");
        }
    }

    /// <summary>One operation of a history.</summary>
    private sealed record Step(uint Id, byte[]? Value)
    {
        public static Step Next(Random random, Dictionary<uint, byte[]> model, int largest)
        {
            uint id = (uint)random.Next(1, 7);
            if (model.ContainsKey(id) && random.Next(3) == 0)
            {
                return new Step(id, null);
            }

            byte[] value = new byte[random.Next(8) == 0 ? random.Next(largest * 2) : random.Next(largest / 2)];
            random.NextBytes(value);
            return new Step(id, value);
        }

        /// <summary>What is there once it is done.</summary>
        public Dictionary<uint, byte[]> Apply(Dictionary<uint, byte[]> model)
        {
            Dictionary<uint, byte[]> after = new(model);
            after.Remove(Id);
            if (Value != null)
            {
                after[Id] = Value;
            }

            return after;
        }

        /// <summary>Does it.</summary>
        /// <returns>What the store holds then.</returns>
        public Dictionary<uint, byte[]> Run(FlashStore store, Dictionary<uint, byte[]> model)
        {
            Dictionary<uint, byte[]> after = new(model);
            if (Value == null)
            {
                Assert.True(store.DeleteObject(Id));
                after.Remove(Id);
                return after;
            }

            try
            {
                store.SaveObject(Id, Value);
                after[Id] = Value;
            }
            catch (StoreException full) when (full.Error == StoreError.Full)
            {
                // The old value stands.
            }

            return after;
        }

        public override string ToString() => Value == null ? $"delete {Id}" : $"save {Id}, {Value.Length} bytes";
    }
}
