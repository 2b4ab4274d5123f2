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

namespace NfToken.Tests.Host.Tool;

public sealed class BoardInspectTests : IDisposable
{
    private const int Partition = 0x3A0000;
    private const int PartitionSize = 0x10000;

    private static readonly TestPki Pki = new();

    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("stock")]
    public void AStoreIsShownAsItIs(string profile)
    {
        _folder.WithBoard(profile).WithIdentity(Pki);
        using var report = Inspect();
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
            ? File.ReadAllBytes(_folder.Image)[(Partition + (4096 * place.GetProperty("block").GetInt32()))..]
            : File.ReadAllBytes(Path.Combine(_folder.Image + ".drive", Text(place, "file")!));
        Assert.True(bytes.AsSpan(place.GetProperty("offset").GetInt32(), place.GetProperty("length").GetInt32()).IndexOf(Pki.Device.Certificate) > 0);

        string table = NfTokenProcess.Run("board", "inspect", _folder.Image).Succeeds().Output;
        Assert.Contains(Labels.DevicePrivateKey, table, StringComparison.Ordinal);
        Assert.Contains("█", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table);
    }

    [Fact]
    public void EachByteIsOfOneSort()
    {
        _folder.WithBoard().WithIdentity(Pki).WithIdentity(Pki);
        using var report = Inspect();
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
        _folder.WithBoard(profile).WithIdentity(Pki);
        if (profile == "stock")
        {
            // What a start would clear away.
            File.WriteAllBytes(Path.Combine(_folder.Image + ".drive", "02000099.000"), []);
            File.WriteAllBytes(Path.Combine(_folder.Image + ".drive", "02000099.001"), [1, 2, 3]);
        }
        else
        {
            byte[] image = File.ReadAllBytes(_folder.Image);
            image.AsSpan(Partition + (5 * 4096), 16).Clear();
            File.WriteAllBytes(_folder.Image, image);
        }

        string before = Hashes();
        Inspect().Dispose();
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--all").Succeeds();
        string picture = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            NfTokenProcess.Run("board", "inspect", _folder.Image, "--svg", picture).Succeeds();
        }
        finally
        {
            File.Delete(picture);
        }

        Assert.Equal(before, Hashes());
    }

    [Theory]
    [InlineData("raw", false)]
    [InlineData("raw", true)]
    [InlineData("stock", false)]
    public void NoKeyIsShown(string profile, bool isDamaged)
    {
        _folder.WithBoard(profile).WithIdentity(Pki);
        byte[] seed;
        using (var board = SimulatedBoard.Open(_folder.Image))
        {
            seed = board.Store.GetObjectValue(SystemRecord.Seed);
        }

        using var key = ECDsa.Create();
        key.ImportFromPem(Pki.Device.KeyPem);
        byte[] scalar = key.ExportParameters(true).D!;
        byte[] image = File.ReadAllBytes(_folder.Image);
        int at = image.AsSpan().IndexOf(scalar);
        Assert.Equal(profile == "raw", at >= 0);
        if (isDamaged)
        {
            image[at - 1] ^= 1;
            File.WriteAllBytes(_folder.Image, image);
        }

        string picture = _folder["map.svg"];
        byte[] output = Encoding.UTF8.GetBytes(
            NfTokenProcess.Run("board", "inspect", _folder.Image, "--all", "--svg", picture).Succeeds().Output
            + NfTokenProcess.Run("board", "inspect", _folder.Image, "--json").Succeeds().Output);
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
    public void DamageIsShown()
    {
        _folder.WithBoard().WithIdentity(Pki);
        Damage(image => image.AsSpan().IndexOf(Pki.Device.Certificate.AsSpan(100, 64)), 64);
        using var report = Inspect();
        AssertAddsUp(report.RootElement);
        var damaged = report.RootElement.GetProperty("records").EnumerateArray().Single(record => Text(record, "state") == "damaged");
        Assert.Equal("wrong", Text(damaged, "checksum"));
        Assert.Equal("certificate", Text(damaged, "kind"));
        Assert.Equal(JsonValueKind.Null, damaged.GetProperty("label").ValueKind);
        Assert.True(report.RootElement.GetProperty("bytes").GetProperty("damaged").GetInt64() >= damaged.GetProperty("length").GetInt32());
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.DevicePrivateKey);
        Assert.Contains("!", NfTokenProcess.Run("board", "inspect", _folder.Image).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryBeyondNamingIsShown()
    {
        _folder.WithBoard().WithIdentity(Pki);
        byte[] id;
        using (var whole = Inspect())
        {
            id = BitConverter.GetBytes(Convert.ToUInt32(Text(whole.RootElement.GetProperty("records").EnumerateArray().First(r => Text(r, "label") == Labels.RootCertificate), "id"), 16));
        }

        Damage(image => image.AsSpan().IndexOf(id), 4);
        using var report = Inspect();
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "state") == "lost" && Text(record, "id") == null);
        Assert.Contains("not even the record", report.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blank")]
    [InlineData("foreign")]
    [InlineData("otherVersion")]
    public void WhatIsNoStoreOfOursIsShown(string content)
    {
        _folder.WithBoard().WithIdentity(Pki);
        byte[] image = File.ReadAllBytes(_folder.Image);
        var partition = image.AsSpan(Partition, PartitionSize);
        switch (content)
        {
            case "blank": partition.Fill(0xFF); break;
            case "foreign": new Random(1).NextBytes(partition); break;
            default:
                for (int block = 0; block < PartitionSize; block += 4096)
                {
                    partition[block + 4] = 99;
                    BitConverter.TryWriteBytes(partition[(block + 12)..], Crc32(partition.Slice(block, 12)));
                }

                break;
        }

        File.WriteAllBytes(_folder.Image, image);
        using var report = Inspect();
        Assert.Equal(content, Text(report.RootElement, "content"));
        Assert.Single(report.RootElement.GetProperty("notes").EnumerateArray());
        Assert.Empty(report.RootElement.GetProperty("records").EnumerateArray());
        AssertAddsUp(report.RootElement);
        Assert.True(XDocument.Load(Picture()).Descendants().Count() > 16);
    }

    [Fact]
    public void ADumpOfThePartitionWillDo()
    {
        _folder.WithBoard().WithIdentity(Pki);
        File.WriteAllBytes(_folder["dump.bin"], File.ReadAllBytes(_folder.Image)[Partition..(Partition + PartitionSize)]);
        NfTokenProcess.Run("board", "inspect", _folder["dump.bin"]).Fails("dump.bin.board", "--board");
        using var report = JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", _folder["dump.bin"], "--board", "ESP32_REV0", "--json").Succeeds().Output);
        Assert.Equal("store", Text(report.RootElement, "content"));
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.RootCertificate);
    }

    [Fact]
    public void AShortImageIsShownAsFarAsItGoes()
    {
        _folder.WithBoard().WithIdentity(Pki);
        File.WriteAllBytes(_folder.Image, File.ReadAllBytes(_folder.Image)[..(Partition + 8192)]);
        using var report = Inspect();
        Assert.Equal("store", Text(report.RootElement, "content"));
        Assert.Contains("not in it", report.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.RootCertificate);

        File.WriteAllText(_folder.Image, "no image");
        using var text = Inspect();
        Assert.Equal("blank", Text(text.RootElement, "content"));
    }

    [Fact]
    public void ADrivesFilesAreShown()
    {
        _folder.WithBoard("stock").WithIdentity(Pki);
        string drive = _folder.Image + ".drive";
        string certificate = Directory.GetFiles(drive, "02*").Order().First();
        byte[] content = File.ReadAllBytes(certificate);
        content[^1] ^= 1;
        File.WriteAllBytes(certificate, content);
        File.WriteAllBytes(Path.Combine(drive, Path.ChangeExtension(Directory.GetFiles(drive, "04*")[0], ".002")), [1, 2, 3]);
        File.WriteAllText(Path.Combine(drive, "NOTES.TXT"), "mine");
        File.WriteAllBytes(Path.Combine(drive, "01000001.000"), []);

        foreach (string image in new[] { _folder.Image, drive })
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
        using var unmarked = Inspect();
        Assert.Equal("foreign", Text(unmarked.RootElement, "content"));
    }

    [Fact]
    public void ThePictureIsWellFormedWhateverTheFileIsCalled()
    {
        _folder.WithBoard().WithIdentity(Pki);
        string strange = _folder["<a & \"b\">.img"];
        File.Copy(_folder.Image, strange);
        File.Copy(_folder.Image + ".board", strange + ".board");
        string picture = _folder["map.svg"];
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
        _folder.WithBoard();
        NfTokenProcess.Run("board", "inspect", _folder["absent.img"]).Fails("absent.img", "no such file");
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--board", "ESP99").IsMisuse("--board", "ESP99", "ESP32_REV0");
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--board", "ESP32_REV0", "--profile", "rare").IsMisuse("--profile", "stock, raw");
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--profile", "stock").Fails(".drive is missing", "--profile");
        string before = Hashes();
        foreach (string picture in new[] { _folder.Image, _folder.Image + ".board" })
        {
            NfTokenProcess.Run("board", "inspect", _folder.Image, "--svg", picture).Fails("belongs to the board");
        }

        Assert.Equal(before, Hashes());
        using (SimulatedBoard.Open(_folder.Image))
        {
            NfTokenProcess.Run("board", "inspect", _folder.Image).Fails(_folder.Image, "another program has it open");
        }
    }

    /// <summary>The same sum that the format has: IEEE 802.3.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte one in data)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void AssertAddsUp(JsonElement report)
    {
        long sum = report.GetProperty("bytes").EnumerateObject().Sum(sort => sort.Value.GetInt64());
        Assert.Equal(PartitionSize, sum);
        foreach (var block in report.GetProperty("blocks").EnumerateArray())
        {
            int next = 0;
            foreach (var stretch in block.GetProperty("stretches").EnumerateArray())
            {
                Assert.Equal(next, stretch.GetProperty("offset").GetInt32());
                next += stretch.GetProperty("length").GetInt32();
            }

            Assert.Equal(block.GetProperty("size").GetInt32(), next);
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

    private JsonDocument Inspect() => JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", _folder.Image, "--json").Succeeds().Output);

    private string Picture()
    {
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--svg", _folder["map.svg"]).Succeeds();
        return _folder["map.svg"];
    }

    private void Damage(Func<byte[], int> find, int count)
    {
        byte[] image = File.ReadAllBytes(_folder.Image);
        int at = find(image);
        Assert.True(at >= Partition);
        for (int i = 0; i < count; i++)
        {
            image[at + i] ^= 0x5A;
        }

        File.WriteAllBytes(_folder.Image, image);
    }

    private string Hashes()
    {
        string folder = Path.GetDirectoryName(_folder.Image)!;
        return string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => file + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
    }
}
