using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Broker;
using Xunit;
using static NfToken.Tests.Host.Tool.InspectedBoard;

namespace NfToken.Tests.Host.Tool;

public sealed class BoardInspectTests : IDisposable
{
    private static readonly TestPki Pki = new();

    private readonly InspectedBoard _board = new();

    public void Dispose() => _board.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("stock")]
    public void AStoreIsShownAsItIs(string profile)
    {
        _board.Folder.WithBoard(profile).WithIdentity(Pki);
        using var report = _board.Inspect();
        var root = report.RootElement;
        Assert.Equal("store", root.GetProperty("content").GetString());
        Assert.Equal(profile == "raw" ? "flash" : "drive", root.GetProperty("store").GetString());
        Assert.Equal(profile, root.GetProperty("profile").GetString());
        Assert.Empty(root.GetProperty("notes").EnumerateArray());

        var live = root.GetProperty("records").EnumerateArray().Where(record => Text(record, "state") == "live").ToArray();
        Assert.All(live, record => Assert.Equal("right", Text(record, "checksum")));
        Assert.Equal(
            new[] { Labels.DeviceCertificate, Labels.DevicePrivateKey, Labels.DevicePublicKey, Labels.RootCertificate, null }.Order(),
            live.Select(record => Text(record, "label")).Order());
        var certificate = live.Single(record => Text(record, "label") == Labels.DeviceCertificate);
        Assert.Equal("certificate", Text(certificate, "kind"));
        Assert.StartsWith("0x02", Text(certificate, "id"), StringComparison.Ordinal);
        Assert.Contains("CN=", Text(certificate, "detail"), StringComparison.Ordinal);
        Assert.Equal("random seed", Text(live.Single(record => Text(record, "label") == null), "kind"));

        // Where it says that a certificate lies, the certificate lies.
        var place = certificate.GetProperty("places")[0];
        byte[] bytes = profile == "raw"
            ? File.ReadAllBytes(_board.Folder.Image)[(Partition + (4096 * place.GetProperty("block").GetInt32()))..]
            : File.ReadAllBytes(Path.Combine(_board.Folder.Image + ".drive", Text(place, "file")!));
        Assert.True(bytes.AsSpan(place.GetProperty("offset").GetInt32(), place.GetProperty("length").GetInt32()).IndexOf(Pki.Device.Certificate) > 0);

        string table = NfTokenProcess.Run("board", "inspect", _board.Folder.Image).Succeeds().Output;
        Assert.Contains(Labels.DevicePrivateKey, table, StringComparison.Ordinal);
        Assert.Contains("█", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table);
    }

    [Fact]
    public void EachByteIsOfOneSort()
    {
        _board.Folder.WithBoard().WithIdentity(Pki).WithIdentity(Pki);
        using var report = _board.Inspect();
        AssertAddsUp(report.RootElement);
        var bytes = report.RootElement.GetProperty("bytes");
        Assert.True(bytes.GetProperty("dead").GetInt64() > 1000);
        Assert.Equal(0, bytes.GetProperty("damaged").GetInt64());
        Assert.Equal(16, report.RootElement.GetProperty("blocks").GetArrayLength());
        Assert.Equal(1u, report.RootElement.GetProperty("wear").GetProperty("least").GetUInt32());
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("stock")]
    public void NothingIsChanged(string profile)
    {
        _board.Folder.WithBoard(profile).WithIdentity(Pki);
        if (profile == "stock")
        {
            // What a start would clear away.
            File.WriteAllBytes(Path.Combine(_board.Folder.Image + ".drive", "02000099.000"), []);
            File.WriteAllBytes(Path.Combine(_board.Folder.Image + ".drive", "02000099.001"), [1, 2, 3]);
        }
        else
        {
            byte[] image = File.ReadAllBytes(_board.Folder.Image);
            image.AsSpan(Partition + (5 * 4096), 16).Clear();
            File.WriteAllBytes(_board.Folder.Image, image);
        }

        string before = _board.Hashes();
        _board.Inspect().Dispose();
        NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--all").Succeeds();
        string picture = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--svg", picture).Succeeds();
        }
        finally
        {
            File.Delete(picture);
        }

        Assert.Equal(before, _board.Hashes());
    }

    [Theory]
    [InlineData("raw", false)]
    [InlineData("raw", true)]
    [InlineData("stock", false)]
    public void NoKeyIsShown(string profile, bool isDamaged)
    {
        _board.Folder.WithBoard(profile).WithIdentity(Pki);
        byte[] seed;
        using (var board = SimulatedBoard.Open(_board.Folder.Image))
        {
            seed = board.Store.GetObjectValue(SystemRecord.Seed);
        }

        using var key = ECDsa.Create();
        key.ImportFromPem(Pki.Device.KeyPem);
        byte[] scalar = key.ExportParameters(true).D!;
        byte[] image = File.ReadAllBytes(_board.Folder.Image);
        int at = image.AsSpan().IndexOf(scalar);
        Assert.Equal(profile == "raw", at >= 0);
        if (isDamaged)
        {
            image[at - 1] ^= 1;
            File.WriteAllBytes(_board.Folder.Image, image);
        }

        string picture = _board.Folder["map.svg"];
        byte[] output = Encoding.UTF8.GetBytes(
            NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--all", "--svg", picture).Succeeds().Output
            + NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--json").Succeeds().Output);
        byte[] shown = [.. output, .. File.ReadAllBytes(picture)];
        foreach (byte[] secret in new[] { scalar, seed })
        {
            for (int start = 0; start + 6 <= secret.Length; start++)
            {
                AssertAbsent(shown, secret.AsSpan(start, 6));
            }
        }

        // The search finds what is there.
        Assert.True(shown.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Labels.RootCertificate)) >= 0);
    }

    [Fact]
    public void ADumpOfThePartitionWillDo()
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        File.WriteAllBytes(_board.Folder["dump.bin"], File.ReadAllBytes(_board.Folder.Image)[Partition..(Partition + PartitionSize)]);
        NfTokenProcess.Run("board", "inspect", _board.Folder["dump.bin"]).Fails("dump.bin.board", "--board");
        using var report = JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", _board.Folder["dump.bin"], "--board", "ESP32_REV0", "--json").Succeeds().Output);
        Assert.Equal("store", Text(report.RootElement, "content"));
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.RootCertificate);
    }

    [Fact]
    public void ADrivesFilesAreShown()
    {
        _board.Folder.WithBoard("stock").WithIdentity(Pki);
        string drive = _board.Folder.Image + ".drive";
        string certificate = Directory.GetFiles(drive, "02*").Order().First();
        byte[] content = File.ReadAllBytes(certificate);
        content[^1] ^= 1;
        File.WriteAllBytes(certificate, content);
        File.WriteAllBytes(Path.Combine(drive, Path.ChangeExtension(Directory.GetFiles(drive, "04*")[0], ".002")), [1, 2, 3]);
        File.WriteAllText(Path.Combine(drive, "NOTES.TXT"), "mine");
        File.WriteAllBytes(Path.Combine(drive, "01000001.000"), []);

        foreach (string image in new[] { _board.Folder.Image, drive })
        {
            using var report = JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", image, "--json").Succeeds().Output);
            var files = report.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => Text(file, "name")!, file => Text(file, "state"));
            Assert.Equal("damaged", files[Path.GetFileName(certificate)]);
            Assert.Equal("foreign", files["NOTES.TXT"]);
            Assert.Equal("mark", files["FORMAT.NFT"]);
            Assert.Equal("absence", files["01000001.000"]);
            Assert.Equal("unfinished", files[Path.GetFileName(Directory.GetFiles(drive, "04*.002")[0])]);
            Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.DevicePrivateKey);
        }

        File.Delete(Path.Combine(drive, "FORMAT.NFT"));
        using var unmarked = _board.Inspect();
        Assert.Equal("foreign", Text(unmarked.RootElement, "content"));
    }

    [Fact]
    public void ThePictureIsWellFormedWhateverTheFileIsCalled()
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        string strange = _board.Folder["<a & \"b\">.img"];
        File.Copy(_board.Folder.Image, strange);
        File.Copy(_board.Folder.Image + ".board", strange + ".board");
        string picture = _board.Folder["map.svg"];
        NfTokenProcess.Run("board", "inspect", strange, "--svg", picture).Succeeds();
        var svg = XDocument.Load(picture);
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(space + "svg", svg.Root!.Name);
        Assert.True(svg.Descendants(space + "rect").Count() > 16 * 2);
        Assert.Contains(svg.Descendants(space + "text"), text => text.Value == Labels.DeviceCertificate);
        Assert.Contains(svg.Descendants(space + "title"), title => title.Value.Contains("live, record 0x04", StringComparison.Ordinal));
    }

    [Fact]
    public void MisuseIsNamed()
    {
        _board.Folder.WithBoard();
        NfTokenProcess.Run("board", "inspect", _board.Folder["absent.img"]).Fails("absent.img", "no such file");
        NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--board", "ESP99").IsMisuse("--board", "ESP99", "ESP32_REV0");
        NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--board", "ESP32_REV0", "--profile", "rare").IsMisuse("--profile", "stock, raw");
        NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--profile", "stock").Fails(".drive is missing", "--profile");
        string before = _board.Hashes();
        foreach (string picture in new[] { _board.Folder.Image, _board.Folder.Image + ".board" })
        {
            NfTokenProcess.Run("board", "inspect", _board.Folder.Image, "--svg", picture).Fails("belongs to the board");
        }

        Assert.Equal(before, _board.Hashes());
        using (SimulatedBoard.Open(_board.Folder.Image))
        {
            NfTokenProcess.Run("board", "inspect", _board.Folder.Image).Fails(_board.Folder.Image, "another program has it open");
        }
    }

    private static void AssertAbsent(ReadOnlySpan<byte> output, ReadOnlySpan<byte> secret)
    {
        Assert.True(output.IndexOf(secret) < 0);
        Assert.True(output.IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret))) < 0);
        Assert.True(output.IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(secret))) < 0);
        byte[] base64 = new byte[Base64.GetMaxEncodedToUtf8Length(secret.Length)];
        Base64.EncodeToUtf8(secret, base64, out _, out int length);
        Assert.True(output.IndexOf(base64.AsSpan(0, length)) < 0);
    }
}
