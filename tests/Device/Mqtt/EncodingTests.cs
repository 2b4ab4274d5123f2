using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>What the client writes, byte for byte.</summary>
[TestClass]
public class EncodingTests
{
    [TestMethod]
    public void SmallestConnect()
    {
        Bench bench = Bench.Connected(new MqttOptions());
        Assert.AreEqual("100c00044d515454" + "0402003c" + "0000", bench.Broker.Written(0));
        bench.Client.Disconnect();
        Assert.AreEqual("e000", bench.Broker.Written(1));
        Assert.IsTrue(bench.Listener.IsClosed);
        Assert.IsNull(bench.Listener.Reason);
    }

    [TestMethod]
    public void FullConnect()
    {
        Bench bench = Bench.Connected(new MqttOptions
        {
            ClientId = "id",
            CleanSession = false,
            KeepAlive = 0x1234,
            UserName = "us",
            Password = [0, 0xFF],
            WillTopic = "w",
            WillPayload = [1],
            WillQos = MqttQos.AtLeastOnce,
            WillRetain = true,
        });
        Assert.AreEqual("101c00044d515454" + "04ec1234" + "00026964" + "000177" + "000101" + "00027573" + "000200ff", bench.Broker.Written(0));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void PublishPackets()
    {
        Bench bench = Bench.Connected("", "", "40020001");
        Assert.AreEqual(0, bench.Client.Publish("a/b", [7], MqttQos.AtMostOnce));
        Assert.AreEqual("30060003612f6207", bench.Broker.Written(1));
        Assert.AreEqual(0, bench.Client.Publish("a", [], MqttQos.AtMostOnce, true));
        Assert.AreEqual("3103000161", bench.Broker.Written(2));
        Assert.AreEqual(1, bench.Client.Publish("a", [1, 2], MqttQos.AtLeastOnce));
        Assert.AreEqual("32070001610001" + "0102", bench.Broker.Written(3));
        Assert.IsTrue(bench.Client.WaitForAcknowledgement(1, 10000));
        Assert.IsTrue(bench.Client.WaitForAcknowledgement(0, 0));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void SubscribeAndUnsubscribe()
    {
        Bench bench = Bench.Connected("9003000101", "9003000200", "b0020003", "9003000480");
        Assert.AreEqual(1, (int)bench.Client.Subscribe("a/#", MqttQos.AtLeastOnce));
        Assert.AreEqual("820800010003612f2301", bench.Broker.Written(1));
        Assert.AreEqual(0, (int)bench.Client.Subscribe("a", MqttQos.AtLeastOnce));
        bench.Client.Unsubscribe("a");
        Assert.AreEqual("a2050003000161", bench.Broker.Written(3));
        Assert.AreEqual((int)MqttError.RefusedSubscription, Failure.Of(() => bench.Client.Subscribe("x", MqttQos.AtMostOnce)));
        Assert.IsTrue(bench.Client.IsConnected);
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow(124, "307f")]
    [DataRow(125, "308001")]
    public void RemainingLength(int payload, string start)
    {
        Bench bench = Bench.Connected(new MqttOptions { MaxPacketSize = 256 });
        bench.Client.Publish("a", new byte[payload], MqttQos.AtMostOnce);
        string packet = bench.Broker.Written(1);
        Assert.StartsWith(start + "000161", packet);
        Assert.AreEqual(start.Length + 6 + (2 * payload), packet.Length);
        bench.Client.Disconnect();
    }
}
