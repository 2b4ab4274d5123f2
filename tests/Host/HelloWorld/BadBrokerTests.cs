using System.Globalization;
using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.Tool;
using Xunit;

namespace NfToken.Tests.Host.HelloWorld;

/// <summary>Each way in which a broker or an identity can be wrong: one line, exit status 1, nothing lost.</summary>
public sealed class BadBrokerTests : IDisposable
{
    private static readonly TestPki Pki = new();

    private readonly BoardFolder _folder = new();

    public BadBrokerTests() => _folder.WithBoard().WithIdentity(Pki);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void UnknownAuthority()
    {
        TestPki other = new();
        using var broker = MosquittoBroker.StartTls(other);
        KeepsObjects(() => Hello(broker.Port).Fails("unknown authority", "Root Cert"));
    }

    [Fact]
    public void NameOfTheServer()
    {
        using var broker = MosquittoBroker.Start(new BrokerOptions { Authority = Pki.Authority, Server = Pki.IssueServer(TestKey.P256, "elsewhere.example") });
        KeepsObjects(() => Hello(broker.Port).Fails("not for localhost"));
    }

    [Theory]
    [InlineData(TestValidity.Expired)]
    [InlineData(TestValidity.NotYet)]
    public void DatesOfTheServer(TestValidity validity)
    {
        using var broker = MosquittoBroker.Start(new BrokerOptions { Authority = Pki.Authority, Server = Pki.IssueServer(TestKey.P256, "localhost", validity) });
        KeepsObjects(() => Hello(broker.Port).Fails("server certificate out of date"));
    }

    [Fact]
    public void NobodyListens()
    {
        int port = MosquittoBroker.FreePort();
        KeepsObjects(() => Hello(port).Fails("localhost:" + port.ToString(CultureInfo.InvariantCulture), "is the broker running"));
    }

    [Fact]
    public void NoSuchHost()
    {
        KeepsObjects(() => NfTokenProcess.Run("hello", _folder.Image, "--host", "no-such-host.invalid").Fails("no-such-host.invalid", "no such host"));
    }

    [Fact]
    public void DeviceCertificateOfAnotherAuthority()
    {
        // The right root for the broker, but a device certificate that the broker does not know.
        using var broker = MosquittoBroker.StartTls(Pki);
        _folder.Write(Pki, new TestPki().Device);
        _folder.Import().Succeeds();
        KeepsObjects(() => Hello(broker.Port).Fails("refused Device Cert"));
    }

    [Theory]
    [InlineData(TestValidity.Expired, "Device Cert expired on 20")]
    [InlineData(TestValidity.NotYet, "Device Cert is not valid before 20")]
    public void DatesOfTheDevice(TestValidity validity, string complaint)
    {
        using var broker = MosquittoBroker.StartTls(Pki);
        _folder.Write(Pki, Pki.IssueDevice(TestKey.P256, "dated", validity));
        _folder.Import(more: ["--force"]).Succeeds();
        KeepsObjects(() => Hello(broker.Port).Fails(complaint));
    }

    [Fact]
    public void PortWithoutTls()
    {
        using var broker = MosquittoBroker.Start(new BrokerOptions());
        KeepsObjects(() => Hello(broker.Port).Fails("is it a TLS port?"));
    }

    [Fact]
    public void NotAuthorised()
    {
        // The TLS layer lets the device in; MQTT wants a password that it has not.
        using var broker = MosquittoBroker.Start(new BrokerOptions { Server = Pki.Server, Users = { ["somebody"] = "password" } });
        KeepsObjects(() => Hello(broker.Port).Fails("MQTT: "));
    }

    [Fact]
    public void TopicNotAllowed()
    {
        using var broker = MosquittoBroker.Start(new BrokerOptions
        {
            Authority = Pki.Authority,
            Server = Pki.Server,
            AccessList = "user nobody-of-ours\ntopic readwrite #\n",
        });
        KeepsObjects(() => Hello(broker.Port, "--timeout", "2000").Fails("MQTT: "));
    }

    [Fact]
    public void TheBrokerVanishes()
    {
        using var broker = MosquittoBroker.StartTls(Pki);
        string before = _folder.Objects();
        using var hello = NfTokenProcess.Start(Arguments(broker.Port, "--interval", "200", "--count", "1000"));
        string line;
        do
        {
            line = hello.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the console ended early: " + hello.StandardError.ReadToEnd());
        }
        while (line != "acknowledged: Hello World 2");

        broker.Kill();
        NfTokenProcess.Await(hello).Fails("localhost:" + broker.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(before, _folder.Objects());
    }

    [Fact]
    public void AnotherClientHasTheSameId()
    {
        // MQTT 3.1.1, 3.1.4: the broker drops the client that was there first.
        using var broker = MosquittoBroker.StartTls(Pki);
        using var hello = NfTokenProcess.Start(Arguments(broker.Port, "--client-id", "twin", "--interval", "200", "--count", "1000"));
        while (hello.StandardOutput.ReadLine() is { } line && line != "acknowledged: Hello World 2")
        {
        }

        _folder.Write(Pki, Pki.Device);
        NfTokenProcess.Run(
            "hello", "--host", "localhost", "--port", broker.Port.ToString(CultureInfo.InvariantCulture), "--ca", _folder["ca.pem"],
            "--certificate", _folder["device.pem"], "--key", _folder["device.key"], "--client-id", "twin", "--count", "1", "--topic", "twin").Succeeds();
        NfTokenProcess.Await(hello).Fails("MQTT: ", "the broker's log says why", "same id");
    }

    [Fact]
    public void TheBrokerHangs()
    {
        using var broker = MosquittoBroker.StartTls(Pki);
        using var hello = NfTokenProcess.Start(Arguments(broker.Port, "--interval", "200", "--count", "1000", "--timeout", "1500"));
        while (hello.StandardOutput.ReadLine() is { } line && line != "acknowledged: Hello World 2")
        {
        }

        broker.Freeze();
        try
        {
            NfTokenProcess.Await(hello).Fails("MQTT: ");
        }
        finally
        {
            broker.Thaw();
        }
    }

    [Fact]
    public void NothingProvisioned()
    {
        NfTokenProcess.Run("board", "new", _folder.Image, "--force").Succeeds();
        Hello(1).Fails("Device Priv TLS Key", "import one");
    }

    private void KeepsObjects(Action action)
    {
        string before = _folder.Objects();
        action();
        Assert.Equal(before, _folder.Objects());
    }

    private NfTokenProcess.Result Hello(int port, params string[] more) => NfTokenProcess.Run(Arguments(port, more));

    private string[] Arguments(int port, params string[] more) =>
        ["hello", _folder.Image, "--host", "localhost", "--port", port.ToString(CultureInfo.InvariantCulture), "--fast", .. more];
}
