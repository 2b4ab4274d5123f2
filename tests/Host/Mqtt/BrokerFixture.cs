using NfToken.Tests.Host.Broker;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>One plain broker for the tests of a class, whose topics and client identifiers differ.</summary>
public sealed class BrokerFixture : IDisposable
{
    public MosquittoBroker Broker { get; } = MosquittoBroker.StartPlain();

    public void Dispose() => Broker.Dispose();
}
