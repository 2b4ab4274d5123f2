using System.Diagnostics;
using System.Text.Json;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>Each bad input is refused in one line, and what the token held before is still there.</summary>
public sealed class ImportTests : IDisposable
{
    private static readonly TestPki Pki = new();

    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw", TestKey.P256)]
    [InlineData("raw", TestKey.Rsa2048)]
    [InlineData("stock", TestKey.P256)]
    [InlineData("stock", TestKey.Rsa2048)]
    public void PutsAnIdentityUnderAmazonsLabels(string profile, TestKey kind)
    {
        _folder.WithBoard(profile).WithIdentity(Pki, Pki.IssueDevice(kind, "thing-7"));

        string objects = _folder.Objects();
        foreach (string label in new[] { Labels.DevicePrivateKey, Labels.DevicePublicKey, Labels.DeviceCertificate, Labels.RootCertificate })
        {
            Assert.Contains($"\"{label}\"", objects, StringComparison.Ordinal);
        }

        Assert.Contains("CN=thing-7", objects, StringComparison.Ordinal);
        Assert.Contains(kind == TestKey.P256 ? "P-256" : "RSA-2048", objects, StringComparison.Ordinal);
        Assert.Contains(Labels.DeviceCertificate, NfTokenProcess.Run("objects", _folder.Image).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TakesDerAndTheOlderFormsOfKeys()
    {
        _folder.WithBoard();
        File.WriteAllBytes(_folder["device.crt"], Pki.Device.Certificate);
        File.WriteAllBytes(_folder["ca.crt"], Pki.Authority.Certificate);
        File.WriteAllBytes(_folder["device.p8"], Pki.Device.KeyPkcs8);
        File.WriteAllText(_folder["device.sec1"], Pki.Device.TraditionalKeyPem);

        _folder.Import("device.p8", "device.crt", "ca.crt").Succeeds();
        string first = _folder.Objects();
        _folder.Import("device.sec1", "device.crt", "ca.crt").Succeeds();
        Assert.Equal(4, first.Split("\"label\"").Length - 1);
        Assert.Equal(4, _folder.Objects().Split("\"label\"").Length - 1);
    }

    [Fact]
    public void ANewIdentityReplacesTheOld()
    {
        _folder.WithBoard().WithIdentity(Pki, Pki.IssueDevice(TestKey.P256, "first"));
        _folder.WithIdentity(Pki, Pki.IssueDevice(TestKey.Rsa2048, "second"));

        string objects = _folder.Objects();
        Assert.Contains("CN=second", objects, StringComparison.Ordinal);
        Assert.DoesNotContain("CN=first", objects, StringComparison.Ordinal);
    }

    [Fact]
    public void ARootIsNoIssuerToSend()
    {
        _folder.WithBoard();
        _folder.Write(Pki, Pki.Device);
        _folder.Import(more: ["--jitp", _folder["ca.pem"]]).Succeeds();
        Assert.DoesNotContain(Labels.IssuerCertificate, _folder.Objects(), StringComparison.Ordinal);
    }

    [Fact]
    public void BadFilesAreRefused()
    {
        _folder.WithBoard().WithIdentity(Pki);
        string before = _folder.Objects();
        var other = Pki.IssueDevice(TestKey.P256, "other");
        File.WriteAllText(_folder["other.key"], other.KeyPem);
        File.WriteAllText(_folder["rsa.key"], Pki.RsaDevice.KeyPem);
        File.WriteAllText(_folder["late.pem"], Pki.IssueDevice(TestKey.P256, "late", TestValidity.Expired).CertificatePem);
        File.WriteAllText(_folder["early.pem"], Pki.IssueDevice(TestKey.P256, "early", TestValidity.NotYet).CertificatePem);
        File.WriteAllText(_folder["cut.key"], Pki.Device.KeyPem[..(Pki.Device.KeyPem.Length / 2)]);
        File.WriteAllText(_folder["cut.pem"], Pki.Device.CertificatePem[..(Pki.Device.CertificatePem.Length / 2)]);
        File.WriteAllText(_folder["hole.pem"], Pki.Device.CertificatePem.Remove(100, 64));
        File.WriteAllBytes(_folder["cut.der"], Pki.Device.Certificate[..200]);
        File.WriteAllText(_folder["empty"], string.Empty);
        File.WriteAllText(_folder["text"], "my key");
        File.WriteAllBytes(_folder["huge"], new byte[100_000]);
        using (var p384 = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384))
        {
            File.WriteAllText(_folder["p384.key"], p384.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(_folder["locked.key"], p384.ExportEncryptedPkcs8PrivateKeyPem("secret", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)));
        }

        _folder.Import(key: "other.key").Fails("other.key", "does not belong to", "device.pem");
        _folder.Import(key: "rsa.key").Fails("rsa.key", "does not belong to");
        _folder.Import(key: "cut.key").Fails("cut.key", "cut off");
        _folder.Import(key: "device.pem").Fails("device.pem", "no private key");
        _folder.Import(key: "p384.key").Fails("p384.key", "the token takes P-256 and RSA keys");
        Assert.DoesNotContain("whole PEM", _folder.Import(key: "locked.key").Fails("locked.key", "encrypted").Error, StringComparison.Ordinal);
        _folder.Import(key: "empty").Fails("empty: is empty");
        _folder.Import(key: "text").Fails("text: is neither PEM nor DER");
        _folder.Import(key: "huge").Fails("huge", "the limit is 65536");
        _folder.Import(key: "absent.key").Fails("absent.key", "no such file");
        _folder.Import(key: string.Empty).Fails("is a directory");
        _folder.Import(certificate: "late.pem").Fails("late.pem", "CN=late", "expired on 20");
        _folder.Import(certificate: "early.pem").Fails("early.pem", "CN=early", "not valid before 20");
        _folder.Import(certificate: "cut.pem").Fails("cut.pem", "cut off");
        _folder.Import(certificate: "hole.pem").Fails("hole.pem");
        _folder.Import(certificate: "cut.der").Fails("cut.der");
        _folder.Import(certificate: "device.key").Fails("device.key", "no certificate");
        _folder.Import(root: "cut.pem").Fails("cut.pem", "cut off");
        _folder.Import(root: "absent.pem").Fails("absent.pem", "no such file");
        NfTokenProcess.Run("import", _folder["absent.img"], "--key", _folder["device.key"], "--certificate", _folder["device.pem"], "--root", _folder["ca.pem"])
            .Fails("absent.img", "no such board");

        Assert.Equal(before, _folder.Objects());
    }

    [Fact]
    public void AnExpiredCertificateGoesInByForce()
    {
        _folder.WithBoard();
        _folder.Write(Pki, Pki.IssueDevice(TestKey.P256, "late", TestValidity.Expired));
        _folder.Import(more: ["--force"]).Succeeds();
        Assert.Contains("CN=late", _folder.Objects(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1500)]
    public void AFullFlashKeepsWhatItHolds(int room)
    {
        _folder.WithBoard().WithIdentity(Pki);
        Fill(room);
        string before = _folder.Objects();

        _folder.Write(Pki, Pki.RsaDevice);
        _folder.Import().Fails("full", "nothing was changed");

        Assert.Equal(before, _folder.Objects());
        _folder.Write(Pki, Pki.Device);
    }

    [Fact]
    public void ADamagedObjectIsReportedAndTheOthersAreKept()
    {
        _folder.WithBoard().WithIdentity(Pki);

        // The middle of the device's certificate as it lies in flash.
        byte[] image = File.ReadAllBytes(_folder.Image);
        int at = image.AsSpan().IndexOf(Pki.Device.Certificate.AsSpan(100, 64));
        Assert.True(at > 0x3A0000, "the certificate is not in the partition");
        for (int i = 0; i < 64; i++)
        {
            image[at + i] ^= 0x55;
        }

        File.WriteAllBytes(_folder.Image, image);

        var result = NfTokenProcess.Run("objects", _folder.Image).Fails("damaged", "import again");
        Assert.Contains(Labels.DevicePrivateKey, result.Output, StringComparison.Ordinal);
        Assert.Contains(Labels.RootCertificate, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Labels.DeviceCertificate, result.Output, StringComparison.Ordinal);
        NfTokenProcess.Run("hello", _folder.Image, "--host", "localhost", "--port", "1").Fails(Labels.DeviceCertificate, "damaged");
        NfTokenProcess.Run("board", "info", _folder.Image).Fails("damaged");

        _folder.Import().Succeeds();
        Assert.Equal(4, _folder.Objects().Split("\"label\"").Length - 1);
    }

    [Fact]
    public void ALostEntryIsReported()
    {
        _folder.WithBoard().WithIdentity(Pki);
        uint handle;
        using (var objects = JsonDocument.Parse(_folder.Objects()))
        {
            handle = objects.RootElement.EnumerateArray().First(o => o.GetProperty("label").GetString() == Labels.RootCertificate).GetProperty("handle").GetUInt32();
        }

        // The entry's announcement names the record: here it is wrong in so many bits that it says nothing.
        byte[] image = File.ReadAllBytes(_folder.Image);
        int at = image.AsSpan(0x3A0000, 0x10000).IndexOf(BitConverter.GetBytes(handle));
        Assert.True(at > 0, "the record is not in the partition");
        for (int i = 0; i < 4; i++)
        {
            image[0x3A0000 + at + i] ^= 0x5A;
        }

        File.WriteAllBytes(_folder.Image, image);

        string rest = NfTokenProcess.Run("objects", _folder.Image).Fails("1 entry", "objects may be missing", "new board").Output;
        Assert.Contains(Labels.DevicePrivateKey, rest, StringComparison.Ordinal);
        NfTokenProcess.Run("board", "info", _folder.Image).Fails("objects may be missing");
        NfTokenProcess.Run("hello", _folder.Image, "--host", "localhost", "--port", "1").Fails("objects may be missing");
    }

    [Fact]
    public void TakesAKeyFromAPipe()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _folder.WithBoard();
        _folder.Write(Pki, Pki.Device);
        ProcessStartInfo start = new("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            "-c", "exec dotnet \"$0\" import \"$1\" --key <(cat \"$2\") --certificate \"$3\" --root \"$4\"",
            Path.Combine(AppContext.BaseDirectory, "nftoken.dll"), _folder.Image, _folder["device.key"], _folder["device.pem"], _folder["ca.pem"],
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        NfTokenProcess.Await(process).Succeeds();
        Assert.Contains(Labels.DevicePrivateKey, _folder.Objects(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADeviceCertificateIsNoRoot()
    {
        _folder.WithBoard();
        _folder.Write(Pki, Pki.Device);
        _folder.Import(root: "device.pem").Fails("device.pem", "no certificate of an authority");
        Assert.Equal("[]", _folder.Objects().Trim());
        _folder.Import(root: "device.pem", more: "--force").Succeeds();
    }

    private void Fill(int room)
    {
        using var board = SimulatedBoard.Open(_folder.Image);
        for (uint id = 0x70; board.Store.FreeBytes > room && id < 0x100; id++)
        {
            try
            {
                board.Store.SaveObject(id, new byte[Math.Min(1024, board.Store.FreeBytes - room)]);
            }
            catch (StoreException e) when (e.Error == StoreError.Full)
            {
                break;
            }
        }

        Assert.InRange(board.Store.FreeBytes, 0, room + 64);
    }
}
