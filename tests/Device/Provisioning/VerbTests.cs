using NfToken.Certificates;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Provisioning;

/// <summary>What the commands do.</summary>
[TestClass]
public class VerbTests
{
    [TestMethod]
    public void InfoTellsTheBoard()
    {
        string sent = new Board().Say("info\r");
        Assert.IsTrue(sent.IndexOf("board: test board\nnumber: 0a0b0c\nfirmware: tests\n") > 0, sent);
        Assert.IsTrue(sent.IndexOf("locked: no\nseed: missing\nentropy: ready\n") > 0, sent);
        Assert.IsTrue(sent.IndexOf("ram: 4711 bytes free\nidentity: none\nOK\n") > 0, sent);
        Board dry = new Board { IsSet = false };
        dry.Random.IsDry = true;
        sent = dry.Say("info\r");
        Assert.IsTrue(sent.IndexOf("entropy: none: dry\nclock: not set\n") > 0, sent);
    }

    [TestMethod]
    public void HelpNamesEveryCommand()
    {
        string sent = new Board().Say("help\r");
        foreach (string verb in new string[]
        {
            "info", "objects", "keygen", "csr", "import", "data", "export", "delete", "rotate", "config", "seed", "selftest", "prove", "login", "lock", "init", "wipe", "echo",
        })
        {
            Assert.IsTrue(sent.IndexOf("\n" + verb) >= 0, verb);
        }
    }

    [TestMethod]
    public void AKeyIsMadeOnceUntilItHasACertificate()
    {
        Board board = new Board();
        string first = board.Say("keygen\r");
        Assert.AreEqual("OK made", Board.Last(first));
        string second = board.Say("keygen\r");
        Assert.AreEqual("OK pending", Board.Last(second));
        Assert.AreEqual(first.Substring(0, 60), second.Substring(0, 60));
        string third = board.Say("keygen new\r");
        Assert.AreEqual("OK made", Board.Last(third));
        Assert.IsTrue(first.Substring(0, 60) != third.Substring(0, 60));
        Assert.AreEqual("OK 2", Board.Last(board.Say("objects\r")));
        board.Random.IsDry = true;
        string dry = new Board().Say("csr\r");
        Assert.AreEqual("ERR missing no device key: keygen or import key\n", dry);
    }

    [TestMethod]
    public void WithoutRandomnessThereIsNoKey()
    {
        Board board = new Board();
        board.Random.IsDry = true;
        Assert.AreEqual("ERR token generate key pair: CKR_RANDOM_NO_RNG\n", board.Say("keygen\r"));
        Assert.AreEqual("OK 0\n", board.Say("objects\r"));
    }

    [TestMethod]
    public void ARequestIsSigned()
    {
        Board board = new Board();
        board.Say("keygen\r");
        string sent = board.Say("csr cn=board-7 \"o=My House\" dns=a.example,b.example\r");
        Assert.IsTrue(sent.StartsWith("-----BEGIN CERTIFICATE REQUEST-----\nMII"), sent);
        Assert.AreEqual("OK", Board.Last(sent));
        Assert.AreEqual("ERR usage csr [cn=NAME] [o=NAME] [dns=NAME,...]\n", board.Say("csr x=y\r"));
        Assert.AreEqual("ERR usage bad host name\n", board.Say("csr cn=a dns=a_b\r"));
    }

    [TestMethod]
    public void SettingsStayAndThePasswordIsNotShown()
    {
        Board board = new Board();
        board.Say("config endpoint broker.example.org\rconfig port 443\rconfig wifi-password \"top secret\"\rconfig thing lamp\r");
        string sent = board.Say("config\r");
        Assert.AreEqual(
            "endpoint: broker.example.org\nport: 443\nthing: lamp\nwifi-ssid: \nwifi-password: (set)\ntopic: \nOK\n", sent);
        BoardConfiguration configuration = BoardConfiguration.Load(board.Store);
        Assert.AreEqual("top secret", configuration.Get(Setting.WifiPassword));
        Assert.AreEqual("ERR usage value out of range\nERR missing config [endpoint|port|thing|wifi-ssid|wifi-password|topic [VALUE]]\n", board.Say(
            "config port 65536\rconfig what ever\r"));
        board.Say("config port \"\"\r");
        Assert.AreEqual("port: \nOK\n", board.Say("config port\r"));
        board.Store.SaveObject(SystemRecord.Configuration, [2]);
        Assert.AreEqual("ERR store configuration of another version\n", board.Say("config\r"));
    }

    [TestMethod]
    public void ASeedIsStoredOnceAndThenMixedIn()
    {
        Board board = new Board();
        string seed = "seed ";
        for (int i = 0; i < 64; i++)
        {
            seed += "5a";
        }

        Assert.AreEqual("ERR usage a seed has 64 bytes\nERR usage not hexadecimal\nOK stored\nOK mixed in\n", board.Say(
            "seed 5a\rseed xy\r" + seed + "\r" + seed + "\r"));
        Assert.AreEqual(1, board.Random.Seedings);
        Assert.AreEqual(64, board.Store.FindObject(SystemRecord.Seed));
    }

    [TestMethod]
    public void ALockedBoardOnlyReads()
    {
        Board board = Provisioned();
        Assert.AreEqual("ERR usage to confirm, give this board's number: 0a0b0c\nOK\nOK\n", board.Say("lock 0b\rlock 0a0b0c\rlock 0a0b0c\r"));
        string sent = board.Say(
            "keygen\rcsr\rimport root\rimport root 4 00000000\rdelete 04000001\rseed 00\rconfig thing x\rrotate abort\rrotate finish\r");
        foreach (string answer in sent.Split('\n'))
        {
            Assert.IsTrue(answer.Length == 0 || answer.StartsWith("ERR locked "), answer);
        }

        sent = board.Say("info\robjects\rexport chain\rconfig\rrotate\rselftest\rprove 00\r");
        Assert.IsTrue(sent.IndexOf("ERR") < 0 && sent.IndexOf("locked: yes") > 0, sent);

        // A new token has no keys, and is open.
        Assert.AreEqual("ERR usage init BOARD LABEL SO-PIN\nOK initialised\nOK 0\n", board.Say("init 0a0b0c\rinit 0a0b0c token 12345678\robjects\r"));
        Assert.AreEqual("OK made", Board.Last(board.Say("keygen\r")));
        Assert.AreEqual("ERR token init: CKR_PIN_INCORRECT\n", board.Say("init 0a0b0c token 87654321\r"));
    }

    [TestMethod]
    public void AWipeLeavesNothing()
    {
        Board board = Provisioned();
        board.Say("config thing x\rlock 0a0b0c\r");
        board.Store.SaveObject(SystemRecord.Seed, new byte[64]);
        Assert.AreEqual("ERR usage wipe BOARD\ntoken: started\nOK wiped\nOK 0\n", board.Say("wipe\rwipe 0a0b0c\robjects\r"));
        Assert.AreEqual(0, board.Store.GetObjectIds().Length);
        Assert.IsTrue(board.Random.IsCleared);
    }

    [TestMethod]
    public void WhoeverListensHearsOfChangesAndOfNothingElse()
    {
        Board board = Provisioned();
        Assert.AreEqual(3, board.Changes);
        board.Say("info\rhelp\robjects\rrotate\rconfig\rcsr\rexport chain\rselftest\rprove 00\rdelete 0\rconfig port x\rimport root 4 00000000\r");
        Assert.AreEqual(3, board.Changes);
        board.Say("config thing x\rkeygen\rrotate abort\rdelete 04000001\rwipe 0a0b0c\r");
        Assert.AreEqual(8, board.Changes);
    }

    [TestMethod]
    public void ObjectsCanBeDeleted()
    {
        Board board = Provisioned();
        Assert.AreEqual("OK destroyed\nERR token destroy object: CKR_OBJECT_HANDLE_INVALID\nERR usage not hexadecimal\n", board.Say(
            "delete 04000001\rdelete 04000001\rdelete x\r"));
        Assert.IsTrue(board.Say("objects\r").IndexOf("private key") < 0);
        Assert.IsTrue(board.Say("selftest\r").IndexOf("identity: no certificate with its key") > 0);
    }

    [TestMethod]
    public void PrivateKeysAreNotExported()
    {
        Board board = Provisioned();
        string sent = board.Say("export 04000001\r");
        Assert.IsTrue(sent.StartsWith("-----BEGIN PUBLIC KEY-----\n"), sent);
        Assert.AreEqual(sent, board.Say("export key\r"));
    }

    [TestMethod]
    public void AnEndThatIsNearIsSaid()
    {
        Board board = Provisioned();
        Assert.IsTrue(board.Say("info\r").IndexOf("reminder") < 0);
        CertificateEnd(board, -10);
        string sent = board.Hear(new byte[0]);
        Assert.IsTrue(sent.IndexOf("# certificate expires in 9 days, on ") > 0 || sent.IndexOf("# certificate expires in 10 days, on ") > 0, sent);
        CertificateEnd(board, 1);
        sent = board.Say("info\r");
        Assert.IsTrue(sent.IndexOf("reminder: certificate expired on ") > 0, sent);
        Assert.AreEqual("ERR failed not all is well", Board.Last(board.Say("selftest\r")));
        board.IsSet = false;
        Assert.AreEqual("OK", Board.Last(board.Say("selftest\r")));
    }

    internal static Board Provisioned()
    {
        Board board = new Board();
        board.Say(
            Board.Chunks("key", Make.Der(TestData.EcKey), 128) + Board.Chunks("root", Make.Der(TestData.Authority), 128)
            + Board.Chunks("chain", Make.Der(TestData.EcCertificate), 128));
        return board;
    }

    private static void CertificateEnd(Board board, int days) =>
        board.UtcNow = NfToken.Certificates.CertificateInfo.Parse(Make.Der(TestData.EcCertificate)).NotAfter.AddDays(days);
}
