using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>Topic names and filters, section 4.7.</summary>
[TestClass]
public class TopicTests
{
    [TestMethod]
    [DataRow("a")]
    [DataRow("/")]
    [DataRow("a//b")]
    [DataRow("$aws/things/x y/ü")]
    public void GoodNames(string name)
    {
        Bench bench = Bench.Connected();
        bench.Client.Publish(name, [], MqttQos.AtMostOnce);
        Assert.AreEqual(2, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("+")]
    [DataRow("#")]
    [DataRow("a/+/b")]
    [DataRow("a#")]
    public void BadNames(string name)
    {
        Bench bench = Bench.Connected();
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => bench.Client.Publish(name, [], MqttQos.AtMostOnce)));
        Assert.AreEqual(1, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("#")]
    [DataRow("+")]
    [DataRow("/+")]
    [DataRow("+/+/#")]
    [DataRow("a/+/b")]
    [DataRow("a/#")]
    public void GoodFilters(string filter)
    {
        Bench bench = Bench.Connected("9003000100");
        Assert.AreEqual(0, (int)bench.Client.Subscribe(filter, MqttQos.AtMostOnce));
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a#")]
    [DataRow("a/#/b")]
    [DataRow("#/")]
    [DataRow("a+")]
    [DataRow("+a")]
    [DataRow("a/+b/c")]
    [DataRow("##")]
    [DataRow("++")]
    public void BadFilters(string filter)
    {
        Bench bench = Bench.Connected();
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => bench.Client.Subscribe(filter, MqttQos.AtMostOnce)));
        Assert.AreEqual((int)MqttError.Argument, Failure.Of(() => bench.Client.Unsubscribe(filter)));
        Assert.AreEqual(1, bench.Broker.WriteCount);
        bench.Client.Disconnect();
    }
}
