using System.Text;
using NfToken.Provisioning;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Provisioning;

/// <summary>Lines: editing, echo, tags, checksums, noise.</summary>
[TestClass]
public class LineTests
{
    [TestMethod]
    public void EveryLineEndCounts()
    {
        Assert.AreEqual("OK\nOK\nOK\nOK\n", new Board().Say("echo off\recho off\necho off\r\n\r\n\n\recho off\r"));
    }

    [TestMethod]
    public void BytesMayComeOneByOne()
    {
        Assert.AreEqual("OK\nOK\n", new Board { Step = 1 }.Say("echo off\r\necho off\r\n"));
    }

    [TestMethod]
    public void LinesCanBeEdited()
    {
        Assert.AreEqual("OK\nOK\n", new Board().Say("helpx\b\b\b\b\b\b\becho off\rnonsense\u0015echo\toffx\u007F\r"));
    }

    [TestMethod]
    public void WhatIsTypedIsShownButSecretsAreNot()
    {
        byte[] script = Encoding.UTF8.GetBytes(
            "config wifi-password secret\r@1 login secret\rseed 00\r\u0003inx\bfo\r");
        string sent = new Board().Hear(script);
        Assert.IsTrue(sent.IndexOf("secret") < 0, sent);
        Assert.IsTrue(sent.IndexOf("> config wifi-password ******\r\nOK\r\n> @1 login ******\r\nERR @1 token") > 0, sent);
        Assert.IsTrue(sent.IndexOf("> seed **\r\nERR usage") > 0, sent);
        Assert.IsTrue(sent.IndexOf("^C\r> inx\b \bfo\r\nprotocol: 1\r\n") > 0, sent);
    }

    [TestMethod]
    public void TagsComeBack()
    {
        Assert.AreEqual("OK @17\nERR @a unknown no such command: help\n", new Board().Say("@17 echo off\r@a nonsense\r"));
        Assert.AreEqual("ERR line line not understood\n", new Board().Say("@123456789 echo off\r"));
    }

    [TestMethod]
    public void AWrongChecksumStopsALine()
    {
        Assert.AreEqual("ERR @1 crc line not understood *2fdcd9c5\n", Fix(new Board().Say("@1 lock 0a0b0c *00000000\r")));
        string sum = new Board().Say(Board.Summed("@1 echo off"));
        Assert.AreEqual("OK @1 *", sum.Substring(0, 7));
        Assert.AreEqual(16, sum.Length);
    }

    [TestMethod]
    public void NoiseAndLongLinesLeaveAPrompt()
    {
        string line = "";
        for (int i = 0; i < 40; i++)
        {
            line += "0123456789";
        }

        Assert.AreEqual("ERR line line longer than 320\nOK\n", new Board().Say(line + "\recho off\r"));
        Assert.AreEqual("ERR noise not printable ASCII\nOK\n", new Board().Say("echo \u0001\u001boff\recho off\r"));
        Assert.AreEqual("OK\n", new Board().Say("\u0001\u0002\u0003echo off\r"));
        Assert.AreEqual("ERR line line not understood\nERR line line not understood\n", new Board().Say("config thing \"open\ra b c d e f g h i j k l m\r"));
        Assert.AreEqual("OK\nthing: my board\nOK\nOK\nthing: \nOK\n", new Board().Say(
            "config thing \"my board\"\rconfig thing\rconfig thing \"\"\rconfig thing\r"));
    }

    // The answer's own checksum depends on nothing else.
    private static string Fix(string text) => text.Substring(0, text.IndexOf('*') + 1) + "2fdcd9c5\n";
}
