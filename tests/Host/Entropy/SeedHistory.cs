using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Storage;

namespace NfToken.Tests.Host.Entropy;

/// <summary>
/// A random history of one board without a TRNG whose power is cut at every operation that changes the part, as <see cref="PowerCutHistory"/> does it to a
/// store: before each a twin of the part does half of it and starts anew, is cut again, starts again. In the history of any board, that is up to a cut and from there
/// on, no block of output comes twice, and the seed is there.
/// </summary>
/// <remarks>
/// Without <paramref name="startsDiffer"/> nothing differs between two starts but the seed. Then of two boards that lost power at different moments both may
/// say the same, as they may be the same board. With it each start has a number of its own among its sources, and no block may come twice in all boards together.
/// </remarks>
internal sealed class SeedHistory(PartUnderTest part, ulong seed, bool startsDiffer)
{
    private const int Depth = 3;
    private const int Block = 16;

    private readonly FaultRandom _random = new(seed);
    private readonly FaultRandom _sampling = new(FaultRandom.Mix(seed, 1));
    private readonly PartUnderTest[] _twins = [.. Enumerable.Range(0, Depth).Select(_ => part.MakeTwin())];

    // What the board said, by how often it was cut from the history that goes on.
    private readonly HashSet<UInt128>[] _said = [.. Enumerable.Range(0, Depth + 1).Select(_ => new HashSet<UInt128>())];
    private readonly HashSet<UInt128> _saidByAll = [];
    private int _depth;
    private int _starts;
    private string _where = "";

    public long Cuts { get; private set; }

    public long Blocks { get; private set; }

    public void Run(int steps)
    {
        ObjectStore store = part.Format();
        byte[] first = new byte[SystemRecord.SeedLength];
        _random.Fill(first);
        store.SaveObject(SystemRecord.Seed, first);
        RandomGenerator generator = Make(store);
        for (int step = 0; step < steps; step++)
        {
            int kind = _random.Next(8);
            bool isCut = _random.OneIn(3);
            if (isCut)
            {
                part.CutAfter(_random.Next(8));
            }

            try
            {
                part.Watcher = () => Cut(part);
                if (kind == 0 || isCut && _random.OneIn(2))
                {
                    store = part.Open();
                    generator = Make(store);
                }

                Work(kind, store, generator);
            }
            catch (Exception failure) when (part.IsOff && (failure is StoreException || failure is RandomException { Error: RandomError.Store }))
            {
                // Half the boards start anew; the generator of the others lived through it, and has to begin from the seed by itself.
                part.PowerUp();
                Cuts++;
                if (_random.OneIn(2))
                {
                    store = part.Open();
                    generator = Make(store);
                }
            }

            part.Watcher = null;
            part.PowerUp();
            ExpectSeed(store);
        }
    }

    private void Work(int kind, ObjectStore store, RandomGenerator generator)
    {
        switch (kind)
        {
            case 1:
                generator.AddSeed([1, 2, 3]);
                break;
            case 2:
                generator.Clear();
                break;
            case 3:
                byte[] value = new byte[1 + _random.Next(60)];
                _random.Fill(value);
                store.SaveObject(0x01000001 + (uint)_random.Next(2), value);
                return;
            case 4:
                for (int i = 0; i < RandomGenerator.SeedingInterval; i++)
                {
                    Say(generator, Block);
                }

                break;
        }

        Say(generator, 3 * Block);
    }

    private RandomGenerator Make(ObjectStore store) =>
        new([NoiseDouble.Number("id", 7), NoiseDouble.Number("starts", startsDiffer ? ++_starts : 0)], store, new HostHmac(), null);

    /// <summary>Lets the generator speak. What it says before a cut counts, as somebody may have heard it.</summary>
    private void Say(RandomGenerator generator, int count)
    {
        byte[] bytes = new byte[count];
        try
        {
            generator.Generate(bytes, 0, count);
        }
        catch (RandomException)
        {
            Expect(!bytes.AsSpan().ContainsAnyExcept((byte)0), "output in spite of a failure");
            throw;
        }

        for (int at = 0; at < count; at += Block)
        {
            UInt128 block = BitConverter.ToUInt128(bytes.AsSpan(at));
            Blocks++;
            for (int depth = 0; depth < _depth; depth++)
            {
                Expect(!_said[depth].Contains(block), "a block that was said before the cut");
            }

            Expect(_said[_depth].Add(block), "a block that was said before");
            Expect(!startsDiffer || _saidByAll.Add(block), "a block that another board said");
        }
    }

    private void Cut(PartUnderTest from)
    {
        if (_depth > 0 && !_sampling.OneIn(4))
        {
            return;
        }

        int depth = _depth;
        string where = _where;
        for (int fate = 0; fate < 2; fate++)
        {
            PartUnderTest twin = _twins[depth];
            twin.CopyFrom(from, FaultRandom.Mix(seed, (ulong)++Cuts));
            twin.Interrupt(from);
            _depth = depth + 1;
            _where = $"{where}, cut at '{from.Pending}' fate {fate}";
            _said[_depth].Clear();
            Survive(twin);
            _depth = depth;
            _where = where;
        }
    }

    /// <summary>Starts after a cut, perhaps cut again, and starts once more.</summary>
    private void Survive(PartUnderTest twin)
    {
        bool isCut = _depth < Depth && _sampling.OneIn(16);
        for (int start = 0; start < 2; start++)
        {
            twin.Watcher = isCut && start == 0 ? () => Cut(twin) : null;
            ObjectStore store = twin.Open();
            ExpectSeed(store);
            RandomGenerator generator = Make(store);
            Say(generator, 2 * Block);
            generator.AddSeed([1, 2, 3]);
            Say(generator, Block);
            twin.Watcher = null;
            ExpectSeed(store);
        }
    }

    private void ExpectSeed(ObjectStore store) => Expect(store.GetObjectValue(SystemRecord.Seed)?.Length == SystemRecord.SeedLength, "the seed is lost");

    private void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new PowerCutFailure($"seed {seed}, cut {Cuts}{_where}: {what}", null);
        }
    }
}
