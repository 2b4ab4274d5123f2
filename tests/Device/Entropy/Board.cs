using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Tests.Mqtt;

namespace NfToken.Tests.Entropy;

/// <summary>Boards of each kind, and what comes out of them.</summary>
internal static class Board
{
    /// <summary>A store with a seed.</summary>
    public static MemoryStore Seeded()
    {
        MemoryStore store = new MemoryStore();
        byte[] seed = new byte[SystemRecord.SeedLength];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)(7 * i);
        }

        store.SaveObject(SystemRecord.Seed, seed);
        store.Saves = 0;
        return store;
    }

    /// <summary>The number of a chip: the same at each start.</summary>
    public static FakeNoise Id(byte number) => new FakeNoise("id", 0, FakeNoise.Constant) { Value = [0x24, 0x6F, 0x28, number] };

    public static FakeNoise Trng(int kind) => new FakeNoise("rng", 8, kind);

    public static RandomGenerator Make(ObjectStore store, params INoiseSource[] sources) => new RandomGenerator(sources, store, null, null);

    /// <summary>32 bytes as text.</summary>
    public static string Take(RandomGenerator generator)
    {
        byte[] bytes = new byte[32];
        generator.Generate(bytes, 0, bytes.Length);
        return Hex.From(bytes, 0, bytes.Length);
    }

    /// <summary>The NV seed as text.</summary>
    public static string SeedOf(MemoryStore store) => Hex.From(store.GetObjectValue(SystemRecord.Seed), 0, SystemRecord.SeedLength);

    /// <summary>Asks for randomness that there must not be, and checks that the buffer stays as it was.</summary>
    /// <returns>What the refusal says.</returns>
    public static string Refusal(RandomGenerator generator, RandomError error)
    {
        byte[] buffer = [1, 2, 3];
        try
        {
            generator.Generate(buffer, 0, 3);
        }
        catch (RandomException e)
        {
            Assert.AreEqual((int)error, (int)e.Error);
            Assert.AreEqual("010203", Hex.From(buffer, 0, 3));
            return e.Message;
        }

        Assert.IsTrue(false, "randomness from nothing");
        return null;
    }
}
