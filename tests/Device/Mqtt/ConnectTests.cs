using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>The broker's answer to CONNECT, and what this side must not send.</summary>
[TestClass]
public class ConnectTests
{
    [TestMethod]
    [DataRow("20020001", (int)MqttError.RefusedVersion)]
    [DataRow("20020002", (int)MqttError.RefusedClientId)]
    [DataRow("20020003", (int)MqttError.RefusedUnavailable)]
    [DataRow("20020004", (int)MqttError.RefusedCredentials)]
    [DataRow("20020005", (int)MqttError.RefusedAuthorization)]
    [DataRow("20020006", (int)MqttError.Protocol)]
    [DataRow("20020105", (int)MqttError.Protocol)]
    [DataRow("20020100", (int)MqttError.Protocol)]
    [DataRow("20020200", (int)MqttError.Protocol)]
    [DataRow("200100", (int)MqttError.Protocol)]
    [DataRow("2003000000", (int)MqttError.Protocol)]
    [DataRow("21020000", (int)MqttError.Protocol)]
    [DataRow("d000", (int)MqttError.Protocol)]
    [DataRow("3003000161", (int)MqttError.Protocol)]
    public void Refused(string answer, int error)
    {
        Bench bench = new Bench(new MqttOptions());
        ScriptedConnection broker = new ScriptedConnection([answer], 4096);
        Assert.AreEqual(error, Failure.Of(() => bench.ConnectWith(broker)));
        Assert.IsTrue(broker.IsClosed);
        Assert.IsFalse(bench.Client.IsConnected);
        Assert.AreEqual(error, Failure.Of(() => bench.Publish(1)));
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void NoAnswerEndsInTime()
    {
        Bench bench = new Bench(new MqttOptions { ResponseTimeout = 50 });
        ScriptedConnection broker = new ScriptedConnection([], 4096);
        Assert.AreEqual("no CONNACK from the broker", Failure.TextOf(() => bench.ConnectWith(broker)));
        Assert.IsTrue(broker.IsClosed);
    }

    [TestMethod]
    public void BrokenOrClosedConnection()
    {
        Bench bench = new Bench(new MqttOptions());
        ScriptedConnection broken = new ScriptedConnection([], 4096);
        broken.Break();
        Assert.AreEqual("connection lost: broken", Failure.TextOf(() => bench.ConnectWith(broken)));
        ScriptedConnection closed = new ScriptedConnection([], 4096);
        closed.Close();
        Assert.AreEqual((int)MqttError.ConnectionLost, Failure.Of(() => bench.ConnectWith(closed)));
        bench.Connect();
        Assert.IsTrue(bench.Client.IsConnected);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void SecondConnectionIsRefused()
    {
        Bench bench = Bench.Connected();
        ScriptedConnection second = new ScriptedConnection([], 4096);
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => bench.Client.Connect(second)));
        Assert.IsTrue(second.IsClosed);
        Assert.IsTrue(bench.Client.IsConnected);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void TheConnectionInUseIsRefusedAndLeftAlone()
    {
        Bench bench = Bench.Connected();
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => bench.Client.Connect(bench.Broker)));
        Assert.IsFalse(bench.Broker.IsClosed);
        Assert.IsTrue(bench.Client.IsConnected);
        bench.Client.Disconnect();
        Assert.IsTrue(bench.Broker.IsClosed);
    }

    [TestMethod]
    public void SessionPresent()
    {
        Bench bench = new Bench(new MqttOptions { ClientId = "x", CleanSession = false });
        bench.ConnectWith(new ScriptedConnection(["20020100"], 4096));
        Assert.IsTrue(bench.Client.IsSessionPresent);
        bench.Client.Disconnect();
    }

    [TestMethod]
    public void OptionsThatCannotBe()
    {
        RefusesToConnect(new MqttOptions { CleanSession = false });
        RefusesToConnect(new MqttOptions { Password = [1] });
        RefusesToConnect(new MqttOptions { KeepAlive = 65536 });
        RefusesToConnect(new MqttOptions { WillTopic = "a/#" });
        RefusesToMake(new MqttOptions { MaxPacketSize = 31 });
        RefusesToMake(new MqttOptions { MaxInFlight = 0 });
        RefusesToMake(new MqttOptions { MaxInFlight = 17 });
        RefusesToMake(new MqttOptions { MaxPending = 1, MaxInFlight = 1 });
    }

    [TestMethod]
    public void BeforeConnecting()
    {
        Bench bench = new Bench(new MqttOptions());
        Assert.AreEqual((int)MqttError.NotConnected, Failure.Of(() => bench.Publish(1)));
        Assert.AreEqual((int)MqttError.NotConnected, Failure.Of(() => bench.Client.Subscribe("a", MqttQos.AtMostOnce)));
        Assert.AreEqual((int)MqttError.NotConnected, Failure.Of(() => bench.Client.Flush(0)));
        Assert.IsFalse(bench.Client.Service());
        bench.Client.Disconnect();
    }

    private static void RefusesToConnect(MqttOptions options)
    {
        ScriptedConnection broker = new ScriptedConnection([], 4096);
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => new Bench(options).ConnectWith(broker)));
        Assert.AreEqual(0, broker.WriteCount);
        Assert.IsTrue(broker.IsClosed);
    }

    private static void RefusesToMake(MqttOptions options) =>
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => Assert.IsNull(new MqttClient(new FakeClock(), options, null))));
}
