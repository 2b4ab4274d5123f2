using System.Net;
using System.Net.Sockets;
using System.Text;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tls;

/// <summary>The simulated board's TLS against OpenSSL: what connects, and each error provoked for real.</summary>
public sealed class TlsTransportTests
{
    private readonly TestPki _root = new();
    private readonly TestPki _other = new(name: "another root");

    [Theory]
    [InlineData("-tls1_3", "TLS 1.3", false)]
    [InlineData("-tls1_2", "TLS 1.2", false)]
    [InlineData("-tls1_3", "TLS 1.3", true)]
    [InlineData("-tls1_2", "TLS 1.2", true)]
    public void ConnectsWithBothProtocolsAndKeyKinds(string option, string protocol, bool rsa)
    {
        using OpenSslServer server = new(_root.Server, _root, option);
        ITlsConnection connection = Connect(Parameters(server.Port, rsa ? _root.RsaDevice : _root.Device));
        Assert.Equal(protocol, connection.Protocol);
        Assert.StartsWith("TLS_", connection.CipherSuite, StringComparison.Ordinal);
        Assert.Null(connection.ApplicationProtocol);
        Assert.Equal("olleh", Exchange(connection, "hello\n"));
        connection.Close();
        connection.Close();
    }

    [Fact]
    public void ChecksNamesAsWellAsAddresses()
    {
        using OpenSslServer server = new(_root.Server, _root);
        TlsParameters parameters = Parameters(server.Port);
        parameters.Host = "localhost";
        Connect(parameters).Close();
    }

    [Fact]
    public void TakesAnyOfSeveralRoots()
    {
        using OpenSslServer server = new(_root.Server, _root);
        TlsParameters parameters = Parameters(server.Port);
        parameters.Roots = [_other.Authority.Certificate, _root.Authority.Certificate];
        Connect(parameters).Close();
    }

    [Fact]
    public void SendsTheIssuersOfTheDeviceCertificate()
    {
        TestPki intermediate = _root.CreateIntermediate("test factory");
        using OpenSslServer server = new(_root.Server, _root);
        TestCertificate device = intermediate.Device;
        TlsParameters parameters = Parameters(server.Port, device);
        parameters.CertificateChain = [device.Certificate, intermediate.Authority.Certificate];
        Connect(parameters).Close();

        parameters.CertificateChain = [device.Certificate];
        Assert.Equal(TlsError.ClientCertificateRefused, Fails(parameters).Error);
    }

    [Fact]
    public void AgreesOnAnApplicationProtocol()
    {
        using OpenSslServer server = new(_root.Server, _root, "-alpn", "other,x-amzn-mqtt-ca");
        TlsParameters parameters = Parameters(server.Port);
        parameters.ApplicationProtocol = "x-amzn-mqtt-ca";
        ITlsConnection connection = Connect(parameters);
        Assert.Equal("x-amzn-mqtt-ca", connection.ApplicationProtocol);
        connection.Close();

        parameters.ApplicationProtocol = "unheard-of";
        Assert.Equal(TlsError.NoCommonParameters, Fails(parameters).Error);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public void UnknownHost(int dots)
    {
        // An empty label is no name: no name server needs to be asked.
        TlsParameters parameters = Parameters(1);
        parameters.Host = "no" + new string('.', dots) + "name";
        Assert.Equal(TlsError.UnknownHost, Fails(parameters).Error);
    }

    [Fact]
    public void RefusedConnection()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(TlsError.Unreachable, Fails(Parameters(port)).Error);
    }

    [Fact]
    public void SilentServer()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        TlsParameters parameters = Parameters(((IPEndPoint)listener.LocalEndpoint).Port);
        parameters.ConnectTimeout = 200;
        Assert.Equal(TlsError.Timeout, Fails(parameters).Error);
        listener.Stop();
    }

    [Theory]
    [InlineData("220 mail.example.net ESMTP\r\n", TlsError.Other)]
    [InlineData("", TlsError.ConnectionLost)]
    public async Task ServerWithoutTls(string greeting, TlsError expected)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task server = Task.Run(async () =>
        {
            using Socket socket = await listener.AcceptSocketAsync();
            byte[] hello = new byte[16];
            await socket.ReceiveAsync(hello);
            await socket.SendAsync(Encoding.ASCII.GetBytes(greeting));
            socket.Shutdown(SocketShutdown.Both);
        });
        Assert.Equal(expected, Fails(Parameters(((IPEndPoint)listener.LocalEndpoint).Port)).Error);
        await server;
        listener.Stop();
    }

    [Fact]
    public void UnknownAuthority()
    {
        using OpenSslServer server = new(_other.Server, _root);
        TlsException e = Fails(Parameters(server.Port));
        Assert.Equal(TlsError.UnknownAuthority, e.Error);
        Assert.Contains("CN=another root", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RootOfTheSameNameWithAnotherKey()
    {
        TestPki impostor = new();
        using OpenSslServer server = new(impostor.Server, _root);
        Assert.Equal(TlsError.UnknownAuthority, Fails(Parameters(server.Port)).Error);
    }

    [Fact]
    public void UnreadableAndMissingRoots()
    {
        TlsParameters parameters = Parameters(1);
        parameters.Roots = [[0x30, 0x00]];
        Assert.Equal(TlsError.UnknownAuthority, Fails(parameters).Error);
        parameters.Roots = [];
        Assert.Equal(TlsError.UnknownAuthority, Fails(parameters).Error);
    }

    [Theory]
    [InlineData("broker.example.net")]
    [InlineData("127.0.0.2")]
    public void NameMismatch(string name)
    {
        using OpenSslServer server = new(_root.IssueServer(TestKey.P256, name), _root);
        TlsException e = Fails(Parameters(server.Port));
        Assert.Equal(TlsError.NameMismatch, e.Error);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestValidity.Expired, "expired on")]
    [InlineData(TestValidity.NotYet, "not valid before")]
    public void ServerCertificateDate(TestValidity validity, string words)
    {
        using OpenSslServer server = new(_root.IssueServer(TestKey.P256, "127.0.0.1", validity), _root);
        TlsException e = Fails(Parameters(server.Port));
        Assert.Equal(TlsError.ServerCertificateDate, e.Error);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DatesAreJudgedByTheBoardsClock()
    {
        using OpenSslServer server = new(_root.Server, _root);
        TlsTransport transport = new(new HostClock(TimeSpan.FromDays(400)));
        TlsException e = Assert.Throws<TlsException>(() => transport.Connect(Parameters(server.Port)));
        Assert.Equal(TlsError.ServerCertificateDate, e.Error);
    }

    [Fact]
    public void ServerCertificateForAnotherUse()
    {
        using OpenSslServer server = new(_root.IssueServer(TestKey.P256, "127.0.0.1", usage: TestPki.ClientUse), _root);
        Assert.Equal(TlsError.ServerCertificate, Fails(Parameters(server.Port)).Error);
    }

    [Theory]
    [InlineData("-tls1_3")]
    [InlineData("-tls1_2")]
    public void ClientCertificateRefused(string option)
    {
        using OpenSslServer server = new(_root.Server, _root, option);
        TlsException e = Fails(Parameters(server.Port, _other.Device));
        Assert.Equal(TlsError.ClientCertificateRefused, e.Error);
        Assert.Contains("unknown_ca", e.Message, StringComparison.Ordinal);

        e = Fails(Parameters(server.Port, _root.IssueDevice(TestKey.P256, validity: TestValidity.Expired)));
        Assert.Equal(TlsError.ClientCertificateRefused, e.Error);
        Assert.Contains("certificate_expired", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoCommonCipherSuite()
    {
        using OpenSslServer server = new(_root.Server, _root, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256");
        Assert.Equal(TlsError.NoCommonParameters, Fails(Parameters(server.Port)).Error);
    }

    [Fact]
    public void NoCommonProtocol()
    {
        using OpenSslServer server = new(_root.Server, _root, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0");
        Assert.Equal(TlsError.NoCommonParameters, Fails(Parameters(server.Port)).Error);
    }

    [Fact]
    public void KeyOfAnotherCertificate()
    {
        TestCertificate device = _root.Device;
        TlsParameters parameters = Parameters(1, device);
        parameters.PrivateKey = _root.IssueDevice(TestKey.P256).KeyPkcs8;
        Assert.Equal(TlsError.Identity, Fails(parameters).Error);
        parameters.PrivateKey = _root.RsaDevice.KeyPkcs8;
        Assert.Equal(TlsError.Identity, Fails(parameters).Error);
        parameters.PrivateKey = device.KeyPkcs8[..40];
        Assert.Equal(TlsError.Identity, Fails(parameters).Error);
        parameters.PrivateKey = device.KeyPkcs8;
        parameters.CertificateChain = [device.Certificate[..40]];
        Assert.Equal(TlsError.Identity, Fails(parameters).Error);
    }

    [Fact]
    public void VanishedServer()
    {
        using OpenSslServer server = new(_root.Server, _root);
        ITlsConnection connection = Connect(Parameters(server.Port));
        server.Kill();
        byte[] buffer = new byte[16];
        try
        {
            Assert.Equal(0, connection.Read(buffer, 0, buffer.Length));
        }
        catch (TlsException e)
        {
            Assert.Equal(TlsError.ConnectionLost, e.Error);
        }

        TlsException lost = Assert.Throws<TlsException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                connection.Write(buffer, 0, buffer.Length);
            }
        });
        Assert.Equal(TlsError.ConnectionLost, lost.Error);
        connection.Close();
    }

    [Fact]
    public async Task CloseEndsAWaitingRead()
    {
        using OpenSslServer server = new(_root.Server, _root);
        ITlsConnection connection = Connect(Parameters(server.Port));
        Task<int> read = Task.Run(() => connection.Read(new byte[16], 0, 16));
        connection.Close();
        Assert.Equal(0, await read.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static string Exchange(IConnection connection, string line)
    {
        byte[] text = Encoding.ASCII.GetBytes(line);
        connection.Write(text, 0, text.Length);
        byte[] buffer = new byte[64];
        StringBuilder answer = new();
        while (!answer.ToString().EndsWith('\n'))
        {
            int count = connection.Read(buffer, 0, buffer.Length);
            Assert.NotEqual(0, count);
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString().TrimEnd('\n');
    }

    private static ITlsConnection Connect(TlsParameters parameters) => new TlsTransport(new HostClock()).Connect(parameters);

    private static TlsException Fails(TlsParameters parameters) => Assert.Throws<TlsException>(() => Connect(parameters));

    private TlsParameters Parameters(int port, TestCertificate? device = null)
    {
        device ??= _root.Device;
        return new TlsParameters
        {
            Host = "127.0.0.1",
            Port = port,
            CertificateChain = [device.Certificate],
            PrivateKey = device.KeyPkcs8,
            Roots = [_root.Authority.Certificate],
            ConnectTimeout = 10000,
        };
    }
}
