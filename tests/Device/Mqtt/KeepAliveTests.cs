using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>PINGREQ and the broker held for dead, by a clock that only the test moves.</summary>
[TestClass]
public class KeepAliveTests
{
    [TestMethod]
    public void PingsWhenNothingIsSentOrReceived()
    {
        Bench bench = Bench.Connected(new MqttOptions { KeepAlive = 20 }, "d000");
        bench.Clock.Advance(14999);
        bench.Client.Service();
        Assert.AreEqual(1, bench.Broker.WriteCount);
        bench.Clock.Advance(1);
        Assert.IsTrue(bench.Client.Service());
        Assert.AreEqual("c000", bench.Broker.Written(1));
        Settle(bench);
        bench.Clock.Advance(14999);
        Assert.IsTrue(bench.Client.Service());
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Clock.Advance(1);
        bench.Client.Service();
        Assert.AreEqual("c000", bench.Broker.Written(2));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void SendingAloneDoesNotProveTheBroker()
    {
        Bench bench = Bench.Connected(new MqttOptions { KeepAlive = 20 });
        for (int i = 0; i < 3; i++)
        {
            bench.Clock.Advance(5000);
            bench.Client.Publish("a", [], MqttQos.AtMostOnce);
        }

        bench.Client.Service();
        Assert.AreEqual("c000", bench.Broker.Written(4));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void SilentBrokerIsHeldForDead()
    {
        Bench bench = Bench.Connected(new MqttOptions { KeepAlive = 20, ResponseTimeout = 3000 });
        bench.Clock.Advance(15000);
        bench.Client.Service();
        bench.Clock.Advance(2999);
        Assert.IsTrue(bench.Client.Service());
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Clock.Advance(1);
        Assert.IsFalse(bench.Client.Service());
        Assert.AreEqual((int)MqttError.Timeout, bench.Listener.Error);
        Assert.AreEqual("no PINGRESP from the broker", bench.Listener.Reason.Message);
        Assert.IsTrue(bench.Broker.IsClosed);
        Assert.AreEqual((int)MqttError.Timeout, Failure.Of(() => bench.Publish(1)));
    }

    [TestMethod]
    public void OffMeansOff()
    {
        Bench bench = Bench.Connected(new MqttOptions { KeepAlive = 0 });
        bench.Clock.Advance(2000000000);
        Assert.IsTrue(bench.Client.Service());
        Assert.AreEqual(1, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void BrokenWriteEndsTheConnection()
    {
        Bench bench = Bench.Connected(new MqttOptions { KeepAlive = 20 });
        bench.Broker.Break();
        bench.Clock.Advance(15000);
        Assert.IsFalse(bench.Client.Service());
        Assert.AreEqual((int)MqttError.ConnectionLost, bench.Listener.Error);
    }

    /// <summary>Returns when the client has read all that was sent: it takes packets in order, and this one shows.</summary>
    private static void Settle(Bench bench)
    {
        bench.Broker.Give("3004 000161 78");
        bench.Listener.Message(0);
    }
}
