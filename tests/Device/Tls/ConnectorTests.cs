using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Tls;

namespace NfToken.Tests.Tls;

/// <summary>What is checked before a connection, what is handed over, and what is left of the key afterwards.</summary>
[TestClass]
public class ConnectorTests
{
    [TestMethod]
    public void HandsTheKeyOverAndClearsIt()
    {
        FakeTransport transport = new();
        Assert.IsNull(TestToken.Whole().FailureOf(transport, new FakeClock(2026)));
        AssertKeyWasClean(transport);
        Assert.AreEqual("broker.example.net", transport.Given.Host);
        Assert.AreEqual(8883, transport.Given.Port);
        Assert.AreEqual(1000, transport.Given.ConnectTimeout);
        Assert.AreEqual(1, transport.Given.Roots.Length);
    }

    [TestMethod]
    public void ClearsTheKeyAfterAFailure()
    {
        FakeTransport transport = new((int)TlsError.Timeout);
        Assert.IsNotNull(TestToken.Whole().FailureOf(transport, new FakeClock(2026)));
        AssertKeyWasClean(transport);
    }

    [TestMethod]
    public void ExpiredCertificateIsNotUsed()
    {
        FakeTransport transport = new();
        string line = TestToken.Whole().FailureOf(transport, new FakeClock(2036));
        Assert.StartsWith("Device Cert expired on 2034-01-01 00:00:00Z, now is 2036-06-01 00:00:00Z", line);
        Assert.IsNull(transport.Given);
    }

    [TestMethod]
    public void CertificateOfTheFutureIsNotUsed()
    {
        FakeTransport transport = new();
        string line = TestToken.Whole().FailureOf(transport, new FakeClock(2023));
        Assert.StartsWith("Device Cert is not valid before 2024-01-01 00:00:00Z", line);
        Assert.IsNull(transport.Given);
    }

    [TestMethod]
    public void NothingIsTriedBeforeTheClockIsSet()
    {
        FakeTransport transport = new();
        Assert.StartsWith("the clock is not set", TestToken.Whole().FailureOf(transport, new FakeClock(2026, false)));
        Assert.IsNull(transport.Given);
    }

    [TestMethod]
    public void AlpnWithoutSupportIsRefused()
    {
        FakeTransport transport = new();
        Assert.Contains("ALPN", TestToken.Whole().FailureOf(transport, new FakeClock(2026), "x-amzn-mqtt-ca"));
        Assert.IsNull(transport.Given);
    }

    [TestMethod]
    [DataRow(36863, 20000, "36863 bytes free, needs 36864")]
    [DataRow(100000, 16895, "16895 bytes in one piece, needs 16896")]
    [DataRow(36864, 16896, "")]
    [DataRow(-1, -1, "")]
    public void TooLittleRamIsSaidBeforeTheHandshake(int free, int largest, string detail)
    {
        FakeTransport transport = new();
        TlsConnector connector = TestToken.Whole().Connector(transport, new FakeClock(2026));
        connector.Memory = new FakeMemory(free, largest);
        string line = "";
        try
        {
            connector.Connect(connector.FindIdentity(), "broker.example.net", 8883, null, 1000);
        }
        catch (TlsException e)
        {
            line = e.Message;
            Assert.AreEqual((int)TlsError.OutOfMemory, (int)e.Error);
        }

        Assert.AreEqual(detail.Length == 0 ? "" : "too little RAM for TLS (" + detail + ")", line);
        Assert.AreEqual(detail.Length == 0, transport.Given != null);
    }

    [TestMethod]
    public void EachErrorHasWordsOfItsOwn()
    {
        TestToken token = TestToken.Whole();
        string[] lines = new string[(int)TlsError.ConnectionLost + 1];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = token.FailureOf(new FakeTransport(i), new FakeClock(2026));
            Assert.Contains("(as the platform says)", lines[i]);
            Assert.IsTrue(lines[i].IndexOf('\n') < 0);
            for (int j = 0; j < i; j++)
            {
                Assert.AreNotEqual(lines[j], lines[i]);
            }
        }
    }

    [TestMethod]
    public void LaterErrorsHaveWordsToo()
    {
        FakeTransport transport = new();
        TlsConnector connector = TestToken.Whole().Connector(transport, new FakeClock(2026));
        SecureConnection connection = connector.Connect(connector.FindIdentity(), "broker.example.net", 8883, null, 1000);
        Assert.AreEqual("TLS 1.3", connection.Protocol);
        Assert.IsNull(connection.CipherSuite);
        Assert.AreEqual(0, connection.Read(new byte[1], 0, 1));
        transport.Failure = (int)TlsError.ConnectionLost;
        Assert.StartsWith("connection to broker.example.net:8883 lost", Message(connection, true));
        Assert.StartsWith("connection to broker.example.net:8883 lost", Message(connection, false));
    }

    private static string Message(SecureConnection connection, bool read)
    {
        try
        {
            if (read)
            {
                connection.Read(new byte[1], 0, 1);
            }
            else
            {
                connection.Write(new byte[1], 0, 1);
            }

            return null;
        }
        catch (TlsException e)
        {
            return e.Message;
        }
    }

    private static void AssertKeyWasClean(FakeTransport transport)
    {
        Assert.IsTrue(PrivateKeyInfo.FromDer(transport.KeyThen).Kind == KeyKind.EcP256);
        Assert.IsNull(transport.Given.PrivateKey);
        for (int i = 0; i < transport.Key.Length; i++)
        {
            Assert.AreEqual(0, (int)transport.Key[i]);
        }
    }
}
