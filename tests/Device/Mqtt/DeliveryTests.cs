using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>QoS 1: acknowledgement, repetition and bounds.</summary>
[TestClass]
public class DeliveryTests
{
    [TestMethod]
    public void RepeatsAfterATime()
    {
        Bench bench = Bench.Connected(new MqttOptions { RetransmitAfter = 5000, KeepAlive = 0 });
        bench.Publish(1);
        bench.Clock.Advance(4000);
        bench.Publish(2);
        bench.Client.Service();
        Assert.AreEqual(3, bench.Broker.WriteCount);
        bench.Clock.Advance(1000);
        bench.Client.Service();
        Assert.AreEqual(4, bench.Broker.WriteCount);
        Assert.AreEqual("3a06000174000101", bench.Broker.Written(3));
        bench.Clock.Advance(5000);
        bench.Client.Service();
        Assert.AreEqual(6, bench.Broker.WriteCount);
        Assert.AreEqual("3a06000174000202", bench.Broker.Written(5));
        bench.Broker.Give("40020001" + "40020002");
        Assert.IsTrue(bench.Client.Flush(10000));
        bench.Clock.Advance(60000);
        Assert.IsTrue(bench.Client.Service());
        Assert.AreEqual(6, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void RepeatsNothingWhereItMustNot()
    {
        Bench bench = Bench.Connected(new MqttOptions { RetransmitAfter = 0, KeepAlive = 0 });
        bench.Publish(1);
        bench.Clock.Advance(10000000);
        bench.Client.Service();
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void SendsAgainInThePersistentSession()
    {
        Bench bench = Bench.Connected(new MqttOptions { ClientId = "x", CleanSession = false, MaxInFlight = 2 });
        for (int i = 1; i <= 4; i++)
        {
            Assert.AreEqual(i, bench.Publish(i));
        }

        Assert.AreEqual(3, bench.Broker.WriteCount);
        bench.Broker.Give("40020001");
        Assert.AreEqual("3206000174000303", bench.Broker.Written(3));
        bench.Broker.Close();
        Assert.AreEqual((int)MqttError.ConnectionLost, bench.Listener.Error);

        bench.Connect("", "40020002", "40020003", "40020004");
        Assert.AreEqual("3a06000174000202", bench.Broker.Written(1));
        Assert.AreEqual("3a06000174000303", bench.Broker.Written(2));
        Assert.AreEqual("3206000174000404", bench.Broker.Written(3));
        bench.Broker.Give("40020004");
        Assert.IsTrue(bench.Client.Flush(10000));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void ForgetsWithACleanSession()
    {
        Bench bench = Bench.Connected();
        bench.Publish(1);
        bench.Broker.Close();
        Assert.AreEqual((int)MqttError.ConnectionLost, bench.Listener.Error);
        bench.Connect();
        Assert.IsTrue(bench.Client.Flush(0));
        Assert.AreEqual(1, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void BrokenWriteIsToldAndKept()
    {
        Bench clean = Bench.Connected();
        clean.Broker.Break();
        Assert.AreEqual((int)MqttError.ConnectionLost, Failure.Of(() => clean.Publish(1)));
        Assert.AreEqual((int)MqttError.ConnectionLost, clean.Listener.Error);

        Bench kept = Bench.Connected(new MqttOptions { ClientId = "x", CleanSession = false });
        kept.Broker.Break();
        int id = kept.Publish(1);
        Assert.AreEqual((int)MqttError.ConnectionLost, kept.Listener.Error);
        Assert.AreEqual((int)MqttError.ConnectionLost, Failure.Of(() => kept.Client.WaitForAcknowledgement(id, 0)));
        kept.Connect("40020001");
        Assert.IsTrue(kept.Client.WaitForAcknowledgement(id, 10000));
        kept.Client.Disconnect();
    }

    [TestMethod]
    public void QueueIsBounded()
    {
        Bench bench = Bench.Connected(new MqttOptions { MaxInFlight = 1, MaxPending = 4, ResponseTimeout = 50 });
        bench.Publish(1);
        bench.Publish(2);
        Assert.AreEqual((int)MqttError.QueueFull, Failure.Of(() => bench.Publish(3)));
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Broker.Give("40020001");
        Assert.AreEqual("3206000174000202", bench.Broker.Written(2));
        Assert.AreEqual(3, bench.Publish(3));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void AcknowledgementsOutOfOrder()
    {
        Bench bench = Bench.Connected(new MqttOptions { MaxInFlight = 3, MaxPending = 6 }, "", "", "4002000340020001");
        bench.Publish(1);
        bench.Publish(2);
        bench.Publish(3);
        Assert.IsTrue(bench.Client.WaitForAcknowledgement(1, 10000));
        Assert.IsTrue(bench.Client.WaitForAcknowledgement(3, 10000));
        Assert.IsFalse(bench.Client.WaitForAcknowledgement(2, 0));
        bench.Broker.Give("40020002");
        Assert.IsTrue(bench.Client.Flush(10000));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void LargeMessageIsRefused()
    {
        Bench bench = Bench.Connected(new MqttOptions { MaxPacketSize = 32 });
        bench.Client.Publish("a", new byte[25], MqttQos.AtLeastOnce);
        Assert.AreEqual((int)MqttError.TooLarge, Failure.Of(() => bench.Client.Publish("a", new byte[26], MqttQos.AtLeastOnce)));
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }
}
