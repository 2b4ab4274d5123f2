using System.Reflection;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Storage;
using Xunit;

namespace NfToken.Tests.Host.Entropy;

/// <summary>The generator where a PC is needed to look: threads, what stays in memory, a board's HMAC that errs, long requests.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void ThreadsGetDifferentBytes()
    {
        RandomGenerator generator = new(null, MakeStore(), new HostHmac(), null);
        List<string>[] taken = [[], [], [], []];
        Thread[] threads = [.. taken.Select(list => new Thread(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                list.Add(Take(generator, 16));
                if (i % 500 == 0)
                {
                    generator.AddSeed([1]);
                    generator.GetStatus();
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(8000, taken.SelectMany(list => list).Distinct().Count());
    }

    /// <summary>Both HMACs make the same bytes of the same seed.</summary>
    [Fact]
    public void BoardsHmacMakesNoDifference() =>
        Assert.Equal(Take(new RandomGenerator(null, MakeStore(), null, null), 100), Take(new RandomGenerator(null, MakeStore(), new HostHmac(), null), 100));

    [Fact]
    public void WrongHmacIsFoundByTheSelfTest()
    {
        RandomGenerator generator = new(null, MakeStore(), new WrongHmac(), null);
        RandomException refusal = Assert.Throws<RandomException>(() => Take(generator, 1));
        Assert.Equal(RandomError.SelfTest, refusal.Error);
        Assert.Throws<RandomException>(() => Take(generator, 1));
    }

    /// <summary>More than a request of SP 800-90A at once, and no block twice.</summary>
    [Fact]
    public void LongRequestIsSplit()
    {
        RandomGenerator generator = new(null, MakeStore(), new HostHmac(), null);
        byte[] bytes = new byte[(3 * HmacDrbg.MaxRequest) + 5];
        generator.Generate(bytes, 5, bytes.Length - 5);
        Assert.Equal(new byte[5], bytes[..5]);
        Assert.Equal(3 * HmacDrbg.MaxRequest / 16, bytes[5..].Chunk(16).Select(Convert.ToHexString).Distinct().Count());
    }

    /// <summary>What was generated, if the board's HMAC gives up in the middle, is taken back; the next call starts from the beginning.</summary>
    [Fact]
    public void FailureInTheMiddleLeavesNothing()
    {
        FailingHmac hmac = new();
        MemoryStore store = MakeStore();
        RandomGenerator generator = new(null, store, hmac, null);
        string first = Take(generator, 64);
        byte[] buffer = new byte[64];
        hmac.FailsAfter = 2;
        Assert.Throws<TimeoutException>(() => generator.Generate(buffer, 0, 64));
        Assert.Equal(new byte[64], buffer);
        string before = Convert.ToHexString(store.GetObjectValue(SystemRecord.Seed));
        Assert.NotEqual(first, Take(generator, 64));
        Assert.NotEqual(before, Convert.ToHexString(store.GetObjectValue(SystemRecord.Seed)));
    }

    /// <summary>A seeding that fails at any of its steps leaves no state to go on with: the next call starts from the beginning.</summary>
    [Fact]
    public void FailedSeedingLeavesNoState()
    {
        int failures = 0;
        bool isDone = false;
        for (int after = 0; !isDone; after++)
        {
            FailingHmac hmac = new();
            RandomGenerator generator = new(null, MakeStore(), hmac, null);
            Take(generator, 64);
            hmac.FailsAfter = after;
            try
            {
                generator.AddSeed([1, 2, 3]);
                isDone = true;
            }
            catch (TimeoutException)
            {
                failures++;
                Assert.Empty(StateOf(generator, []));
            }
        }

        // The state's own block, two halves of the new seed, two of the material, and the reseeding.
        Assert.True(failures > 6, $"{failures}");
    }

    /// <summary>After Clear no array of the generator, nor of the objects it is made of, holds any byte of its state.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ClearLeavesNoState(bool isNative)
    {
        FaultRandom random = new(1);
        RandomGenerator generator = new([new NoiseDouble("rng", 8, random.Fill)], MakeStore(), isNative ? new HostHmac() : null, null);
        Take(generator, 100);
        Assert.NotEmpty(StateOf(generator, []));
        generator.Clear();
        Assert.Empty(StateOf(generator, []));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    public void CreditIsOfAByte(int bits) =>
        Assert.Throws<ArgumentException>(() => new RandomGenerator([new NoiseDouble("rng", bits, _ => { })], null, null, null));

    /// <summary>Arrays that hold anything but zeros, in fields of our objects. The hash's initial value, which a cleared hash holds, and the pattern before a read are none of them.</summary>
    private static List<string> StateOf(object owner, HashSet<object> seen)
    {
        List<string> found = [];
        foreach (FieldInfo field in owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            object? value = field.GetValue(owner);
            string name = $"{owner.GetType().Name}.{field.Name}";
            if (value is byte[] or uint[] && ((Array)value).Cast<object>().Any(element => Convert.ToUInt32(element) != 0) && name is not ("Sha256._state" or "NoiseMonitor._before"))
            {
                found.Add(name);
            }
            else if (value is NoiseMonitor[] monitors)
            {
                found.AddRange(monitors.SelectMany(monitor => StateOf(monitor, seen)));
            }
            else if (value != null && value is not Array && value.GetType().Namespace == typeof(RandomGenerator).Namespace && seen.Add(value))
            {
                found.AddRange(StateOf(value, seen));
            }
        }

        return found;
    }

    private static MemoryStore MakeStore()
    {
        byte[] seed = new byte[SystemRecord.SeedLength];
        new FaultRandom(TestRun.Seed).Fill(seed);
        MemoryStore store = new();
        store.SaveObject(SystemRecord.Seed, seed);
        return store;
    }

    private static string Take(RandomGenerator generator, int count)
    {
        byte[] bytes = new byte[count];
        generator.Generate(bytes, 0, count);
        return Convert.ToHexString(bytes);
    }

    private sealed class WrongHmac : INativeHmac
    {
        public byte[] ComputeHmacSha256(byte[] key, byte[] message) => new byte[32];
    }

    private sealed class FailingHmac : INativeHmac
    {
        private readonly HostHmac _inner = new();

        public int FailsAfter { get; set; } = -1;

        public byte[] ComputeHmacSha256(byte[] key, byte[] message) =>
            FailsAfter-- == 0 ? throw new TimeoutException() : _inner.ComputeHmacSha256(key, message);
    }
}
