using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>Images of many devices: each is its own, what is done stays done, and nothing else is left.</summary>
public sealed class ImageBatchTests : IDisposable
{
    private static readonly TestPki Pki = new();

    private readonly BoardFolder _folder = new();

    public ImageBatchTests()
    {
        File.WriteAllText(_folder["ca.pem"], Pki.Authority.CertificatePem);
        File.WriteAllText(_folder["ca.key"], Pki.Authority.KeyPem);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EachDeviceHasItsOwnKeySeedAndCertificate(bool asHex)
    {
        Devices(20, i => $"thing-{i},\"CN=thing-{i}, O=\"\"Acme\"\"\"");
        Create(asHex ? ["--hex"] : []).Succeeds();

        string[] images = Directory.GetFiles(_folder["out"], asHex ? "*.hex" : "*.bin");
        Assert.Equal(20, images.Length);
        Assert.Equal(20, images.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Distinct().Count());
        Assert.Equal(20 + 20 + 1, Directory.GetFileSystemEntries(_folder["out"]).Length);

        string[] manifest = File.ReadAllLines(_folder["out/manifest.csv"]);
        Assert.Equal("name,serial,subject,notAfter,fingerprint,board,image", manifest[0]);
        Assert.Equal(21, manifest.Length);
        foreach (string file in images)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(_folder[$"out/{name}.pem"]));
            string line = Assert.Single(manifest, l => l.StartsWith(name + ",", StringComparison.Ordinal));
            Assert.Contains(certificate.SerialNumber, line, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), line, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), line, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData("bin")]
    [InlineData("hex")]
    public void AnImageBootsABoard(string kind)
    {
        Devices(3, i => $"thing-{i}");
        Create(kind == "hex" ? ["--hex"] : []).Succeeds();
        _folder.WithBoard();
        NfTokenProcess.Run("board", "flash", _folder.Image, _folder[$"out/thing-2.{kind}"]).Succeeds();

        string objects = _folder.Objects();
        Assert.Contains("CN=thing-2", objects, StringComparison.Ordinal);
        Assert.Contains("Device Priv TLS Key", objects, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterruptedRunIsTakenUpAgain()
    {
        Devices(400, i => $"thing-{i}");
        using (Process process = NfTokenProcess.Start(Arguments([])))
        {
            while (!process.HasExited && (!Directory.Exists(_folder["out"]) || Directory.GetFiles(_folder["out"], "*.bin").Length < 30))
            {
                Thread.Yield();
            }

            process.Kill();
            process.WaitForExit();
        }

        // Nothing is left of files that were being written, and what is there has whole lines or none.
        string[] before = Directory.GetFiles(_folder["out"]);
        Assert.All(before, file => Assert.True(file.EndsWith(".bin", StringComparison.Ordinal) || file.EndsWith(".pem", StringComparison.Ordinal) || file.EndsWith(".csv", StringComparison.Ordinal), file));
        Assert.All(before.Where(file => file.EndsWith(".bin", StringComparison.Ordinal)), file => Assert.Equal(0x10000, new FileInfo(file).Length));
        var kept = File.ReadAllLines(_folder["out/manifest.csv"]).Skip(1).Where(line => line.Split(',').Length == 7).SkipLast(1).ToArray();
        Assert.InRange(kept.Length, 1, 399);

        Create([]).Succeeds();
        string[] after = File.ReadAllLines(_folder["out/manifest.csv"]);
        Assert.Equal(401, after.Length);
        Assert.All(kept, line => Assert.Contains(line, after));
        Assert.Contains("0 made, 400 there already", Create([]).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasDamagedIsMadeAgain()
    {
        Devices(5, i => $"thing-{i}");
        Create([]).Succeeds();
        byte[] image = File.ReadAllBytes(_folder["out/thing-3.bin"]);
        image[100] ^= 1;
        File.WriteAllBytes(_folder["out/thing-3.bin"], image);
        File.Delete(_folder["out/thing-4.pem"]);
        File.AppendAllText(_folder["out/manifest.csv"], "thing-9,cut of");

        Assert.Contains("2 made, 3 there already", Create([]).Succeeds().Output, StringComparison.Ordinal);
        Assert.Equal(6, File.ReadAllLines(_folder["out/manifest.csv"]).Length);
    }

    [Theory]
    [InlineData("nom\nx", "names the columns")]
    [InlineData("name,colour\nx,red", "colour")]
    [InlineData("name\n../x", "no name for files")]
    [InlineData("name\nx\nX", "twice")]
    [InlineData("name,subject\nx,CN", "distinguished name")]
    [InlineData("name,subject\nx", "2 columns")]
    [InlineData("name\n\"x", "CSV")]
    [InlineData("name\n", "no device")]
    public void ABadListIsRefusedBeforeAnythingIsMade(string list, string complaint)
    {
        File.WriteAllText(_folder["devices.csv"], list);
        Create([]).Fails("devices.csv", complaint);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void TheAuthoritysFilesMustFit()
    {
        Devices(1, i => $"thing-{i}");
        File.WriteAllText(_folder["ca.key"], new TestPki().Authority.KeyPem);
        Create([]).Fails("ca.key", "does not belong");
        File.WriteAllText(_folder["ca.pem"], Pki.Device.CertificatePem);
        Create([]).Fails("ca.pem", "no authority");
    }

    [Fact]
    public void WhatIsReadIsNotOverwritten()
    {
        Devices(1, _ => "ca");
        NfTokenProcess.Run("image", "create", Path.GetDirectoryName(_folder.Image)!, "--batch", _folder["devices.csv"], "--ca", _folder["ca.pem"], "--ca-key", _folder["ca.key"], "--root", _folder["ca.pem"])
            .Fails("ca.pem", "choose another name");
        Assert.Equal(Pki.Authority.CertificatePem, File.ReadAllText(_folder["ca.pem"]));

        File.WriteAllText(_folder["device.pem"], Pki.Device.CertificatePem);
        File.WriteAllText(_folder["device.key"], Pki.Device.KeyPem);
        _folder.WithBoard();
        byte[] board = File.ReadAllBytes(_folder.Image);
        OneImage("device.key").Fails("device.key", "choose another name");
        OneImage("board.img").Fails("board.img", "simulated board");
        OneImage(".").Fails("is a directory");
        OneImage("none/one.bin").Fails("none", "no such directory");
        Assert.Equal(Pki.Device.KeyPem, File.ReadAllText(_folder["device.key"]));
        Assert.Equal(board, File.ReadAllBytes(_folder.Image));
    }

    [Fact]
    public void RootsAreAuthorities()
    {
        Devices(1, i => $"thing-{i}");
        File.WriteAllText(_folder["root.pem"], Pki.Device.CertificatePem);
        NfTokenProcess.Run("image", "create", _folder["out"], "--batch", _folder["devices.csv"], "--ca", _folder["ca.pem"], "--ca-key", _folder["ca.key"], "--root", _folder["root.pem"])
            .Fails("root.pem", "no certificate of an authority");
    }

    [Fact]
    public void CertificatesThatEndWithTheCaAreTold()
    {
        Devices(1, i => $"thing-{i}");
        Create(["--days", "36500"]).Succeeds().Shows("certificates end with the CA's own");
        File.Delete(_folder["out/thing-1.bin"]);
        string output = Create(["--days", "1"]).Succeeds().Output;
        Assert.DoesNotContain("certificates end", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("%", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectoryIsWanted()
    {
        Devices(1, i => $"thing-{i}");
        File.WriteAllText(_folder["out"], "here");
        Create([]).Fails("out", "name a directory");
        Assert.Equal("here", File.ReadAllText(_folder["out"]));
    }

    [Fact]
    public void AnEncryptedKeyOpensWithItsPassphrase()
    {
        Devices(1, i => $"thing-{i}");
        using var key = ECDsa.Create();
        key.ImportFromPem(Pki.Authority.KeyPem);
        File.WriteAllText(_folder["ca.key"], key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)));
        Create([]).Fails("ca.key", "--ca-passphrase");
        File.WriteAllText(_folder["pass"], "wrong\n");
        Create(["--ca-passphrase", _folder["pass"]]).Fails("ca.key");
        File.WriteAllText(_folder["pass"], "open sesame\n");
        Create(["--ca-passphrase", _folder["pass"]]).Succeeds();
    }

    [Fact]
    public void ADriveHasNoImage()
    {
        Devices(1, i => $"thing-{i}");
        Create(["--profile", "stock"]).Fails("stock", "UART");
    }

    [Fact]
    public void OneImageFromFiles()
    {
        File.WriteAllText(_folder["device.pem"], Pki.Device.CertificatePem);
        File.WriteAllText(_folder["device.key"], Pki.Device.KeyPem);
        string[] files = ["--key", _folder["device.key"], "--certificate", _folder["device.pem"], "--root", _folder["ca.pem"]];
        var made = NfTokenProcess.Run(["image", "create", _folder["one.bin"], .. files]).Succeeds();
        Assert.Contains("write_flash 0x3A0000", made.Output, StringComparison.Ordinal);
        _folder.WithBoard();
        NfTokenProcess.Run("board", "flash", _folder.Image, _folder["one.bin"]).Succeeds();
        Assert.Contains("Device Cert", _folder.Objects(), StringComparison.Ordinal);
        NfTokenProcess.Run("image", "create", _folder["x.bin"], "--root", _folder["ca.pem"]).IsMisuse("--key");
    }

    private NfTokenProcess.Result OneImage(string output) =>
        NfTokenProcess.Run("image", "create", _folder[output], "--key", _folder["device.key"], "--certificate", _folder["device.pem"], "--root", _folder["ca.pem"]);

    private void Devices(int count, Func<int, string> line) =>
        File.WriteAllLines(_folder["devices.csv"], Enumerable.Range(1, count).Select(line).Prepend(line(1).Contains(',', StringComparison.Ordinal) ? "name,subject" : "name"));

    private string[] Arguments(string[] more) =>
        ["image", "create", _folder["out"], "--batch", _folder["devices.csv"], "--ca", _folder["ca.pem"], "--ca-key", _folder["ca.key"], "--root", _folder["ca.pem"], .. more];

    private NfTokenProcess.Result Create(string[] more) => NfTokenProcess.Run(Arguments(more));
}
