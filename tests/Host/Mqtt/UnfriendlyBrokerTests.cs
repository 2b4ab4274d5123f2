using NfToken.Mqtt;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>A broker that refuses, dies or hangs.</summary>
public sealed class UnfriendlyBrokerTests
{
    private const int Patience = 20000;

    [Theory]
    [InlineData("device", "wrong")]
    [InlineData("nobody", "secret-1")]
    [InlineData(null, null)]
    public void BadCredentialsAreRefused(string? user, string? password)
    {
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions { Users = { ["device"] = "secret-1" } });
        var options = new MqttOptions { UserName = user, Password = password == null ? null : System.Text.Encoding.UTF8.GetBytes(password) };
        MqttException thrown = Assert.Throws<MqttException>(() => BrokerClient.On(broker, options));
        Assert.Equal(MqttError.RefusedAuthorization, thrown.Error);
        Assert.DoesNotContain("secret", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void GoodCredentialsAreTaken()
    {
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions { Users = { ["device"] = "secret-1" } });
        using var client = BrokerClient.On(broker, new MqttOptions { UserName = "device", Password = "secret-1"u8.ToArray() });
        Assert.True(client.Client.IsConnected);
    }

    [Fact]
    public void AccessListKeepsMessagesBack()
    {
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions { AccessList = "topic readwrite open/#\n" });
        using var client = BrokerClient.On(broker);
        client.Client.Subscribe("#", MqttQos.AtLeastOnce);
        client.Client.Publish("closed", [1], MqttQos.AtLeastOnce);
        client.Client.Publish("open/a", [2], MqttQos.AtLeastOnce);
        Assert.True(client.Client.Flush(Patience));
        Assert.Equal("open/a", client.Inbox.Next().Topic);
    }

    [Fact]
    public async Task KilledBrokerIsNoticedByAll()
    {
        using MosquittoBroker broker = MosquittoBroker.StartPlain();
        using var client = BrokerClient.On(broker);
        broker.Freeze();
        int id = client.Client.Publish("a", [1], MqttQos.AtLeastOnce);
        Task<MqttException> waiting = Task.Run(() => Assert.Throws<MqttException>(() => client.Client.WaitForAcknowledgement(id, -1)));
        Task<MqttException> flushing = Task.Run(() => Assert.Throws<MqttException>(() => client.Client.Flush(-1)));
        Task<MqttException> subscribing = Task.Run(() => Assert.Throws<MqttException>(() => client.Client.Subscribe("a", MqttQos.AtMostOnce)));
        broker.Kill();
        Assert.Equal(MqttError.ConnectionLost, client.Inbox.Reason()!.Error);
        Assert.Equal(MqttError.ConnectionLost, (await waiting).Error);
        Assert.Equal(MqttError.ConnectionLost, (await flushing).Error);
        Assert.Equal(MqttError.ConnectionLost, (await subscribing).Error);
        Assert.Equal(MqttError.ConnectionLost, Assert.Throws<MqttException>(() => client.Client.Publish("a", [], MqttQos.AtMostOnce)).Error);
    }

    [Fact]
    public void UnacknowledgedMessageGoesOutOnTheNextConnection()
    {
        var options = new MqttOptions { ClientId = "stubborn", CleanSession = false, MaxInFlight = 2 };
        using var client = new BrokerClient(options);
        using (MosquittoBroker first = MosquittoBroker.StartPlain())
        {
            client.Connect(first);
            first.Freeze();
            for (int i = 0; i < 5; i++)
            {
                client.Client.Publish("stubborn", [(byte)i], MqttQos.AtLeastOnce);
            }

            first.Kill();
            client.Inbox.Reason();
        }

        using MosquittoBroker second = MosquittoBroker.StartPlain();
        using var other = BrokerClient.On(second);
        other.Client.Subscribe("stubborn", MqttQos.AtLeastOnce);
        client.Connect(second);
        Assert.True(client.Client.Flush(Patience));
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(i, other.Inbox.Next().Payload[0]);
        }
    }

    [Fact]
    public void HangingBrokerIsHeldForDead()
    {
        using MosquittoBroker broker = MosquittoBroker.StartPlain();
        using var client = BrokerClient.On(broker, new MqttOptions { KeepAlive = 1, ResponseTimeout = 500 });
        broker.Freeze();
        MqttException reason = client.Inbox.Reason()!;
        Assert.Equal((MqttError.Timeout, "no PINGRESP from the broker"), (reason.Error, reason.Message));
    }

    [Fact]
    public void BrokerThatTakesNoDataIsHeldForDead()
    {
        using MosquittoBroker broker = MosquittoBroker.StartPlain();
        using var client = BrokerClient.On(broker, new MqttOptions { MaxPacketSize = 1 << 20, KeepAlive = 0, ResponseTimeout = 1000 });
        broker.Freeze();
        byte[] payload = new byte[1000000];
        MqttException thrown = Assert.Throws<MqttException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                client.Client.Publish("flood", payload, MqttQos.AtMostOnce);
            }
        });
        Assert.Equal((MqttError.Timeout, "broker takes no data"), (thrown.Error, thrown.Message));
        Assert.Equal(MqttError.Timeout, client.Inbox.Reason()!.Error);
    }

    [Fact]
    public void FrozenBrokerDoesNotAnswerConnect()
    {
        using MosquittoBroker broker = MosquittoBroker.StartPlain();
        broker.Freeze();
        MqttException thrown = Assert.Throws<MqttException>(() => BrokerClient.On(broker, new MqttOptions { ResponseTimeout = 300 }));
        Assert.Equal((MqttError.Timeout, "no CONNACK from the broker"), (thrown.Error, thrown.Message));
    }
}
