using System.Globalization;
using NfToken.Tests.Host.Broker;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Tool;

/// <summary>Thousands of images, of which some, drawn at random, boot boards that connect to a broker as who they are. NFTOKEN_LONG=1: ten times as many.</summary>
public sealed class ImageFleetTests(ITestOutputHelper output) : IDisposable
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";

    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ImagesBootAndConnect()
    {
        int images = s_long ? 10_000 : 1_000;
        int boots = images / 100;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
        output.WriteLine($"seed {seed}, {images} images, {boots} boots");
        Random random = new(seed);
        TestPki pki = new();
        File.WriteAllText(_folder["ca.pem"], pki.Authority.CertificatePem);
        File.WriteAllText(_folder["ca.key"], pki.Authority.KeyPem);
        File.WriteAllLines(_folder["devices.csv"], Enumerable.Range(0, images).Select(i => $"thing-{i}").Prepend("name"));
        NfTokenProcess.Run("image", "create", _folder["out"], "--batch", _folder["devices.csv"], "--ca", _folder["ca.pem"], "--ca-key", _folder["ca.key"], "--root", _folder["ca.pem"], "--hex").Succeeds();
        Assert.Equal(images, Directory.GetFiles(_folder["out"], "*.hex").Length);

        // The broker takes the certificate's common name for the user's.
        using var broker = MosquittoBroker.StartTls(pki);
        _folder.WithBoard();
        for (int i = 0; i < boots; i++)
        {
            string name = $"thing-{random.Next(images)}";
            NfTokenProcess.Run("board", "flash", _folder.Image, _folder[$"out/{name}.hex"]).Succeeds();
            string console = NfTokenProcess.Run("hello", _folder.Image, "--host", MosquittoBroker.Host, "--port", $"{broker.Port}", "--count", "1", "--fast").Succeeds().Output;
            Assert.Contains($"certificate: CN={name}", console, StringComparison.Ordinal);
            Assert.Contains($"u'{name}'", broker.Log, StringComparison.Ordinal);
        }
    }
}
