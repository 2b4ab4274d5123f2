using System.Text.RegularExpressions;
using Xunit;

namespace NfToken.Tests.Host.Tls;

/// <summary>
/// The device's SslStream verifies the server with SslVerification.CertificateRequired only: with VerifyPeer, whatever its name says, the
/// firmware takes any certificate. Nothing on the PC would notice, so the source is looked at.
/// </summary>
public sealed partial class SslVerificationTests
{
    [Fact]
    public void DeviceCodeAlwaysDemandsACertificate()
    {
        int streams = 0;
        foreach (string file in DeviceSources())
        {
            string text = Comment().Replace(File.ReadAllText(file), "");
            if (!text.Contains("AuthenticateAsClient(", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("SslVerification", text, StringComparison.Ordinal);
                continue;
            }

            streams++;
            int demanded = text.IndexOf("SslVerification = SslVerification.CertificateRequired;", StringComparison.Ordinal);
            Assert.InRange(demanded, 0, text.IndexOf("AuthenticateAsClient(", StringComparison.Ordinal));
            Assert.Single(Verification().Matches(text));
        }

        Assert.Equal(1, streams);
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"SslVerification\.\w+")]
    private static partial Regex Verification();

    private static IEnumerable<string> DeviceSources()
    {
        DirectoryInfo? top = new(AppContext.BaseDirectory);
        while (top != null && !File.Exists(Path.Combine(top.FullName, "nf.sln")))
        {
            top = top.Parent;
        }

        Assert.NotNull(top);
        string[] rooms = ["pal/Nano", "pal/Esp32", "pal/Stm32", "firmware/Tls", "firmware/HelloWorld"];
        return rooms.Select(room => Path.Combine(top.FullName, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
    }
}
