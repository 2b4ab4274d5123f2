using System.Text;
using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Tls;
using NfToken.Tls;

namespace NfToken.Tests.HelloWorld;

/// <summary>The hello world of a board that is provisioned while it runs.</summary>
[TestClass]
public class ConfiguredHelloTests
{
    [TestMethod]
    public void ABlankBoardSaysWhatIsMissingOneAfterTheOther()
    {
        Bench bench = new("");
        Assert.AreEqual("not provisioned: no object labelled Device Priv TLS Key: import one", bench.Hello.GetMissing());
        bench.Provision();
        Assert.AreEqual("no broker: config endpoint", bench.Hello.GetMissing());
        bench.Set(Setting.Endpoint, "broker.example.org");
        Assert.IsNull(bench.Hello.GetMissing());
        bench.Parts.Store.Wipe();
    }

    [TestMethod]
    public void SettingsComeBeforeTheProgramAndMayChange()
    {
        Bench bench = new("built-in.example.org");
        bench.Provision();
        Assert.IsNull(bench.Hello.GetMissing());
        Assert.AreEqual("built-in.example.org:8883", bench.Where());
        bench.Set(Setting.Endpoint, "broker.example.org");
        bench.Set(Setting.Port, "443");
        Assert.AreEqual("broker.example.org:443", bench.Where());
        bench.Set(Setting.Endpoint, null);
        bench.Set(Setting.Port, null);
        Assert.AreEqual("built-in.example.org:8883", bench.Where());
    }

    [TestMethod]
    public void AProofThatFailsSaysWhy()
    {
        Bench bench = new("");
        bench.Provision();
        Assert.AreEqual("no broker: config endpoint", bench.Hello.Try(bench.Identity()));
        bench.Set(Setting.Endpoint, "broker.example.org");
        bench.Transport.Failure = (int)TlsError.Unreachable;
        string why = bench.Hello.Try(bench.Identity());
        Assert.IsTrue(why.IndexOf("broker.example.org") >= 0, why);
        bench.Transport.Failure = -1;
        why = bench.Hello.Try(bench.Identity());
        Assert.IsTrue(why.StartsWith("MQTT: "), why);
    }

    [TestMethod]
    public void ATokenThatWantsItsPinSaysSo()
    {
        Bench bench = new("broker.example.org");
        bench.Provision();
        byte[] so = Encoding.UTF8.GetBytes("12345678");
        Token token = bench.Parts.Token;
        Assert.AreEqual(CKR.CKR_OK, token.C_InitToken(CK.SlotId, so, Encoding.UTF8.GetBytes("pin")));
        using (TokenSession session = TokenSession.Open(token, true))
        {
            Assert.AreEqual(CKR.CKR_OK, token.C_Login(session.Handle, CKU.CKU_SO, so));
            Assert.AreEqual(CKR.CKR_OK, token.C_InitPIN(session.Handle, Encoding.UTF8.GetBytes("4711")));
        }

        Assert.AreEqual("the token wants its PIN: login", bench.Hello.GetMissing());
    }

    private sealed class Bench
    {
        public Bench(string host)
        {
            MemoryStore store = new();
            TokenParts parts = new(store) { Random = new TestRandom() };
            Token token = new(parts, out PrivateKeyExporter exporter);
            Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
            FakeBoard board = new() { IsSet = true };
            Parts = new ConsoleParts(token, store, board);
            Hello = new ConfiguredHello(Parts, exporter, Transport, board, new HelloOptions { Host = host });
        }

        public ConsoleParts Parts { get; }

        public FakeTransport Transport { get; } = new();

        public ConfiguredHello Hello { get; }

        public void Provision()
        {
            using (TokenSession session = TokenSession.Open(Parts.Token, true))
            {
                Provisioner.Provision(session, Make.Der(TestData.EcKey), [Make.Der(TestData.EcCertificate)], [Make.Der(TestData.Authority)]);
            }
        }

        public void Set(byte setting, string value)
        {
            BoardConfiguration settings = BoardConfiguration.Load(Parts.Store);
            settings.Set(setting, value == null ? null : Encoding.UTF8.GetBytes(value));
            settings.Save(Parts.Store);
        }

        public Identity Identity()
        {
            using (TokenSession session = TokenSession.Open(Parts.Token, false))
            {
                return new IdentityFinder(session).Find();
            }
        }

        /// <summary>Where an attempt goes.</summary>
        public string Where()
        {
            Hello.Try(Identity());
            return Transport.Given.Host + ":" + Transport.Given.Port.ToString();
        }
    }
}
