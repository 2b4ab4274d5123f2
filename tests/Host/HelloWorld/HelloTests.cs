using System.Globalization;
using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.Tool;
using Xunit;

namespace NfToken.Tests.Host.HelloWorld;

/// <summary>The main job from end to end, each boot a process of its own.</summary>
public sealed class HelloTests(TlsBroker fixture) : IClassFixture<TlsBroker>, IDisposable
{
    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw", TestKey.P256)]
    [InlineData("raw", TestKey.Rsa2048)]
    [InlineData("stock", TestKey.P256)]
    [InlineData("stock", TestKey.Rsa2048)]
    public void SaysHelloAfterEachReboot(string profile, TestKey kind)
    {
        string name = $"thing-{profile}-{kind}";
        _folder.WithBoard(profile).WithIdentity(fixture.Pki, fixture.Pki.IssueDevice(kind, name));

        for (int boot = 0; boot < 2; boot++)
        {
            string console = Hello("--fast", "--topic", "test/" + name, "--client-id", name).Succeeds().Output;

            string[] lines = console.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains("certificate: CN=" + name, lines);
            Assert.Contains(lines, line => line.StartsWith("valid: ", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("TLS: TLS 1.3, TLS_", StringComparison.Ordinal));
            for (int i = 0; i < 10; i++)
            {
                Assert.Contains($"published: Hello World {i}", lines);
                Assert.Contains($"acknowledged: Hello World {i}", lines);
                Assert.Contains($"echoed: Hello World {i}", lines);
                Assert.Contains($"answered: Hello World {i} ACK", lines);
            }

            Assert.Equal("10 published, 10 acknowledged, 10 echoed, 10 answered", lines[^1]);
        }

        // The broker takes the user's name from the certificate: it was this device, by its own key.
        Assert.True(fixture.Broker.WaitForLog($"u'{name}'", TimeSpan.FromSeconds(10), times: 2), fixture.Broker.Log);
    }

    [Fact]
    public void SaysHelloToAnyBrokerWithThreeFiles()
    {
        _folder.Write(fixture.Pki, fixture.Pki.Device);
        string[] before = Directory.GetFiles(Path.GetDirectoryName(_folder.Image)!);

        string console = NfTokenProcess.Run(
            "hello", "--host", "127.0.0.1", "--port", Port, "--ca", _folder["ca.pem"], "--certificate", _folder["device.pem"],
            "--key", _folder["device.key"], "--fast", "--count", "3", "--topic", "test/files").Succeeds().Output;

        Assert.Contains("3 published, 3 acknowledged, 3 echoed, 3 answered", console, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(Path.GetDirectoryName(_folder.Image)!));
    }

    [Fact]
    public void KeepsTheInterval()
    {
        _folder.WithBoard().WithIdentity(fixture.Pki);
        long start = Environment.TickCount64;
        Hello("--interval", "400", "--count", "4", "--topic", "test/interval").Succeeds();
        Assert.True(Environment.TickCount64 - start >= 3 * 400);
    }

    private string Port => fixture.Broker.Port.ToString(CultureInfo.InvariantCulture);

    private NfTokenProcess.Result Hello(params string[] more) =>
        NfTokenProcess.Run(["hello", _folder.Image, "--host", "localhost", "--port", Port, .. more]);
}
