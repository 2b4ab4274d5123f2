using System.Globalization;
using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.HelloWorld;
using NfToken.Tests.Host.Tool;
using Xunit;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>From a blank board to a connection with Mosquitto, over a pseudo-terminal.</summary>
public sealed class ProvisionTests(TlsBroker fixture) : IClassFixture<TlsBroker>, IDisposable
{
    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "raw")]
    [InlineData(null, "stock")]
    [InlineData(TestKey.P256, "raw")]
    [InlineData(TestKey.Rsa2048, "raw")]
    public void ABlankBoardIsProvisionedRebootedAndConnects(TestKey? imported, string profile)
    {
        string name = $"uart-{imported}-{profile}";
        _folder.WithBoard(profile);
        string[] key = imported is { } kind ? WriteKey(kind) : [];
        using (BoardProcess board = new(_folder.Image))
        {
            string output = Provision(board.Path, [.. Local(name), .. key, "--endpoint", "localhost", "--port", Port, "--topic", "test/" + name]).Succeeds().Output;
            Assert.Contains("done proof", Squeeze(output), StringComparison.Ordinal);
        }

        string console = NfTokenProcess.Run("hello", _folder.Image, "--fast", "--count", "2").Succeeds().Output;
        Assert.Contains("certificate: CN=" + name, console, StringComparison.Ordinal);
        Assert.Contains("connected as: " + name, console, StringComparison.Ordinal);
        Assert.Contains("2 published, 2 acknowledged, 2 echoed, 2 answered", console, StringComparison.Ordinal);
        Assert.True(fixture.Broker.WaitForLog($"u'{name}'", TimeSpan.FromSeconds(10), times: 1), fixture.Broker.Log);
    }

    [Fact]
    public void ASecondRunKeepsWhatIsThereAndADryRunChangesNothing()
    {
        _folder.WithBoard();
        string dry = Provision(_folder.Image, [.. Local("twice"), "--dry-run"]).Succeeds().Output;
        Assert.Contains("would key: P-256, made on the board", Squeeze(dry), StringComparison.Ordinal);
        Assert.DoesNotContain("Device Priv", _folder.Objects(), StringComparison.Ordinal);

        Provision(_folder.Image, Local("twice")).Succeeds();
        string before = _folder.Objects();
        Assert.Contains("kept: CN=twice", Provision(_folder.Image, Local("twice")).Succeeds().Output, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Objects());
    }

    [Fact]
    public void ARunThatWasInterruptedGoesOnWithTheSameKey()
    {
        _folder.WithBoard();
        Provision(_folder.Image, ["--sign-command", "exit 3", "--name", "later"]).Fails("status 3");
        string pending = _folder.Objects();
        Assert.Contains("Device Priv", pending, StringComparison.Ordinal);
        Provision(_folder.Image, Local("later")).Succeeds();
        string id = Id(pending);
        Assert.Equal(id, Id(_folder.Objects()));
    }

    [Fact]
    public void ACertificateForAnotherKeyIsRefusedBeforeItIsStored()
    {
        _folder.WithBoard();
        File.WriteAllText(_folder["other.pem"], fixture.Pki.Device.CertificatePem);
        Provision(_folder.Image, ["--certificate", _folder["other.pem"]]).Fails("is for another key");
        Provision(_folder.Image, ["--sign-command", $"cat >/dev/null; cat {_folder["other.pem"]}"]).Fails("is for another key");
        Assert.DoesNotContain("Device Cert", _folder.Objects(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALockedBoardIsLeftAlone()
    {
        _folder.WithBoard();
        Provision(_folder.Image, [.. Local("locked"), "--lock"]).Succeeds();
        Provision(_folder.Image, Local("locked")).Fails("locked");
    }

    [Fact]
    public void TheOldIdentityGoesWhenTheBrokerTookTheNewAndIsThereUntilThen()
    {
        _folder.WithBoard();
        Provision(_folder.Image, [.. Local("turn"), "--endpoint", "localhost", "--port", Port]).Succeeds();
        string old = Id(_folder.Objects());

        // A certificate of an authority that the broker does not know: the board falls back, and keeps both.
        TestPki stranger = new();
        File.WriteAllText(_folder["stranger.pem"], stranger.Authority.CertificatePem);
        File.WriteAllText(_folder["stranger.key"], stranger.Authority.KeyPem);
        Provision(_folder.Image, ["--ca-certificate", _folder["stranger.pem"], "--ca-key", _folder["stranger.key"], "--name", "turn", "--rotate"]).Succeeds();
        string console = NfTokenProcess.Run("hello", _folder.Image, "--fast", "--count", "1", "--topic", "test/turn").Succeeds().Output;
        Assert.Contains("falling back to the certificate before it", console, StringComparison.Ordinal);
        Assert.Contains(old, _folder.Objects(), StringComparison.Ordinal);

        Provision(_folder.Image, [.. Local("turn"), "--rotate"]).Succeeds();
        console = NfTokenProcess.Run("hello", _folder.Image, "--fast", "--count", "1", "--topic", "test/turn").Succeeds().Output;
        Assert.Contains("old objects destroyed", console, StringComparison.Ordinal);
        Assert.DoesNotContain(old, _folder.Objects(), StringComparison.Ordinal);
    }

    private string Port => fixture.Broker.Port.ToString(CultureInfo.InvariantCulture);

    private static string Squeeze(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static NfTokenProcess.Result Provision(string board, string[] arguments) => ProvisionFolder.Provision(board, arguments);

    // CKA_ID of the first private key.
    private static string Id(string objects)
    {
        using var document = System.Text.Json.JsonDocument.Parse(objects);
        return document.RootElement.EnumerateArray().First(o => o.GetProperty("class").GetString() == "private key").GetProperty("id").GetString()!;
    }

    private string[] Local(string name) => _folder.Local(fixture.Pki, name);

    private string[] WriteKey(TestKey kind)
    {
        using var key = TestPki.NewKey(kind);
        File.WriteAllText(_folder["device.key"], key.ExportPkcs8PrivateKeyPem());
        return ["--key", _folder["device.key"]];
    }
}
