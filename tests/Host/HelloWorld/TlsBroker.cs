using NfToken.Tests.Host.Broker;

namespace NfToken.Tests.Host.HelloWorld;

/// <summary>One broker as the demo sets it up, for the tests of a class that only connect to it.</summary>
public sealed class TlsBroker : IDisposable
{
    public TestPki Pki { get; } = new();

    public MosquittoBroker Broker { get; }

    public TlsBroker() => Broker = MosquittoBroker.StartTls(Pki);

    public void Dispose() => Broker.Dispose();
}
