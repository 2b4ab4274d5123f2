using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Tests.Cryptoki;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Provisioning;

/// <summary>Keys and certificates on their way in.</summary>
[TestClass]
public class ImportTests
{
    [TestMethod]
    public void AnIdentityIsPasted()
    {
        Board board = new Board();
        string sent = board.Say(
            "import key\r" + Text(Pem.PrivateKey, TestData.EcKey) + ".\r"
            + "import chain\r\n" + Text(Pem.Certificate, TestData.EcCertificate) + ".\r\n"
            + "import root\r" + Text(Pem.Certificate, TestData.Authority) + ".\r");
        Assert.AreEqual(
            "paste: PEM, then a line with a full stop; Ctrl-C gives up\nOK imported 04000001\n"
            + "paste: PEM, then a line with a full stop; Ctrl-C gives up\nOK imported\n"
            + "paste: PEM, then a line with a full stop; Ctrl-C gives up\nOK imported\n",
            sent);
        Assert.AreEqual("signature: good\nOK\n", Tail(board.Say("selftest\r"), 2));
        Assert.AreEqual(Text(Pem.Certificate, TestData.EcCertificate) + "OK\n", board.Say("export chain\r"));
    }

    [TestMethod]
    public void AnIdentityComesInChunksAndTheSameAgainChangesNothing()
    {
        Board board = new Board();
        string script = Board.Chunks("key", Der(TestData.EcKey), 60) + Board.Chunks("root", Der(TestData.Authority), 100)
            + Board.Chunks("chain", Der(TestData.EcCertificate), 128);
        board.Say(script);
        string before = board.Say("objects\r");
        Assert.AreEqual("OK 4", Board.Last(before));
        string sent = board.Say(script);
        Assert.IsTrue(sent.IndexOf("ERR") < 0, sent);
        Assert.AreEqual(before, board.Say("objects\r"));
    }

    [TestMethod]
    public void ChunksMayComeTwiceButInOrder()
    {
        Board board = new Board();
        byte[] der = Der(TestData.Authority);
        string[] lines = Board.Chunks("root", der, 128).Split('\r');
        string sent = board.Say(
            lines[0] + "\r" + lines[1] + "\r" + lines[1] + "\r" + lines[3] + "\r" + lines[2] + "\r" + lines[0] + "\r" + Rest(lines, 3));
        string[] answers = sent.Split('\n');
        Assert.IsTrue(answers[0].StartsWith("OK 0 *"), sent);
        Assert.IsTrue(answers[1].StartsWith("OK 128 *"), sent);
        Assert.IsTrue(answers[2].StartsWith("OK 128 *"), sent);
        Assert.IsTrue(answers[3].StartsWith("ERR offset next is 128 *"), sent);
        Assert.IsTrue(answers[4].StartsWith("OK 256 *"), sent);
        Assert.IsTrue(answers[5].StartsWith("OK 256 *"), "an import that is begun again goes on: " + sent);
        Assert.IsTrue(answers[answers.Length - 2].StartsWith("OK imported *"), sent);
    }

    [TestMethod]
    public void DamagedContentIsRefused()
    {
        Board board = new Board();
        Assert.AreEqual("OK 0\nERR crc content damaged: send it again\nERR state no import has begun\n", board.Say(
            "import root 2 00000000\rdata 0 0102\rdata 0 0102\r"));
        Assert.AreEqual("ERR usage length is 1 to 8192\nERR usage length is 1 to 8192\n", board.Say("import root 0 00000000\rimport root 8193 00000000\r"));
        Assert.AreEqual("ERR encoding there is no certificate in it", Board.Last(board.Say("import root\r" + Text(Pem.PrivateKey, TestData.EcKey) + ".\r")));
        Assert.AreEqual("OK 0", Board.Last(board.Say("objects\r")));
    }

    [TestMethod]
    public void WhatDoesNotBelongTogetherIsRefused()
    {
        Board board = new Board();
        board.Say(Board.Chunks("key", Der(TestData.EcKey), 128));
        string sent = board.Say(Board.Chunks("chain", Der(TestData.RsaCertificate), 128));
        Assert.IsTrue(sent.IndexOf("ERR mismatch certificate (") > 0, sent);
        Assert.AreEqual("OK 2", Board.Last(board.Say("objects\r")));
    }

    [TestMethod]
    public void AnInterruptedPasteEndsByItself()
    {
        Board board = new Board();
        Assert.AreEqual("ERR state import given up\nOK\n", Tail(board.Say("import key\r-----BEGIN\r\u0003echo off\r"), 2));
        board.Pace = 70000;
        Assert.AreEqual("ERR state import given up\nOK\n", Tail(board.Say("import key\recho off\r"), 2));
        board.Pace = 1;
        Assert.AreEqual("ERR @5 line a pasted line was damaged, or all too long: nothing was imported\nOK\n", Tail(board.Say(
            "@5 import key\r-----BEGIN\u0001\rlock 0a0b0c\r.\recho off\r"), 2));
    }

    [TestMethod]
    public void NothingOfAPasteIsShown()
    {
        string sent = new Board().Hear(Encoding.UTF8.GetBytes("import key\rTOPSECRET\r.\rinfo\r"));
        Assert.IsTrue(sent.IndexOf("TOPSECRET") < 0, sent);
        Assert.IsTrue(sent.IndexOf("> info\r\nprotocol") > 0, sent);
    }

    [TestMethod]
    public void ACodeVerificationKeyIsReplaced()
    {
        Board board = new Board();
        byte[] ec = PrivateKeyInfo.FromDer(Der(TestData.EcKey)).GetPublicKey().ToDer();
        byte[] rsa = PrivateKeyInfo.FromDer(Der(TestData.RsaKey)).GetPublicKey().ToDer();
        board.Say(Board.Chunks("code", Pem.EncodeToBytes(Pem.PublicKey, ec), 128));
        board.Say(Board.Chunks("code", Pem.EncodeToBytes(Pem.PublicKey, rsa), 128));
        Assert.AreEqual(Pem.Encode(Pem.PublicKey, rsa) + "OK\n", board.Say("export code\r"));
        Assert.AreEqual("OK 1", Board.Last(board.Say("objects\r")));
    }

    private static byte[] Der(string base64) => System.Convert.FromBase64String(base64);

    private static string Text(string label, string base64) => Pem.Encode(label, Der(base64));

    private static string Rest(string[] lines, int from)
    {
        string rest = "";
        for (int i = from; i < lines.Length; i++)
        {
            rest += lines[i] + "\r";
        }

        return rest;
    }

    private static string Tail(string sent, int count)
    {
        string[] lines = sent.Split('\n');
        string tail = "";
        for (int i = lines.Length - 1 - count; i < lines.Length - 1; i++)
        {
            tail += lines[i] + "\n";
        }

        return tail;
    }
}
