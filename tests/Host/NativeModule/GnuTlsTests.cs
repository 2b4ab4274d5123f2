using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>GnuTLS's p11tool and certtool.</summary>
public sealed class GnuTlsTests
{
    [Fact]
    public void GeneratesListsAndSigns()
    {
        using Programs programs = new();
        string[] provider = ["--provider", Module.Library];
        string tokens = programs.Run("p11tool", [.. provider, "--list-tokens"]);
        string token = tokens.Split('\n').Single(line => line.Contains("URL:", StringComparison.Ordinal)).Split("URL: ")[1].Trim();
        Assert.Contains("manufacturer=NfToken", token, StringComparison.Ordinal);
        Assert.Contains("ECDSA-SHA256", programs.Run("p11tool", [.. provider, "--list-mechanisms", token]).Replace('_', '-'), StringComparison.Ordinal);

        _ = programs.Run("p11tool", [.. provider, "--batch", "--generate-privkey", "ecdsa", "--curve", "secp256r1", "--label", "gnu", "--id", "0a", "--outfile", programs["public.pem"], token]);
        _ = programs.Run("p11tool", [.. provider, "--batch", "--generate-privkey", "rsa", "--bits", "2048", "--label", "gnu rsa", "--id", "0b", "--outfile", programs["rsa.pem"], token]);
        string all = programs.Run("p11tool", [.. provider, "--list-all", token]);
        Assert.Contains("Private key (EC/ECDSA", all, StringComparison.Ordinal);
        Assert.Contains("Private key (RSA-2048)", all, StringComparison.Ordinal);

        File.WriteAllText(programs["template"], "cn = gnu\nexpiration_days = 2\nsigning_key\n");
        foreach (var (label, file) in ((string, string)[])[("gnu", "public.pem"), ("gnu%20rsa", "rsa.pem")])
        {
            string key = $"{token};object={label};type=private";
            Assert.Contains("ok", programs.Run("p11tool", [.. provider, "--batch", "--test-sign", key]), StringComparison.OrdinalIgnoreCase);
            _ = programs.Run("certtool", [.. provider, "--generate-self-signed", "--load-privkey", key, "--load-pubkey", programs[file],
                "--template", "template", "--outfile", "gnu.pem"]);
            Assert.Contains("gnu.pem: OK", programs.Run("openssl", "verify", "-CAfile", "gnu.pem", "gnu.pem"), StringComparison.Ordinal);
            _ = programs.Run("p11tool", [.. provider, "--batch", "--write", "--load-certificate", programs["gnu.pem"], "--label", "a certificate", token]);
            _ = programs.Run("p11tool", [.. provider, "--batch", "--export", $"{token};object=a%20certificate;type=cert", "--outfile", programs["back.pem"]]);
            Assert.Equal(
                programs.Run("openssl", "x509", "-in", "gnu.pem", "-outform", "PEM"), programs.Run("openssl", "x509", "-in", "back.pem", "-outform", "PEM"));
            _ = programs.Run("p11tool", [.. provider, "--batch", "--delete", $"{token};object=a%20certificate;type=cert"]);
        }
    }
}
