using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Tests.Entropy;

/// <summary>Boards without a generator in hardware: the NV seed is all they have.</summary>
[TestClass]
public class SeedTests
{
    [TestMethod]
    public void EachStartIsAnother()
    {
        MemoryStore store = Board.Seeded();
        string seed = Board.SeedOf(store);
        string first = Board.Take(Board.Make(store, Board.Id(1)));
        string second = Board.SeedOf(store);
        Assert.AreNotEqual(seed, second);
        Assert.AreEqual(1, store.Saves);
        Assert.AreNotEqual(first, Board.Take(Board.Make(store, Board.Id(1))));
        Assert.AreNotEqual(second, Board.SeedOf(store));
    }

    /// <summary>A seed, an id and nothing else decide; what is stored is not what comes out.</summary>
    [TestMethod]
    public void ClonesDiffer()
    {
        MemoryStore one = Board.Seeded();
        MemoryStore two = Board.Seeded();
        MemoryStore same = Board.Seeded();
        string first = Board.Take(Board.Make(one, Board.Id(1)));
        Assert.AreNotEqual(first, Board.Take(Board.Make(two, Board.Id(2))));
        Assert.AreEqual(first, Board.Take(Board.Make(same, Board.Id(1))));
        Assert.AreEqual(-1, Board.SeedOf(one).IndexOf(first));
        Assert.AreNotEqual(Board.SeedOf(one), Board.SeedOf(two));
    }

    [TestMethod]
    public void SourcesAreMixedIn()
    {
        string without = Board.Take(Board.Make(Board.Seeded(), Board.Id(1)));
        Assert.AreNotEqual(without, Board.Take(Board.Make(Board.Seeded(), Board.Trng(FakeNoise.Good), Board.Id(1))));
        Assert.AreNotEqual(without, Board.Take(Board.Make(null, Board.Trng(FakeNoise.Good), Board.Id(1))));
    }

    /// <summary>Whether the save that failed changed the seed or not: nothing comes out before one succeeds, and then what no other start gave.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void NoOutputBeforeTheSeedIsReplaced(bool saves)
    {
        MemoryStore store = Board.Seeded();
        store.FailingSaves = 3;
        store.SavesThoughFailing = saves;
        RandomGenerator generator = Board.Make(store, Board.Id(1));
        Assert.AreEqual("NV seed not replaced: no answer", Board.Refusal(generator, RandomError.Store));
        Board.Refusal(generator, RandomError.Store);
        Assert.ThrowsException(typeof(RandomException), () => generator.AddSeed([1]));
        Assert.AreEqual(3, store.Saves);
        string first = Board.Take(generator);
        string untroubled = Board.Take(Board.Make(Board.Seeded(), Board.Id(1)));
        Assert.AreEqual(!saves, first == untroubled);
        Assert.AreNotEqual(first, Board.Take(Board.Make(store, Board.Id(1))));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void FailureWhileRunningStopsTheOutput(bool saves)
    {
        MemoryStore store = Board.Seeded();
        RandomGenerator generator = Board.Make(store, Board.Id(1));
        string first = Board.Take(generator);
        for (int i = 1; i < RandomGenerator.SeedingInterval; i++)
        {
            Board.Take(generator);
        }

        Assert.AreEqual(1, store.Saves);
        store.FailingSaves = 2;
        store.SavesThoughFailing = saves;
        Board.Refusal(generator, RandomError.Store);
        Board.Refusal(generator, RandomError.Store);
        Assert.AreNotEqual(first, Board.Take(generator));
        Assert.AreEqual(4, store.Saves);
    }

    [TestMethod]
    public void BrokenStoreIsNoReasonToDoWithoutTheSeed()
    {
        MemoryStore store = Board.Seeded();
        RandomGenerator generator = Board.Make(store, Board.Trng(FakeNoise.Good));
        store.IsBroken = true;
        Assert.AreEqual("NV seed not read: no answer", Board.Refusal(generator, RandomError.Store));
        store.IsBroken = false;
        store.Damaged = SystemRecord.Seed;
        Assert.AreEqual("NV seed not read: record 00000001 damaged", Board.Refusal(generator, RandomError.Store));
        store.Damaged = 0;
        Board.Take(generator);
        store.SaveObject(SystemRecord.Seed, new byte[63]);
        generator.Clear();
        Assert.AreEqual("NV seed has a wrong length; inject one: nftoken seed inject", Board.Refusal(generator, RandomError.Store));
        Assert.IsFalse(generator.GetStatus().HasSeed);
    }

    [TestMethod]
    public void AddSeedAdds()
    {
        MemoryStore plain = Board.Seeded();
        MemoryStore store = Board.Seeded();
        MemoryStore other = Board.Seeded();
        RandomGenerator generator = Board.Make(store, Board.Id(1));
        RandomGenerator another = Board.Make(other, Board.Id(1));
        string untouched = Board.Take(Board.Make(plain, Board.Id(1)));
        Assert.AreEqual(untouched, Board.Take(generator));
        Assert.AreEqual(untouched, Board.Take(another));
        string seed = Board.SeedOf(store);
        generator.AddSeed([1, 2, 3]);
        Assert.AreNotEqual(seed, Board.SeedOf(store));
        another.AddSeed([1, 2, 4]);
        Assert.AreNotEqual(Board.SeedOf(other), Board.SeedOf(store));
        Assert.AreNotEqual(Board.Take(generator), Board.Take(another));
    }

    /// <summary>Known input into two boards does not make them one.</summary>
    [TestMethod]
    public void AddSeedReplacesNothing()
    {
        RandomGenerator one = Board.Make(Board.Seeded(), Board.Id(1));
        RandomGenerator two = Board.Make(Board.Seeded(), Board.Id(2));
        one.AddSeed(new byte[32]);
        two.AddSeed(new byte[32]);
        Assert.AreNotEqual(Board.Take(one), Board.Take(two));
        Assert.ThrowsException(typeof(RandomException), () => Board.Make(new MemoryStore(), Board.Id(1)).AddSeed(new byte[32]));
    }

    [TestMethod]
    public void SeedIsRefreshedWhileRunning()
    {
        MemoryStore store = Board.Seeded();
        RandomGenerator generator = Board.Make(store);
        for (int i = 0; i < 2 * RandomGenerator.SeedingInterval; i++)
        {
            Board.Take(generator);
        }

        Assert.AreEqual(2, store.Saves);
        Board.Take(generator);
        Assert.AreEqual(3, store.Saves);
    }

    /// <summary>The next start takes what stands in the store by then, such as a seed that another program replaced or took away.</summary>
    [TestMethod]
    public void ClearStartsAnew()
    {
        MemoryStore store = Board.Seeded();
        RandomGenerator generator = Board.Make(store, Board.Id(1));
        string first = Board.Take(generator);
        generator.Clear();
        generator.Clear();
        Assert.AreNotEqual(first, Board.Take(generator));
        Assert.AreEqual(2, store.Saves);
        store.DeleteObject(SystemRecord.Seed);
        Board.Take(generator);
        generator.Clear();
        Board.Refusal(generator, RandomError.NoSource);
    }

    [TestMethod]
    public void LongRequestIsWhole()
    {
        RandomGenerator generator = Board.Make(Board.Seeded());
        byte[] bytes = new byte[100];
        generator.Generate(bytes, 10, 80);
        generator.Generate(bytes, 0, 0);
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(0, bytes[i] + bytes[90 + i]);
        }

        Assert.AreNotEqual(Mqtt.Hex.From(bytes, 10, 40), Mqtt.Hex.From(bytes, 50, 40));
        Assert.ThrowsException(typeof(System.ArgumentOutOfRangeException), () => generator.Generate(bytes, 90, 11));
    }
}
