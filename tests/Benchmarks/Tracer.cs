using NfToken.Tests.Benchmarks.Counting;

namespace NfToken.Tests.Benchmarks;

/// <summary>Compares what operations execute for different keys and messages.</summary>
public sealed class Tracer
{
    /// <summary>Operations that work with secrets.</summary>
    public static readonly IReadOnlyList<string> Secret =
    [
        Workloads.KeyPair, Workloads.KeyPair + Workloads.NoTable, Workloads.KeyPair + Workloads.SmallTable, Workloads.KeyPair + Workloads.LargeTable,
        Workloads.Sign, Workloads.Sign + Workloads.NoTable, Workloads.Sign + Workloads.SmallTable, Workloads.Sign + Workloads.LargeTable,
        Workloads.Agree, Workloads.RsaSign, Workloads.Hmac, Workloads.Cmac,
    ];

    private readonly IReadOnlyDictionary<string, Func<int, Action>> _operations = new InstrumentedContext(Instrument.Trace).Operations();

    /// <summary>The hash of all blocks executed and all array indices used.</summary>
    /// <param name="operation">One of <see cref="Workloads"/>.</param>
    /// <param name="variant">Which key and message.</param>
    /// <param name="events">How many blocks and indices there were.</param>
    public string Of(string operation, int variant, out long events)
    {
        Action action = _operations[operation](variant);
        action();
        Trace.Start();
        action();
        events = Trace.Events;
        return Trace.Stop();
    }
}
