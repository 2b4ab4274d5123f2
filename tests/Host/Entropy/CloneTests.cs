using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Cryptography;
using NfToken.Tests.Host.Storage;
using Xunit;

namespace NfToken.Tests.Host.Entropy;

/// <summary>Boards without a TRNG: many starts of one, and many of one image.</summary>
public sealed class CloneTests
{
    private static readonly int s_count = Seed.Cases(10_000, 100_000);

    /// <summary>Same id, no clock, nothing that differs but the seed: its replacement alone makes each start another.</summary>
    [Fact]
    public void AllStartsOfOneImageDiffer()
    {
        MemoryStore store = MakeImage();
        HashSet<string> outputs = [];
        HashSet<string> seeds = [SeedOf(store)];
        for (int boot = 0; boot < s_count; boot++)
        {
            Assert.True(outputs.Add(Boot(store, 1)), $"start {boot}");
            Assert.True(seeds.Add(SeedOf(store)), $"seed after start {boot}");
        }

        Assert.Empty(outputs.Intersect(seeds.Select(seed => seed[..64])));
        Assert.Empty(outputs.Intersect(seeds.Select(seed => seed[64..])));
    }

    [Fact]
    public void AllClonesOfOneImageDiffer()
    {
        HashSet<string> outputs = [];
        HashSet<string> seeds = [];
        for (int clone = 0; clone < s_count; clone++)
        {
            MemoryStore store = MakeImage();
            Assert.True(outputs.Add(Boot(store, clone)), $"clone {clone}");
            Assert.True(seeds.Add(SeedOf(store)), $"seed of clone {clone}");
        }
    }

    /// <summary>What is said in ENTROPY.md of the same image on the same board, so that it is not forgotten when it is no longer so.</summary>
    [Fact]
    public void SameImageOnTheSameBoardRepeatsItself() => Assert.Equal(Boot(MakeImage(), 1), Boot(MakeImage(), 1));

    /// <summary>A seed that is read after a start, by a thief of the flash, tells neither what came out before nor what the generator was seeded with.</summary>
    [Fact]
    public void StoredSeedIsNotTheGeneratorsSeed()
    {
        MemoryStore store = MakeImage();
        string output = Boot(store, 1);
        HmacDrbg drbg = new(new HostHmac());
        drbg.Instantiate(store.GetObjectValue(SystemRecord.Seed), null, null);
        byte[] bytes = new byte[32];
        drbg.Generate(bytes, 0, bytes.Length, null);
        Assert.NotEqual(output, Convert.ToHexString(bytes));
    }

    private static MemoryStore MakeImage()
    {
        byte[] seed = new byte[SystemRecord.SeedLength];
        new FaultRandom(TestRun.Seed).Fill(seed);
        MemoryStore store = new();
        store.SaveObject(SystemRecord.Seed, seed);
        return store;
    }

    private static string Boot(MemoryStore store, int id)
    {
        RandomGenerator generator = new([NoiseDouble.Number("id", id)], store, new HostHmac(), null);
        byte[] bytes = new byte[32];
        generator.Generate(bytes, 0, bytes.Length);
        return Convert.ToHexString(bytes);
    }

    private static string SeedOf(MemoryStore store) => Convert.ToHexString(store.GetObjectValue(SystemRecord.Seed));
}
