using NfToken.Mqtt;
using Xunit;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>Fields of 64 KB, too large for a board's tests.</summary>
public sealed class LimitTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [Fact]
    public void TopicOf65535BytesIsTheLongest()
    {
        using var client = BrokerClient.On(fixture.Broker, new MqttOptions { MaxPacketSize = 70000 });
        client.Client.Subscribe("#", MqttQos.AtMostOnce);
        string topic = new('a', 65535);
        client.Client.Publish(topic, [], MqttQos.AtMostOnce);
        Assert.Equal(topic, client.Inbox.Next().Topic);
        MqttException thrown = Assert.Throws<MqttException>(() => client.Client.Publish(topic + "a", [], MqttQos.AtMostOnce));
        Assert.Equal(MqttError.Argument, thrown.Error);
    }

    [Theory]
    [InlineData(65535, 65535, true)]
    [InlineData(65536, 1, false)]
    [InlineData(1, 65536, false)]
    public void WillAndPassword(int will, int password, bool isGood)
    {
        var options = new MqttOptions { WillTopic = "a", WillPayload = new byte[will], UserName = "u", Password = new byte[password] };
        using var client = new BrokerClient(options);
        if (isGood)
        {
            client.Connect(fixture.Broker);
        }
        else
        {
            Assert.Equal(MqttError.Argument, Assert.Throws<MqttException>(() => client.Connect(fixture.Broker)).Error);
        }
    }

    [Fact]
    public void NulInATopicIsRefused()
    {
        using var client = BrokerClient.On(fixture.Broker);
        Assert.Equal(MqttError.Argument, Assert.Throws<MqttException>(() => client.Client.Publish("a\0b", [], MqttQos.AtMostOnce)).Error);
        Assert.Equal(MqttError.Argument, Assert.Throws<MqttException>(() => client.Client.Subscribe("a\0b", MqttQos.AtMostOnce)).Error);
        Assert.True(client.Client.IsConnected);
    }
}
