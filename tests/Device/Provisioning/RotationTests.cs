using NfToken.Certificates;
using NfToken.Cryptoki;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using NfToken.Tls;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Provisioning;

/// <summary>A new identity beside the old one, proven, and then in its place.</summary>
[TestClass]
public class RotationTests
{
    private const string Old = "04000001";

    [TestMethod]
    public void TheOldStaysUntilTheBrokerTookTheNew()
    {
        Board board = Rotating();
        Assert.AreEqual("OK 2", Board.Last(board.Say("rotate\r")));
        Assert.AreEqual("OK 7", Board.Last(board.Say("objects\r")));
        Assert.AreEqual("ERR state nothing connects here: the application finishes when it has connected\n", board.Say("rotate finish\r"));
        Assert.AreEqual("OK 7", Board.Last(board.Say("objects\r")));
        Broker broker = new Broker { Complaint = "refused" };
        board.Proof = broker;
        Assert.AreEqual("ERR failed refused\n", board.Say("rotate finish\r"));
        Assert.AreEqual("OK 7", Board.Last(board.Say("objects\r")));
        broker.Complaint = null;
        Assert.AreEqual("OK destroyed 3\n", board.Say("rotate finish\r"));
        Assert.IsTrue(broker.Tried != Old);
        string objects = board.Say("objects\r");
        Assert.IsTrue(objects.IndexOf(Old) < 0 && objects.IndexOf("RSA") > 0, objects);
        Assert.AreEqual("OK", Board.Last(board.Say("selftest\r")));
        Assert.AreEqual("OK destroyed 0\n", board.Say("rotate finish\r"));
    }

    [TestMethod]
    public void ARotationCanBeGivenUp()
    {
        Board board = Rotating();
        Assert.AreEqual("OK destroyed 3\n", board.Say("rotate abort\r"));
        Assert.IsTrue(board.Say("rotate\r").StartsWith(Old), "the old identity");
        Assert.AreEqual("OK 4", Board.Last(board.Say("objects\r")));
        Assert.AreEqual("OK destroyed 0\n", board.Say("rotate abort\r"));
    }

    [TestMethod]
    public void AKeyForTheNextRotationStays()
    {
        Board board = VerbTests.Provisioned();
        board.Proof = new Broker();
        Assert.AreEqual("OK made", Board.Last(board.Say("keygen\r")));
        Assert.AreEqual("OK 1", Board.Last(board.Say("rotate\r")));
        Assert.AreEqual("OK destroyed 0\n", board.Say("rotate finish\r"));
        Assert.AreEqual("OK pending", Board.Last(board.Say("keygen\r")));
    }

    [TestMethod]
    public void AnIdentityThatCameDuringTheConnectionStays()
    {
        Board board = VerbTests.Provisioned();
        Token token = board.Start();
        Identity proven;
        using (TokenSession session = TokenSession.Open(token, true))
        {
            proven = new IdentityFinder(session).Find();
            Provisioner.AddKey(session, PrivateKeyFile.Read(Make.Der(TestData.RsaKey)));
            Provisioner.AddChain(session, CertificateFile.Read(Make.Der(TestData.RsaCertificate)));
            Assert.AreEqual(0, Rotation.FinishIfFirst(session, proven));
            Identity[] both = new IdentityFinder(session).FindAll();
            Assert.AreEqual(2, both.Length);
            Assert.AreEqual(3, Rotation.FinishIfFirst(session, both[0]));
            Assert.AreEqual(both[0].KeyHandle, new IdentityFinder(session).Find().KeyHandle);
        }

        token.C_Finalize(null);
    }

    private static Board Rotating()
    {
        Board board = VerbTests.Provisioned();
        string sent = board.Say(
            Board.Chunks("key", Make.Der(TestData.RsaKey), 128) + Board.Chunks("chain", Make.Der(TestData.RsaCertificate), 128));
        Assert.IsTrue(Board.Last(sent).StartsWith("OK imported beside the old: rotate *"), sent);
        return board;
    }

    private sealed class Broker : IConnectionProof
    {
        public string Complaint { get; set; }

        public string Tried { get; private set; }

        public string Try(Identity identity)
        {
            Tried = identity.KeyHandle.ToString("x8");
            return Complaint;
        }
    }
}
