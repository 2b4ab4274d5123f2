using NfToken.Mqtt;
using NfToken.Tests.Host.Broker;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>A client with its inbox on a broker.</summary>
public sealed class BrokerClient : IDisposable
{
    public BrokerClient(MqttOptions options, Action<MqttClient, Received>? onMessage = null)
    {
        Inbox = new Inbox(onMessage);
        Client = new MqttClient(new RealClock(), options, Inbox);
    }

    public MqttClient Client { get; }

    public Inbox Inbox { get; }

    public static BrokerClient On(MosquittoBroker broker, MqttOptions? options = null, Action<MqttClient, Received>? onMessage = null)
    {
        var client = new BrokerClient(options ?? new MqttOptions(), onMessage);
        client.Connect(broker);
        return client;
    }

    public void Connect(MosquittoBroker broker) => Client.Connect(new TcpConnection(broker.Port));

    public void Dispose()
    {
        Client.Dispose();
        Inbox.Dispose();
    }
}
