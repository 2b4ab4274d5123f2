using System.Security.Cryptography;
using System.Text;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.Tool;
using Xunit;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>Where <c>nftoken provision</c> has certificates from, and what else it brings to a board.</summary>
public sealed class ProvisionSourceTests : IDisposable
{
    private readonly BoardFolder _folder = new BoardFolder().WithBoard();
    private readonly TestPki _pki = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ACommandSigns()
    {
        _folder.Authority(_pki, "ca");
        Provision("--sign-command", $"openssl x509 -req -CA '{_folder["ca.pem"]}' -CAkey '{_folder["ca.key"]}' -days 60 2>/dev/null", "--root", _folder["ca.pem"], "--name", "signed")
            .Succeeds().Shows("issued by CN=NfToken Test CA");
        Provision("--sign-command", "exit 3", "--name", "signed").Succeeds().Shows("kept: CN=signed");
        Provision("--sign-command", "cat", "--name", "other").Fails("'cat': there is no certificate in it");
    }

    [Fact]
    public void APersonPastesTheCertificate()
    {
        _folder.Authority(_pki, "ca");
        var intermediate = _pki.CreateIntermediate("issuing");
        using var process = NfTokenProcess.StartTyping("provision", _folder.Image, "--paste", "--root", _folder["ca.pem"], "--name", "pasted");
        StringBuilder request = new();
        bool isWithin = false;
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("Have this request signed", StringComparison.Ordinal))
        {
            isWithin |= line == "-----BEGIN CERTIFICATE REQUEST-----";
            request.Append(isWithin ? line + "\n" : string.Empty);
        }

        // As people paste: an empty line first, what openssl prints before it, blanks at the end of lines.
        string typed = "\nCertificate:\n    Version: 3\n\n" + Sign(intermediate, request.ToString()) + intermediate.Authority.CertificatePem.Replace("\n", "  \n", StringComparison.Ordinal);
        foreach (string line in typed.TrimEnd().Split('\n'))
        {
            process.StandardInput.WriteLine(line);
        }

        process.StandardInput.Close();
        NfTokenProcess.Await(process).Succeeds().Shows("CN=pasted");
        Assert.Contains("JITP Cert", _folder.Objects(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingPastedLeavesTheKeyForTheNextTime()
    {
        Provision("--paste", "--name", "pasted").Fails("nothing was pasted", "run the same again");
        Assert.Contains("Device Priv", _folder.Objects(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARequestMaySignedLaterAndTheCertificateComeAsAFile()
    {
        Provision("--certificate", Write("early.pem", _pki.Device.CertificatePem)).Fails("is for another key", "has none yet");
        Assert.DoesNotContain("Device Priv", _folder.Objects(), StringComparison.Ordinal);

        string request = _folder["request.pem"];
        Provision("--sign-command", $"cat > '{request}'; exit 1", "--name", "filed").Fails("status 1");
        string certificate = Write("filed.pem", Sign(_pki, File.ReadAllText(request)));
        string[] filed = ["--certificate", certificate, .. Root()];
        Provision(filed).Succeeds().Shows("CN=filed");
        string before = _folder.Objects();
        Provision(filed).Succeeds().Shows("kept: CN=filed");
        Assert.Equal(before, _folder.Objects());

        // A renewed one of the same key comes beside it; one of another key does not, and leaves no key behind.
        Provision("--certificate", Write("renewed.pem", Sign(_pki, File.ReadAllText(request)))).Succeeds().Shows("2 identities");
        Assert.Equal(2, Count(_folder.Objects(), "Device Cert"));
        Provision("--certificate", Write("other.pem", _pki.Device.CertificatePem)).Fails("is for another key");
        Assert.Equal(1, Count(_folder.Objects(), "Device Priv"));
    }

    [Fact]
    public void ACertificateOfAnotherAuthorityIsNotKeptInSilence()
    {
        string[] first = _folder.Local(_pki, "lamp");
        Provision(first).Succeeds();
        string before = _folder.Objects();

        // One of the same name, too: the signature counts.
        foreach (TestPki other in new[] { new TestPki(name: "Other"), new TestPki() })
        {
            Provision([.. _folder.Authority(other, "other"), "--name", "lamp"]).Fails("CN=lamp", "was issued by CN=NfToken Test CA", "nothing was changed", "--rotate");
            Assert.Equal(before, _folder.Objects());
        }

        Provision([.. _folder.Authority(new TestPki(name: "Other"), "other"), "--name", "lamp", "--rotate"]).Succeeds().Shows("issued by CN=Other");
    }

    [Fact]
    public void ACertificateFromBelowTheAuthorityIsIts()
    {
        Provision([.. _folder.Authority(_pki.CreateIntermediate("issuing"), "issuing"), .. Root(), "--name", "deep"]).Succeeds();
        Provision([.. _folder.Authority(_pki, "ca"), "--name", "deep"]).Succeeds().Shows("kept: CN=deep");
    }

    [Fact]
    public void TheRegisteredAuthorityIsSentAlongForJustInTimeProvisioning()
    {
        string[] local = [.. _folder.Local(_pki, "jitp"), "--jitp", Write("registered.pem", _pki.Authority.CertificatePem)];
        Provision(local).Succeeds();
        Assert.Equal(1, Count(_folder.Objects(), "JITP Cert"));
        Provision(local).Succeeds().Shows("kept: CN=jitp");
        Assert.Equal(1, Count(_folder.Objects(), "JITP Cert"));

        TestPki stranger = new(name: "Stranger");
        Provision([.. _folder.Local(_pki, "jitp"), "--jitp", Write("stranger.pem", stranger.Authority.CertificatePem)]).Fails("CN=Stranger", "is no issuer of", "--jitp");
        Provision([.. _folder.Local(_pki, "next"), "--jitp", _folder["stranger.pem"]]).Fails("CN=Stranger", "is no issuer of");
    }

    [Fact]
    public void IssuersCanComeLaterToo()
    {
        string[] local = _folder.Local(_pki, "late");
        Provision(local).Succeeds();
        Provision([.. local, "--jitp", _folder["ca.pem"]]).Succeeds().Shows("kept: CN=late");
        Assert.Equal(1, Count(_folder.Objects(), "JITP Cert"));
    }

    [Fact]
    public void TheCodeVerificationKeyComesInEveryForm()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] local = _folder.Local(_pki, "code");
        Provision([.. local, "--code-key", Write("code.pem", key.ExportSubjectPublicKeyInfoPem())]).Succeeds();
        string before = _folder.Objects();
        Assert.Equal(1, Count(before, "Code Verify Key"));
        File.WriteAllBytes(_folder["code.der"], key.ExportSubjectPublicKeyInfo());
        Provision([.. local, "--code-key", _folder["code.der"]]).Succeeds();
        Assert.Equal(before, _folder.Objects());

        Provision([.. local, "--code-key", _folder["ca.pem"]]).Succeeds();
        Assert.Equal(1, Count(_folder.Objects(), "Code Verify Key"));
        Assert.NotEqual(before, _folder.Objects());
        Provision([.. local, "--code-key", _folder["ca.key"]]).Fails("ca.key", "there is no certificate in it");
    }

    [Fact]
    public void ATokenWithAPinIsProvisionedWithIt()
    {
        SetPin("4711");
        string[] local = _folder.Local(_pki, "pin");
        Provision(local).Fails("wants a PIN", "--pin-file");
        Provision([.. local, "--pin-file", Write("wrong", "0815\n")]).Fails("CKR_PIN_INCORRECT");
        string[] right = [.. local, "--pin-file", Write("pin", "4711\n")];
        Provision(right).Succeeds();

        // On a board that stays on, the log-in of the first run still holds in the second, which finds the identity.
        using BoardProcess board = new(_folder.Image);
        ProvisionFolder.Provision(board.Path, right).Succeeds().Shows("kept: CN=pin");
        ProvisionFolder.Provision(board.Path, right).Succeeds().Shows("kept: CN=pin");
    }

    private NfTokenProcess.Result Provision(params string[] arguments) => ProvisionFolder.Provision(_folder.Image, arguments);

    private static int Count(string text, string part) => text.Split($"\"{part}").Length - 1;

    private string[] Root()
    {
        _folder.Authority(_pki, "ca");
        return ["--root", _folder["ca.pem"]];
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }

    private static string Sign(TestPki authority, string request) => authority.SignRequest(request);

    private void SetPin(string pin)
    {
        using var board = SimulatedBoard.Open(_folder.Image);
        RandomGenerator random = new(board.GetNoiseSources(), board.Store, null, null);
        Token token = new(new TokenParts(board.Store) { DeviceId = board.DeviceId, Random = random });
        byte[] administrator = "12345678"u8.ToArray();
        Require(token.C_Initialize(null));
        Require(token.C_InitToken(CK.SlotId, administrator, "pin"u8.ToArray()));
        using (var session = TokenSession.Open(token, true))
        {
            Require(token.C_Login(session.Handle, CKU.CKU_SO, administrator));
            Require(token.C_InitPIN(session.Handle, Encoding.ASCII.GetBytes(pin)));
        }

        Require(token.C_Finalize(null));
    }

    private static void Require(uint rv) => Assert.Equal(CKR.CKR_OK, rv);
}
