using NfToken.Mqtt;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Mqtt;

/// <summary>Packets that MQTT 3.1.1 forbids: each ends the connection with an error that says so, and none reaches the listener.</summary>
[TestClass]
public class HostileBrokerTests
{
    [TestMethod]
    [DataRow("00 00", "reserved type 0")]
    [DataRow("10 00", "CONNECT")]
    [DataRow("20020000", "second CONNACK")]
    [DataRow("36 07 000161 0001 7878", "QoS 3")]
    [DataRow("34 07 000161 0001 7878", "QoS 2, never asked for")]
    [DataRow("38 04 000161 78", "duplicate with QoS 0")]
    [DataRow("30 00", "PUBLISH without topic length")]
    [DataRow("30 01 00", "PUBLISH with half a topic length")]
    [DataRow("30 03 000261", "topic longer than packet")]
    [DataRow("30 03 ffff61", "topic of 65535 bytes in three")]
    [DataRow("30 02 0000", "empty topic")]
    [DataRow("32 04 000161 00", "half a packet id")]
    [DataRow("32 05 000161 0000", "packet id 0")]
    [DataRow("30 03 000123", "topic #")]
    [DataRow("30 05 0003612f2b", "topic a/+")]
    [DataRow("40 02 0000", "PUBACK for id 0")]
    [DataRow("40 01 00", "PUBACK too short")]
    [DataRow("40 03 000100", "PUBACK too long")]
    [DataRow("42 02 0001", "PUBACK with flags")]
    [DataRow("50 02 0001", "PUBREC")]
    [DataRow("62 02 0001", "PUBREL")]
    [DataRow("70 02 0001", "PUBCOMP")]
    [DataRow("82 06 0001 000161 00", "SUBSCRIBE")]
    [DataRow("90 03 000101", "SUBACK to no request")]
    [DataRow("b0 02 0001", "UNSUBACK to no request")]
    [DataRow("a2 05 0001 000161", "UNSUBSCRIBE")]
    [DataRow("c0 00", "PINGREQ")]
    [DataRow("d0 00", "PINGRESP to no PINGREQ")]
    [DataRow("e0 00", "DISCONNECT")]
    [DataRow("f0 00", "reserved type 15")]
    [DataRow("30 8080808001", "remaining length of five bytes")]
    [DataRow("30 ffffffff", "remaining length without end")]
    public void Forbidden(string packet, string what)
    {
        Bench bench = Bench.Connected();
        bench.Broker.Give(packet);
        Assert.AreEqual((int)MqttError.Protocol, bench.Listener.Error, what);
        Assert.IsTrue(bench.Broker.IsClosed);
        Assert.AreEqual(0, bench.Listener.Count);
    }

    [TestMethod]
    [DataRow("00", "U+0000")]
    [DataRow("80", "continuation first")]
    [DataRow("c3", "cut off")]
    [DataRow("e282", "cut off")]
    [DataRow("f09f98", "cut off")]
    [DataRow("c080", "overlong")]
    [DataRow("c1bf", "overlong")]
    [DataRow("e09fbf", "overlong")]
    [DataRow("f08fbfbf", "overlong")]
    [DataRow("eda080", "first surrogate")]
    [DataRow("edbfbf", "last surrogate")]
    [DataRow("f4908080", "above U+10FFFF")]
    [DataRow("f5808080", "above U+10FFFF")]
    [DataRow("ff", "no UTF-8")]
    [DataRow("c361", "no continuation")]
    [DataRow("e28261", "no second continuation")]
    public void TopicIsNotUtf8(string topic, string what)
    {
        Bench bench = Bench.Connected();
        string length = "0" + (topic.Length / 2);
        bench.Broker.Give("300" + ((topic.Length / 2) + 2) + "00" + length + topic);
        Assert.AreEqual((int)MqttError.Protocol, bench.Listener.Error, what);
        Assert.AreEqual("broker broke MQTT: PUBLISH topic", bench.Listener.Reason.Message);
    }

    [TestMethod]
    [DataRow("7f", "last of one byte")]
    [DataRow("c280", "first of two")]
    [DataRow("dfbf", "last of two")]
    [DataRow("e0a080", "first of three")]
    [DataRow("ed9fbf", "before the surrogates")]
    [DataRow("ee8080", "after the surrogates")]
    [DataRow("efbbbf", "byte order mark")]
    [DataRow("f0908080", "first of four")]
    [DataRow("f48fbfbf", "U+10FFFF")]
    public void TopicIsUtf8(string topic, string what)
    {
        Bench bench = Bench.Connected();
        bench.Broker.Give("300" + ((topic.Length / 2) + 2) + "000" + (topic.Length / 2) + topic);
        bench.Listener.Message(0);
        Assert.AreEqual(1, bench.Listener.Count, what);
        bench.Client.Disconnect();
    }

    [TestMethod]
    [DataRow("9003000101", "id of no request")]
    [DataRow("9003000281", "unknown code")]
    [DataRow("9003000201", "more than asked for")]
    [DataRow("90020002", "no code")]
    [DataRow("900400020000", "two codes")]
    [DataRow("b0020002", "UNSUBACK to SUBSCRIBE")]
    [DataRow("9003000200 9003000200", "twice")]
    public void WrongAnswerToSubscribe(string answer, string what)
    {
        Bench bench = Bench.Connected("40020001", answer);
        bench.Publish(1);
        Assert.IsTrue(bench.Client.Flush(10000));
        int error = Failure.Of(() => bench.Client.Subscribe("a", MqttQos.AtMostOnce));
        Assert.IsTrue(error == (int)MqttError.Protocol || (error == -1 && what == "twice"), what);
        Assert.AreEqual((int)MqttError.Protocol, bench.Listener.Error, what);
    }

    [TestMethod]
    public void ClosedInsideAPacket()
    {
        Bench bench = Bench.Connected();
        bench.Broker.Give("30 10 0001");
        bench.Broker.Close();
        Assert.AreEqual((int)MqttError.ConnectionLost, bench.Listener.Error);
        Assert.AreEqual((int)MqttError.ConnectionLost, Failure.Of(() => bench.Publish(1)));
    }

    [TestMethod]
    public void AcknowledgementOfNothingIsIgnored()
    {
        Bench bench = Bench.Connected("400200024002ffff" + "40020001" + "40020001");
        bench.Publish(1);
        Assert.IsTrue(bench.Client.Flush(10000));
        bench.Broker.Give("3004 000161 78");
        Assert.AreEqual("a x 0", bench.Listener.Message(0));
        bench.Client.Disconnect();
    }
}
