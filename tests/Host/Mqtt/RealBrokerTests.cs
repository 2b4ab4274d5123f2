using System.Collections.Concurrent;
using System.Globalization;
using NfToken.Mqtt;
using Xunit;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>The client against Mosquitto.</summary>
public sealed class RealBrokerTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const int Patience = 20000;

    [Theory]
    [InlineData(MqttQos.AtMostOnce)]
    [InlineData(MqttQos.AtLeastOnce)]
    public void EchoesAMessage(MqttQos qos)
    {
        using var client = BrokerClient.On(fixture.Broker);
        Assert.Equal(qos, client.Client.Subscribe("echo/+/" + qos, qos));
        int id = client.Client.Publish("echo/ü/" + qos, "Grüße"u8.ToArray(), qos);
        Assert.True(client.Client.WaitForAcknowledgement(id, Patience));
        Received received = client.Inbox.Next();
        Assert.Equal(("echo/ü/" + qos, "Grüße", qos), (received.Topic, received.Text, received.Qos));
        client.Client.Disconnect();
        Assert.Null(client.Inbox.Reason());
        Assert.False(client.Client.IsConnected);
    }

    [Fact]
    public void BrokerSeesAnOrderlyEnd()
    {
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { ClientId = "orderly" });
        client.Client.Disconnect();
        Assert.True(fixture.Broker.WaitForLog("Client orderly disconnected.", TimeSpan.FromSeconds(10)), fixture.Broker.Log);
    }

    [Fact]
    public void RetainedMessageWaitsForSubscribers()
    {
        using var first = BrokerClient.On(fixture.Broker);
        first.Client.Publish("retained", [1, 2, 3], MqttQos.AtLeastOnce, retain: true);
        Assert.True(first.Client.Flush(Patience));
        using var second = BrokerClient.On(fixture.Broker);
        second.Client.Subscribe("retained", MqttQos.AtLeastOnce);
        Received received = second.Inbox.Next();
        Assert.True(received.IsRetained);
        Assert.Equal<byte>([1, 2, 3], received.Payload);
    }

    [Fact]
    public void EmptyAndLargePayloads()
    {
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { MaxPacketSize = 300_000 });
        client.Client.Subscribe("large", MqttQos.AtLeastOnce);

        // Among them the last remaining length of one and of two bytes, and the first of two and of three.
        foreach (int length in new[] { 0, 1, 118, 119, 16_374, 16_375, 250_000 })
        {
            byte[] payload = new byte[length];
            new Random(length).NextBytes(payload);
            client.Client.Publish("large", payload, MqttQos.AtLeastOnce);
            Assert.Equal(payload, client.Inbox.Next().Payload);
        }
    }

    [Fact]
    public void MessageThatDoesNotFitEndsTheConnection()
    {
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { MaxPacketSize = 100 });
        using var other = BrokerClient.On(fixture.Broker);
        Assert.Equal(MqttError.TooLarge, Assert.Throws<MqttException>(() => client.Client.Publish("big", new byte[100], MqttQos.AtMostOnce)).Error);
        client.Client.Subscribe("big", MqttQos.AtMostOnce);
        other.Client.Publish("big", new byte[100], MqttQos.AtMostOnce);
        Assert.Equal(MqttError.TooLarge, client.Inbox.Reason()!.Error);
        Assert.Equal(MqttError.TooLarge, Assert.Throws<MqttException>(() => client.Client.Flush(0)).Error);
    }

    [Fact]
    public void UnsubscribedTopicIsQuiet()
    {
        using var client = BrokerClient.On(fixture.Broker);
        client.Client.Subscribe("quiet/a", MqttQos.AtLeastOnce);
        client.Client.Subscribe("quiet/b", MqttQos.AtLeastOnce);
        client.Client.Unsubscribe("quiet/a");
        client.Client.Publish("quiet/a", [1], MqttQos.AtLeastOnce);
        client.Client.Publish("quiet/b", [2], MqttQos.AtLeastOnce);
        Assert.Equal("quiet/b", client.Inbox.Next().Topic);
        Assert.Equal(0, client.Inbox.Count);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(20, 40)]
    public void ThousandMessagesComeInOrder(int inFlight, int pending)
    {
        const int Count = 1000;
        string topic = $"many/{inFlight}";
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { MaxInFlight = inFlight, MaxPending = pending });
        client.Client.Subscribe(topic, MqttQos.AtLeastOnce);
        for (int i = 0; i < Count; i++)
        {
            client.Client.Publish(topic, BitConverter.GetBytes(i), MqttQos.AtLeastOnce);
        }

        Assert.True(client.Client.Flush(Patience));
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(i, BitConverter.ToInt32(client.Inbox.Next().Payload));
        }
    }

    [Fact]
    public void ManyThreadsPublishAtOnce()
    {
        const int Threads = 8;
        const int Each = 100;
        using var client = BrokerClient.On(fixture.Broker);
        client.Client.Subscribe("threads", MqttQos.AtLeastOnce);
        var failures = new ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < Each; i++)
                {
                    int id = client.Client.Publish("threads", BitConverter.GetBytes((number * Each) + i), MqttQos.AtLeastOnce);
                    Assert.True(i % 10 != 0 || client.Client.WaitForAcknowledgement(id, Patience));
                }
            }
            catch (Exception thrown)
            {
                failures.Enqueue(thrown);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
        Assert.Equal(Enumerable.Range(0, Threads * Each), Enumerable.Range(0, Threads * Each).Select(_ => BitConverter.ToInt32(client.Inbox.Next().Payload)).Order());
    }

    [Fact]
    public void ListenerAnswersFromItsCall()
    {
        const int Count = 30;
        using var answers = BrokerClient.On(fixture.Broker);
        answers.Client.Subscribe("answer", MqttQos.AtLeastOnce);
        using var client = BrokerClient.On(
            fixture.Broker,
            new MqttOptions { MaxPending = 2 * Count },
            (answering, message) => answering.Publish("answer", message.Payload, MqttQos.AtLeastOnce));
        client.Client.Subscribe("question", MqttQos.AtLeastOnce);
        for (int i = 0; i < Count; i++)
        {
            client.Client.Publish("question", [(byte)i], MqttQos.AtLeastOnce);
        }

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(i, answers.Inbox.Next().Payload[0]);
        }
    }

    [Fact]
    public void SessionOutlastsTheConnection()
    {
        var options = new MqttOptions { ClientId = "lasting", CleanSession = false };
        using var client = BrokerClient.On(fixture.Broker, options);
        Assert.False(client.Client.IsSessionPresent);
        client.Client.Subscribe("lasting", MqttQos.AtLeastOnce);
        client.Client.Disconnect();
        using (var other = BrokerClient.On(fixture.Broker))
        {
            other.Client.Publish("lasting", [7], MqttQos.AtLeastOnce);
            Assert.True(other.Client.Flush(Patience));
        }

        client.Connect(fixture.Broker);
        Assert.True(client.Client.IsSessionPresent);
        Assert.Equal<byte>([7], client.Inbox.Next().Payload);
    }

    [Fact]
    public void WillSpeaksForAClientThatVanishes()
    {
        using var heir = BrokerClient.On(fixture.Broker);
        heir.Client.Subscribe("will", MqttQos.AtLeastOnce);
        using var connection = new TcpConnection(fixture.Broker.Port);
        var options = new MqttOptions { WillTopic = "will", WillPayload = "gone"u8.ToArray(), WillQos = MqttQos.AtLeastOnce };
        using var client = new BrokerClient(options);
        client.Client.Connect(connection);
        connection.Close();
        Assert.Equal("gone", heir.Inbox.Next().Text);
        Assert.Equal(MqttError.ConnectionLost, client.Inbox.Reason()!.Error);
    }

    [Fact]
    public void KeepAliveHoldsAnIdleConnection()
    {
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { ClientId = "idle", KeepAlive = 1 });
        Assert.True(fixture.Broker.WaitForLog("Sending PINGRESP to idle", TimeSpan.FromSeconds(20), times: 3), fixture.Broker.Log);
        Assert.True(client.Client.IsConnected);
    }

    [Fact]
    public void SecondClientOfOneNameTakesOver()
    {
        using var first = BrokerClient.On(fixture.Broker, new MqttOptions { ClientId = "twin" });
        using var second = BrokerClient.On(fixture.Broker, new MqttOptions { ClientId = "twin" });
        Assert.Equal(MqttError.ConnectionLost, first.Inbox.Reason()!.Error);
        Assert.True(second.Client.IsConnected);
        second.Client.Publish("twin", 1.ToString(CultureInfo.InvariantCulture).Select(letter => (byte)letter).ToArray(), MqttQos.AtLeastOnce);
        Assert.True(second.Client.Flush(Patience));
    }
}
