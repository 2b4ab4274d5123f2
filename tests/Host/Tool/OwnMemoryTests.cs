using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>Boards that keep objects in a memory beside their flash: an SPI NOR chip, and sections of FRAM.</summary>
public sealed class OwnMemoryTests : IDisposable
{
    private const int Region = 0x3F0000;
    private const int Section = 256;

    private static readonly TestPki Pki = new();

    private readonly BoardFolder _folder = new();

    private string Chip => _folder.Image + ".chip";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("spi", 0x400000)]
    [InlineData("fram", 0x8000)]
    public void ABoardLivesFromItsMemory(string profile, int size)
    {
        _folder.WithBoard(profile).WithIdentity(Pki);
        Assert.Equal(size, new FileInfo(Chip).Length);
        Assert.Equal(-1, File.ReadAllBytes(_folder.Image).AsSpan().IndexOfAnyExcept((byte)0xFF));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Chip));
        }

        // A second identity replaces the first, and the next start finds it.
        _folder.WithIdentity(Pki);
        using (var objects = JsonDocument.Parse(_folder.Objects()))
        {
            Assert.Equal(4, objects.RootElement.GetArrayLength());
        }

        using (var board = SimulatedBoard.Open(_folder.Image))
        {
            Assert.Equal(SystemRecord.SeedLength, board.Store.GetObjectValue(SystemRecord.Seed).Length);
            NfTokenProcess.Run("objects", _folder.Image).Fails(_folder.Image, "another program has it open");
            NfTokenProcess.Run("board", "inspect", _folder.Image).Fails(_folder.Image, "another program has it open");
        }

        using var info = JsonDocument.Parse(NfTokenProcess.Run("board", "info", _folder.Image, "--json").Succeeds().Output);
        Assert.Equal(4, info.RootElement.GetProperty("objects").GetInt32());
        Assert.Contains(profile == "spi" ? "W25Q32JV" : "128 sections", Text(info.RootElement, "memory"), StringComparison.Ordinal);

        // Boots, finds its identity, and reaches for a broker that is not there.
        var hello = NfTokenProcess.Run("hello", _folder.Image, "--host", "127.0.0.1", "--port", "1").Fails("127.0.0.1");
        Assert.DoesNotContain("no object labelled", hello.Output + hello.Error, StringComparison.Ordinal);

        using var report = Inspect();
        var root = report.RootElement;
        Assert.Equal("store", Text(root, "content"));
        Assert.Equal(profile == "spi" ? "flash" : "eeprom", Text(root, "store"));
        Assert.Empty(root.GetProperty("notes").EnumerateArray());
        var live = root.GetProperty("records").EnumerateArray().Where(record => Text(record, "state") == "live").ToArray();
        Assert.All(live, record => Assert.Equal("right", Text(record, "checksum")));
        Assert.Equal(
            new[] { Labels.DeviceCertificate, Labels.DevicePrivateKey, Labels.DevicePublicKey, Labels.RootCertificate, null }.Order(),
            live.Select(record => Text(record, "label")).Order());

        // Where it says that the certificate lies, its pieces lie.
        byte[] bytes = File.ReadAllBytes(Chip);
        byte[] value = [.. live.Single(record => Text(record, "label") == Labels.DeviceCertificate).GetProperty("places").EnumerateArray()
            .SelectMany(place => bytes.Skip(StartOf(place) + place.GetProperty("offset").GetInt32()).Take(place.GetProperty("length").GetInt32()))];
        Assert.True(value.AsSpan().IndexOf(Pki.Device.Certificate) > 0);
        long sum = root.GetProperty("bytes").EnumerateObject().Sum(sort => sort.Value.GetInt64());
        Assert.Equal(profile == "spi" ? 0x10000 : size, sum);
    }

    [Theory]
    [InlineData("spi")]
    [InlineData("fram")]
    public void WithoutItsMemoryABoardDoesNotStart(string profile)
    {
        _folder.WithBoard(profile);
        byte[] memory = File.ReadAllBytes(Chip);
        File.WriteAllBytes(Chip, memory[..^1]);
        NfTokenProcess.Run("objects", _folder.Image).Fails("board.img.chip", "no image of the board's memory");
        File.Delete(Chip);
        NfTokenProcess.Run("objects", _folder.Image).Fails("board.img.chip is missing");
        NfTokenProcess.Run("board", "inspect", _folder.Image).Fails("board.img.chip is missing");
        Assert.False(File.Exists(Chip));

        Array.Fill(memory, (byte)0xFF);
        File.WriteAllBytes(Chip, memory);
        NfTokenProcess.Run("objects", _folder.Image).Fails("board.img.chip", "no token was ever made there");
        Assert.Equal(memory, File.ReadAllBytes(Chip));
        new Random(1).NextBytes(memory);
        File.WriteAllBytes(Chip, memory);
        NfTokenProcess.Run("objects", _folder.Image).Fails("board.img.chip", "something else than a token");
        Assert.Equal(memory, File.ReadAllBytes(Chip));
        using (var report = Inspect())
        {
            Assert.Equal("foreign", Text(report.RootElement, "content"));
        }

        // A dump of the memory needs no board beside it.
        NfTokenProcess.Run("board", "inspect", Chip, "--board", "ESP32_REV0", "--profile", profile).Succeeds();
        NfTokenProcess.Run("board", "inspect", _folder.Image, "--svg", Chip).Fails("belongs to the board");

        NfTokenProcess.Run("board", "new", _folder.Image, "--force").Succeeds();
        Assert.False(File.Exists(Chip));
    }

    [Fact]
    public void SectionsAreShownAsTheyAre()
    {
        _folder.WithBoard("fram").WithIdentity(Pki).WithIdentity(Pki);
        byte[] memory = File.ReadAllBytes(Chip);
        int at = memory.AsSpan().LastIndexOf(Pki.Device.Certificate.AsSpan(0, 32));
        using (var whole = Inspect())
        {
            var states = whole.RootElement.GetProperty("sections").EnumerateArray().GroupBy(section => Text(section, "state")!).ToDictionary(g => g.Key, g => g.ToArray());
            Assert.Equal(128, states.Values.Sum(sections => sections.Length));
            Assert.All(states["live"], section => Assert.Equal("right", Text(section, "checksum")));
            Assert.Contains("dead", states.Keys);
            Assert.Contains("void", states.Keys);
            foreach (var record in states["live"].GroupBy(section => Text(section, "record")))
            {
                Assert.Equal(Enumerable.Range(0, record.First().GetProperty("pieces").GetInt32()), record.Select(section => section.GetProperty("piece").GetInt32()).Order());
            }

            // The old certificate is there still; the old key is nowhere.
            Assert.NotEqual(at, memory.AsSpan().IndexOf(Pki.Device.Certificate.AsSpan(0, 32)));
            using var key = ECDsa.Create();
            key.ImportFromPem(Pki.Device.KeyPem);
            byte[] scalar = key.ExportParameters(true).D!;
            Assert.Equal(memory.AsSpan().IndexOf(scalar), memory.AsSpan().LastIndexOf(scalar));
            at = states["live"].Where(section => Text(section, "record")!.StartsWith("0x02", StringComparison.Ordinal)).Max(section => section.GetProperty("section").GetInt32()) * Section;
        }

        // Damage in a piece, then in its header: told as what the store would make of it.
        memory[at + EepromInspection.HeaderSize + 1] ^= 1;
        File.WriteAllBytes(Chip, memory);
        using (var report = Inspect())
        {
            var damaged = report.RootElement.GetProperty("records").EnumerateArray().Single(record => Text(record, "state") == "damaged");
            Assert.Equal("certificate", Text(damaged, "kind"));
            Assert.Equal("wrong", Text(damaged, "checksum"));
        }

        memory[at + 9] ^= 1;
        File.WriteAllBytes(Chip, memory);
        using (var report = Inspect())
        {
            Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "state") == "lost");
            Assert.Equal("unreadable", Text(report.RootElement.GetProperty("sections")[at / Section], "state"));
        }

        string picture = _folder["map.svg"];
        string text = NfTokenProcess.Run("board", "inspect", _folder.Image, "--all", "--svg", picture).Succeeds().Output;
        Assert.Contains("128 sections of 256 bytes", text, StringComparison.Ordinal);
        Assert.Contains("!", text, StringComparison.Ordinal);
        Assert.Contains("section ", text, StringComparison.Ordinal);
        Assert.True(XDocument.Load(picture).Descendants().Count() > 256);
        Assert.Equal(memory, File.ReadAllBytes(Chip));
    }

    [Theory]
    [InlineData("spi")]
    [InlineData("fram")]
    public void NoKeyIsShown(string profile)
    {
        _folder.WithBoard(profile).WithIdentity(Pki);
        using var key = ECDsa.Create();
        key.ImportFromPem(Pki.Device.KeyPem);
        byte[] scalar = key.ExportParameters(true).D!;
        byte[] memory = File.ReadAllBytes(Chip);
        Assert.True(memory.AsSpan().IndexOf(scalar) > 0);
        string shown = NfTokenProcess.Run("board", "inspect", _folder.Image, "--all", "--svg", _folder["map.svg"]).Succeeds().Output
            + NfTokenProcess.Run("board", "inspect", _folder.Image, "--json").Succeeds().Output + File.ReadAllText(_folder["map.svg"]);
        for (int start = 0; start + 6 <= scalar.Length; start++)
        {
            Assert.DoesNotContain(Convert.ToHexString(scalar.AsSpan(start, 6)), shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(scalar.AsSpan(start, 6)), shown, StringComparison.Ordinal);
        }

        Assert.Contains(Labels.DevicePrivateKey, shown, StringComparison.Ordinal);
    }

    private static int StartOf(JsonElement place) =>
        place.GetProperty("section").ValueKind == JsonValueKind.Null ? Region + (4096 * place.GetProperty("block").GetInt32()) : Section * place.GetProperty("section").GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private JsonDocument Inspect() => JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", _folder.Image, "--json").Succeeds().Output);
}
