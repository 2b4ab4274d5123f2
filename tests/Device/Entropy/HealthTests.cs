using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Entropy;

/// <summary>Boards with a generator in hardware, good and broken, and no seed.</summary>
[TestClass]
public class HealthTests
{
    [TestMethod]
    public void GoodSourceIsEnough()
    {
        FakeNoise rng = Board.Trng(FakeNoise.Good);
        RandomGenerator generator = Board.Make(null, rng, Board.Id(1));
        Assert.AreNotEqual(Board.Take(generator), Board.Take(generator));
        Assert.AreEqual(1024 + 64, rng.Asked);
        RandomStatus status = generator.GetStatus();
        Assert.IsTrue(status.CanGenerate);
        Assert.IsFalse(status.HasSeed);
        Assert.AreEqual((int)NoiseVerdict.Healthy, (int)status.Sources[0].Verdict);
        Assert.AreEqual((int)NoiseVerdict.NotCredited, (int)status.Sources[1].Verdict);
    }

    /// <summary>A source of less credit is read more: 384 bits of credit in whole blocks.</summary>
    [TestMethod]
    public void LessCreditIsReadMore()
    {
        FakeNoise rng = new FakeNoise("rng", 2, FakeNoise.Good);
        Board.Take(Board.Make(null, rng));
        Assert.AreEqual(1024 + 192, rng.Asked);
    }

    [TestMethod]
    [DataRow(FakeNoise.Stuck, "repeats a byte", 64)]
    [DataRow(FakeNoise.Repeating, "repeats itself", 128)]
    [DataRow(FakeNoise.Biased, "is biased", 512)]
    [DataRow(FakeNoise.Silent, "left bytes unwritten", 64)]
    [DataRow(FakeNoise.OneWordSilent, "left bytes unwritten", 64)]
    [DataRow(FakeNoise.Refusing, "failed", 64)]
    [DataRow(FakeNoise.Throwing, "failed: bus", 64)]
    public void BrokenSourceIsDropped(int kind, string fault, int asked)
    {
        FakeNoise rng = Board.Trng(kind);
        FakeConsole console = new FakeConsole();
        RandomGenerator generator = new RandomGenerator([rng], null, null, console);
        string refusal = Board.Refusal(generator, RandomError.NoSource);
        Assert.AreEqual("no entropy: no healthy noise source and no NV seed; inject one: nftoken seed inject", refusal);
        Assert.AreEqual("noise source rng " + fault + ": dropped\n", console.Text);
        Assert.AreEqual(asked, rng.Asked);

        // It is not asked again, even if it recovers and the generator starts anew.
        rng.Kind = FakeNoise.Good;
        generator.Clear();
        Board.Refusal(generator, RandomError.NoSource);
        Assert.AreEqual(asked, rng.Asked);
        NoiseStatus status = generator.GetStatus().Sources[0];
        Assert.AreEqual((int)NoiseVerdict.Failed, (int)status.Verdict);
        Assert.AreEqual(fault, status.Fault);
    }

    [TestMethod]
    [DataRow(FakeNoise.Stuck)]
    [DataRow(FakeNoise.Silent)]
    [DataRow(FakeNoise.Refusing)]
    public void SourceThatBreaksLaterIsDropped(int kind)
    {
        FakeNoise rng = Board.Trng(FakeNoise.Good);
        RandomGenerator generator = Board.Make(null, rng);
        for (int i = 0; i < RandomGenerator.SeedingInterval; i++)
        {
            Board.Take(generator);
            rng.Kind = kind;
        }

        Board.Refusal(generator, RandomError.NoSource);
        Board.Refusal(generator, RandomError.NoSource);
    }

    [TestMethod]
    [DataRow(FakeNoise.Stuck)]
    [DataRow(FakeNoise.Silent)]
    [DataRow(FakeNoise.Biased)]
    public void SeedStandsInForABrokenSource(int kind)
    {
        RandomGenerator generator = Board.Make(Board.Seeded(), Board.Trng(kind));
        Assert.AreNotEqual(Board.Take(generator), Board.Take(generator));
        Assert.IsTrue(generator.GetStatus().CanGenerate);
    }

    [TestMethod]
    public void OneGoodSourceStandsInForABrokenOne()
    {
        RandomGenerator generator = Board.Make(null, Board.Trng(FakeNoise.Stuck), Board.Trng(FakeNoise.Good));
        Assert.AreNotEqual(Board.Take(generator), Board.Take(generator));
    }

    /// <summary>What only makes boards differ is no entropy, however good it looks.</summary>
    [TestMethod]
    public void NothingCreditedNothingMade()
    {
        Board.Refusal(Board.Make(new MemoryStore(), new FakeNoise("clock", 0, FakeNoise.Good), Board.Id(1)), RandomError.NoSource);
        Board.Refusal(Board.Make(null), RandomError.NoSource);
        Board.Refusal(new RandomGenerator(null, null, null, null), RandomError.NoSource);
    }

    [TestMethod]
    public void PredictionResistanceTakesFreshNoise()
    {
        FakeNoise rng = Board.Trng(FakeNoise.Good);
        MemoryStore store = Board.Seeded();
        RandomGenerator generator = Board.Make(store, rng);
        generator.PredictionResistance = true;
        for (int i = 1; i < 5; i++)
        {
            Board.Take(generator);
            Assert.AreEqual(1024 + (64 * i), rng.Asked);
        }

        Assert.AreEqual(1, store.Saves);
        rng.Kind = FakeNoise.Stuck;
        Assert.AreEqual("no fresh entropy: no healthy noise source", Board.Refusal(generator, RandomError.NoSource));
        Assert.IsFalse(generator.GetStatus().CanGenerate);
        generator.PredictionResistance = false;
        Board.Take(generator);
    }

    [TestMethod]
    public void StatusTestsButChangesNothing()
    {
        FakeNoise rng = Board.Trng(FakeNoise.Biased);
        MemoryStore store = Board.Seeded();
        string seed = Board.SeedOf(store);
        RandomStatus status = Board.Make(store, rng).GetStatus();
        Assert.AreEqual((int)NoiseVerdict.Failed, (int)status.Sources[0].Verdict);
        Assert.AreEqual("is biased", status.Sources[0].Fault);
        Assert.AreEqual(8, status.Sources[0].BitsPerByte);
        Assert.IsTrue(status.HasSeed);
        Assert.IsTrue(status.CanGenerate);
        Assert.AreEqual(seed, Board.SeedOf(store));
    }
}
