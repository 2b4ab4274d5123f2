using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>Messages from the broker.</summary>
[TestClass]
public class ReceivingTests
{
    private const string Message = "3206 000161 0005 78";

    [TestMethod]
    public void MessagesAndTheirFlags()
    {
        Bench bench = Bench.Connected();
        bench.Broker.Give("3004 000161 78" + "3103 000161" + "3b07 0003e282ac 0102");
        Assert.AreEqual("a x 0", bench.Listener.Message(0));
        Assert.AreEqual("a  0R", bench.Listener.Message(1));
        Assert.AreEqual("€  1RD", bench.Listener.Message(2));
        Assert.AreEqual("40020102", bench.Broker.Written(1));
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public void BytesComeInPieces(int chunk)
    {
        Bench bench = new Bench(new MqttOptions { MaxPacketSize = 32 });
        bench.ConnectWith(new ScriptedConnection([Bench.Connack], chunk));
        for (int i = 0; i < 10; i++)
        {
            bench.Broker.Give(Message);
            Assert.AreEqual("a x 1", bench.Listener.Message(i));
            Assert.AreEqual("40020005", bench.Broker.Written(i + 1));
        }

        bench.Client.Disconnect();
    }

    [TestMethod]
    public void LargestPacketFits()
    {
        Bench bench = Bench.Connected(new MqttOptions { MaxPacketSize = 32 });
        bench.Broker.Give("301e 0001 61" + "303132333435363738393031323334353637383930313233343536");
        Assert.AreEqual("a 012345678901234567890123456 0", bench.Listener.Message(0));
        bench.Broker.Give("301f 0001 61");
        Assert.AreEqual((int)MqttError.TooLarge, bench.Listener.Error);
        Assert.AreEqual("broker: packet of 33 bytes, limit 32", bench.Listener.Reason.Message);
    }

    [TestMethod]
    public void ListenerMayPublish()
    {
        Bench bench = new Bench(new MqttOptions(), new Answering());
        bench.Connect();
        bench.Broker.Give(Message);
        Assert.AreEqual("3206000179000178", bench.Broker.Written(1));
        Assert.AreEqual("40020005", bench.Broker.Written(2));
        bench.Broker.Give("40020001");
        Assert.IsTrue(bench.Client.Flush(10000));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void ListenerHasHalfOfTheQueueForItself()
    {
        Bench bench = new Bench(new MqttOptions { MaxPending = 4 }, new Answering());
        bench.Connect();
        bench.Publish(1);
        bench.Publish(2);
        bench.Broker.Give(Message + Message + Message);
        Assert.AreEqual((int)MqttError.Listener, bench.Listener.Error);
        Assert.AreEqual((int)MqttError.QueueFull, (int)((MqttException)bench.Listener.Reason.InnerException).Error);
        Assert.AreEqual(3, bench.Listener.Count);
    }

    [TestMethod]
    public void ListenerMustNotWait()
    {
        Bench bench = new Bench(new MqttOptions(), new Waiting());
        bench.Connect();
        bench.Broker.Give(Message);
        Assert.AreEqual((int)MqttError.Listener, bench.Listener.Error);
        Assert.AreEqual((int)MqttError.Argument, (int)((MqttException)bench.Listener.Reason.InnerException).Error);
    }

    [TestMethod]
    public void ListenerMayDisconnect()
    {
        Bench bench = new Bench(new MqttOptions(), new Leaving());
        bench.Connect();
        bench.Broker.Give(Message + Message);
        Assert.IsTrue(bench.Listener.IsClosed);
        Assert.IsNull(bench.Listener.Reason);
        Assert.AreEqual(1, bench.Listener.Count);
        Assert.AreEqual("e000", bench.Broker.Written(1));
    }

    /// <summary>Answers to "y".</summary>
    private sealed class Answering : Recorder
    {
        public override void OnMessage(MqttClient client, MqttMessage message)
        {
            base.OnMessage(client, message);
            client.Publish("y", message.ToArray(), MqttQos.AtLeastOnce);
        }
    }

    /// <summary>Does what would never end.</summary>
    private sealed class Waiting : Recorder
    {
        public override void OnMessage(MqttClient client, MqttMessage message) => client.Flush(-1);
    }

    /// <summary>Ends the connection.</summary>
    private sealed class Leaving : Recorder
    {
        public override void OnMessage(MqttClient client, MqttMessage message)
        {
            base.OnMessage(client, message);
            client.Disconnect();
        }
    }
}
