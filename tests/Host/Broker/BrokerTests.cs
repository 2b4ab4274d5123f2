using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace NfToken.Tests.Host.Broker;

/// <summary>The fixtures themselves, so that a failure elsewhere is not theirs.</summary>
public sealed class BrokerTests
{
    [Theory]
    [InlineData(TestKey.P256, TestKey.P256)]
    [InlineData(TestKey.P256, TestKey.Rsa2048)]
    [InlineData(TestKey.Rsa2048, TestKey.P256)]
    public void TlsBrokerTakesItsDevices(TestKey authority, TestKey device)
    {
        var pki = new TestPki(authority);
        using MosquittoBroker broker = MosquittoBroker.StartTls(pki);
        Connect(broker, pki.Authority, pki.IssueDevice(device, "thing-1"));
        Assert.True(broker.WaitForLog("u'thing-1'", TimeSpan.FromSeconds(10)), broker.Log);
    }

    [Fact]
    public void TlsBrokerRefusesOthersDevices()
    {
        var pki = new TestPki();
        using MosquittoBroker broker = MosquittoBroker.StartTls(pki);
        Refuses(() => Connect(broker, pki.Authority, new TestPki().Device));
        Refuses(() => Connect(broker, pki.Authority, pki.IssueDevice(TestKey.P256, "late", TestValidity.Expired)));
    }

    [Theory]
    [InlineData("localhost", TestValidity.Expired)]
    [InlineData("localhost", TestValidity.NotYet)]
    [InlineData("elsewhere.example", TestValidity.Now)]
    public void BadServersAreBad(string name, TestValidity validity)
    {
        var pki = new TestPki();
        TestCertificate server = pki.IssueServer(TestKey.P256, name, validity);
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions { Authority = pki.Authority, Server = server });
        Assert.Throws<AuthenticationException>(() => Connect(broker, pki.Authority, pki.Device));
    }

    /// <summary>With TLS 1.3 the refusal comes with the first read, after the handshake.</summary>
    private static void Refuses(Action connect)
    {
        Exception? thrown = Record.Exception(connect);
        Assert.True(thrown is IOException or AuthenticationException, thrown?.ToString() ?? "not refused");
    }

    /// <summary>Mutual TLS by .NET, then CONNECT and its CONNACK.</summary>
    private static void Connect(MosquittoBroker broker, TestCertificate authority, TestCertificate device)
    {
        using var tcp = new TcpClient();
        tcp.Connect(IPAddress.Loopback, broker.Port);
        using var tls = new SslStream(tcp.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority.Certificate));
        using X509Certificate2 identity = device.ToX509();
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = MosquittoBroker.Host,
            ClientCertificates = [identity],
            CertificateChainPolicy = policy,
        });
        tls.Write([0x10, 0x0D, 0, 4, .. "MQTT"u8, 4, 2, 0, 60, 0, 1, (byte)'x']);
        byte[] answer = new byte[4];
        tls.ReadExactly(answer);
        Assert.Equal<byte>([0x20, 2, 0, 0], answer);
    }
}
