using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// A random history of one store whose power is cut at every operation that changes the part. The history runs once; before each operation a twin of the part
/// takes the state, does a part of the operation and is opened, checked and used. So what is cut is the open store as well as the freshly
/// opened one, and a cut costs no more than what follows it. The twin's recovery is cut in the same way by a further twin.
/// Now and then the history itself loses its power, and goes on from there with the same store object or another.
/// </summary>
internal sealed class PowerCutHistory
{
    private const int Depth = 4;

    /// <summary>Values that were replaced or deleted are looked for in raw cells for so many steps.</summary>
    private const int Remembered = 24;

    private const uint ProbeId = 0x0400FFFF;

    private readonly PartUnderTest _part;
    private readonly PowerCutPlan _plan;
    private readonly ulong _seed;
    private readonly FaultRandom _random;
    private readonly FaultRandom _sampling;
    private readonly PartUnderTest[] _twins = new PartUnderTest[Depth];
    private readonly string[] _where = new string[Depth];
    private readonly int[] _fates = new int[Depth];
    private readonly SecretTraces _traces = new();
    private readonly Queue<byte[]> _gone = [];
    private StoreContent _before = StoreContent.Empty;
    private StoreContent _after = StoreContent.Empty;
    private int _depth;
    private int _step;
    private HistoryStep? _now;

    public PowerCutHistory(PartUnderTest part, PowerCutPlan plan, ulong seed)
    {
        _part = part;
        _plan = plan;
        _seed = seed;
        _random = new FaultRandom(seed);
        _sampling = new FaultRandom(FaultRandom.Mix(seed, 1));
        for (int i = 0; i < Depth; i++)
        {
            _twins[i] = part.MakeTwin();
        }
    }

    /// <summary>Cuts so far.</summary>
    public long Cuts { get; private set; }

    public void Run()
    {
        try
        {
            RunSteps();
        }
        catch (Exception failure) when (failure is not PowerCutFailure)
        {
            throw Failure($"{failure.GetType().Name} {failure.Message}", failure);
        }
    }

    private void RunSteps()
    {
        ObjectStore store = _part.Format();
        int room = store.CapacityBytes;
        int typical = _plan.Typical != 0 ? _plan.Typical : Math.Min(room / _plan.Records, 400);
        int largest = _plan.Largest != 0 ? _plan.Largest : Math.Min(room * 3 / 4, 1500);
        for (_step = 0; _step < _plan.Steps; _step++)
        {
            _now = HistoryStep.Next(_random, _before, _plan.Records, typical, largest);
            _after = _now.Apply(_before);
            SetTraces();
            if (_random.OneIn(4))
            {
                store = Watched(_part.Open);
            }

            store = _random.OneIn(5) ? RunAndDie(store) : RunAndLive(store);
            Expect(store, _before, null);
            ExpectNoTrace(_part, _before);
        }
    }

    /// <summary>Does the step, with twins dying on the way.</summary>
    private ObjectStore RunAndLive(ObjectStore store)
    {
        bool isDone = Watched(() => _now!.Run(store));
        Remember(isDone);
        _before = isDone ? _after : _before;
        return store;
    }

    /// <summary>Does the step and loses power in it, perhaps again on the way back.</summary>
    private ObjectStore RunAndDie(ObjectStore store)
    {
        bool isDone = false;
        _part.CutAfter(_random.Next(_random.OneIn(3) ? 60 : 12));
        bool dies = !Lives(() => isDone = Watched(() => _now!.Run(store)));
        for (int again = _random.Next(3); dies && again > 0; again--)
        {
            _part.PowerUp();
            _part.CutAfter(_random.Next(8));
            if (!Lives(() => Watched(store.GetObjectIds)))
            {
                Cuts++;
            }
        }

        _part.PowerUp();
        if (!dies)
        {
            Remember(isDone);
            _before = isDone ? _after : _before;
            return store;
        }

        Cuts++;
        bool isReopened = _random.OneIn(2);
        if (isReopened)
        {
            store = Watched(_part.Open);
        }
        else
        {
            Watched(store.GetObjectIds);
        }

        StoreContent found = Judge(store, inOrder: !isReopened || _part.KeepsOrder);
        Remember(isDone: true);
        _after = found;
        _before = found;

        // What the object that lived through it says is what everyone says.
        PartUnderTest twin = _twins[0];
        twin.CopyFrom(_part, FaultRandom.Mix(_seed, (ulong)Cuts));
        Expect(twin.Open(), found, "opened elsewhere");
        return store;
    }

    private bool Lives(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (StoreException failure) when (failure.Error == StoreError.Device && _part.IsOff)
        {
            return false;
        }
    }

    private T Watched<T>(Func<T> action)
    {
        _part.Watcher = () => Cut(_part);
        try
        {
            return action();
        }
        finally
        {
            _part.Watcher = null;
        }
    }

    /// <summary>The part is about to do something: a twin does half of it.</summary>
    private void Cut(PartUnderTest part)
    {
        int sample = _depth == 0 ? _plan.Sample : _plan.NestedSample;
        if (sample > 1 && !_sampling.OneIn(sample))
        {
            return;
        }

        int depth = _depth;
        int fates = depth == 0 ? _plan.Fates : 1;
        for (int fate = 0; fate < fates; fate++)
        {
            PartUnderTest twin = _twins[depth];
            twin.CopyFrom(part, FaultRandom.Mix(_seed, (ulong)++Cuts));
            twin.Interrupt(part);
            _where[depth] = part.Pending;
            _fates[depth] = fate;
            _depth = depth + 1;
            try
            {
                Survive(twin);
            }
            catch (Exception failure) when (failure is not PowerCutFailure)
            {
                throw Failure($"{failure.GetType().Name} {failure.Message}", failure);
            }

            _depth = depth;
        }
    }

    /// <summary>Opens after a cut, checks what is there and that it stays so, and writes.</summary>
    private void Survive(PartUnderTest twin)
    {
        bool isCut = _depth < Depth && _sampling.OneIn(_depth == 1 ? _plan.Nested : _plan.Deeper);
        twin.Watcher = isCut ? () => Cut(twin) : null;
        ObjectStore store = twin.Open();
        twin.Watcher = null;
        StoreContent found = Judge(store, _part.KeepsOrder);
        ExpectNoTrace(twin, found);
        store = twin.Open();
        Expect(store, found, "opened again");
        found = Probe(store, found);
        Expect(twin.Open(), found, "opened after a save");
    }

    private StoreContent Judge(ObjectStore store, bool inOrder)
    {
        string? fault = _before.FindFault(store, inOrder);
        if (fault == null)
        {
            return _before;
        }

        string? other = _after.FindFault(store, inOrder);
        if (other == null)
        {
            return _after;
        }

        if (_now!.IsWipe && !_part.WipesAtOnce)
        {
            StoreContent rest = StoreContent.Of(store);
            foreach (uint id in rest.Ids)
            {
                if (_before[id] == null || !_before[id].AsSpan().SequenceEqual(rest[id]))
                {
                    throw Failure($"{id:X}: another value", null);
                }
            }

            return rest;
        }

        throw Failure($"neither old ({fault}) nor new ({other})", null);
    }

    /// <summary>The store takes another record, if need be for one that goes.</summary>
    private StoreContent Probe(ObjectStore store, StoreContent found)
    {
        byte[] value = new byte[20];
        _sampling.Fill(value);
        try
        {
            store.SaveObject(ProbeId, value);
        }
        catch (StoreException full) when (full.Error == StoreError.Full && found.Ids.Length > 0)
        {
            // Where a record hardly longer than its entry goes, there may not be room for this one yet.
            while (found.Ids.Length > 1 && found[found.Ids[0]]!.Length < value.Length)
            {
                store.DeleteObject(found.Ids[0]);
                found = found.Without(found.Ids[0]);
            }

            store.DeleteObject(found.Ids[0]);
            found = found.Without(found.Ids[0]);
            store.SaveObject(ProbeId, value);
        }

        return found.With(ProbeId, value);
    }

    private void Expect(ObjectStore store, StoreContent content, string? when)
    {
        string? fault = content.FindFault(store, _part.KeepsOrder);
        if (fault != null)
        {
            throw Failure($"{when ?? "at the end of the step"}: {fault}", null);
        }
    }

    private void ExpectNoTrace(PartUnderTest part, StoreContent content)
    {
        if (part.ErasesSecrets && part.HasTrace(_traces, content.Holds))
        {
            throw Failure("an old value is readable in the raw cells", null);
        }
    }

    /// <summary>Secrets that went lately, and those that go or come with this step.</summary>
    private void SetTraces()
    {
        _traces.Clear();
        foreach (byte[] value in _gone)
        {
            _traces.Add(value);
        }

        foreach (byte[] value in Affected())
        {
            _traces.Add(value);
        }
    }

    private IEnumerable<byte[]> Affected()
    {
        foreach (uint id in _now!.IsWipe ? _before.Ids.ToArray() : [_now.Id])
        {
            if (!RecordKind.IsPublic(id))
            {
                if (_before[id] is byte[] old)
                {
                    yield return old;
                }

                if (_now.Value != null)
                {
                    yield return _now.Value;
                }
            }
        }
    }

    /// <param name="isDone">Whether the step was refused: parts of its value may lie about until the store is used again.</param>
    private void Remember(bool isDone)
    {
        foreach (byte[] value in Affected())
        {
            _gone.Enqueue(value);
        }

        while (_gone.Count > Remembered)
        {
            _gone.Dequeue();
        }

        if (!isDone)
        {
            _traces.Clear();
        }
    }

    private PowerCutFailure Failure(string what, Exception? cause)
    {
        string cuts = string.Concat(Enumerable.Range(0, _depth).Select(i => $", cut at '{_where[i]}' fate {_fates[i]}"));
        return new PowerCutFailure($"seed {_seed}, step {_step} ({_now}), cut {Cuts}{cuts}: {what}", cause);
    }
}
