using System.Security.Cryptography;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>OpenSC's pkcs11-tool, every verb that applies; what it signs is checked by openssl.</summary>
public sealed class Pkcs11ToolTests
{
    private const string Message = "a message to be signed, longer than one block of the hash so that more than one is taken";

    [Fact]
    public void Information()
    {
        using Programs programs = new();
        Assert.Contains("NfToken", programs.Pkcs11Tool("--show-info"), StringComparison.Ordinal);
        string slots = programs.Pkcs11Tool("--list-slots", "--list-token-slots");
        Assert.Contains("token flags        : rng, token initialized", slots, StringComparison.Ordinal);
        string mechanisms = programs.Pkcs11Tool("--list-mechanisms");
        foreach (string name in (string[])["RSA-PKCS-KEY-PAIR-GEN", "RSA-PKCS", "RSA-X-509", "RSA-PKCS-PSS", "SHA256-RSA-PKCS", "SHA256-RSA-PKCS-PSS",
            "SHA256", "SHA256-HMAC", "GENERIC-SECRET-KEY-GEN", "ECDSA-KEY-PAIR-GEN", "ECDSA", "ECDSA-SHA256", "ECDH1-DERIVE", "AES-CMAC"])
        {
            Assert.Contains($"  {name},", mechanisms, StringComparison.Ordinal);
        }

        Assert.Equal(64, Read(programs, "--generate-random", "64").Length);
        Assert.NotEqual(Read(programs, "--generate-random", "64"), Read(programs, "--generate-random", "64"));
    }

    [Fact]
    public void Hash()
    {
        using Programs programs = new();
        byte[] data = RandomNumberGenerator.GetBytes(10_000);
        File.WriteAllBytes(programs["data"], data);
        Assert.Equal(SHA256.HashData(data), Read(programs, "--hash", "--mechanism", "SHA256", "--input-file", programs["data"]));
    }

    [Theory]
    [InlineData("EC:prime256v1", "ECDSA", true)]
    [InlineData("EC:prime256v1", "ECDSA-SHA256", false)]
    [InlineData("rsa:2048", "SHA256-RSA-PKCS", false)]
    [InlineData("rsa:2048", "SHA256-RSA-PKCS-PSS", false)]
    [InlineData("rsa:2048", "RSA-PKCS-PSS", true)]
    [InlineData("rsa:1024", "RSA-PKCS-PSS", true)]
    public void GeneratedKeySigns(string kind, string mechanism, bool isHash)
    {
        using Programs programs = new();
        _ = programs.Pkcs11Tool("--keypairgen", "--key-type", kind, "--label", "pair", "--id", "42");
        SignAndVerify(programs, mechanism, isHash);
    }

    [Theory]
    [InlineData(TestKey.P256, "ECDSA-SHA256", false)]
    [InlineData(TestKey.Rsa2048, "SHA256-RSA-PKCS", false)]
    [InlineData(TestKey.Rsa2048, "RSA-PKCS-PSS", true)]
    public void ImportedKeyAndCertificate(TestKey kind, string mechanism, bool isHash)
    {
        using Programs programs = new();
        TestPki pki = new();
        var device = pki.IssueDevice(kind);
        File.WriteAllText(programs["device.key"], device.KeyPem);
        File.WriteAllBytes(programs["device.der"], device.Certificate);
        _ = programs.Run("openssl", "pkey", "-in", "device.key", "-outform", "DER", "-out", "key.der");
        _ = programs.Run("openssl", "pkey", "-in", "device.key", "-pubout", "-outform", "DER", "-out", "public.der");
        _ = programs.Pkcs11Tool("--write-object", programs["key.der"], "--type", "privkey", "--label", "pair", "--id", "42");
        _ = programs.Pkcs11Tool("--write-object", programs["public.der"], "--type", "pubkey", "--label", "pair", "--id", "42");
        _ = programs.Pkcs11Tool("--write-object", programs["device.der"], "--type", "cert", "--label", "pair", "--id", "42");

        Assert.Equal(device.Certificate, Read(programs, "--read-object", "--type", "cert", "--id", "42"));
        Assert.Equal(File.ReadAllBytes(programs["public.der"]), Read(programs, "--read-object", "--type", "pubkey", "--id", "42"));
        string objects = programs.Pkcs11Tool("--list-objects");
        Assert.Contains("Certificate Object; type = X.509 cert", objects, StringComparison.Ordinal);
        Assert.Contains("CN=test-device", objects, StringComparison.Ordinal);
        SignAndVerify(programs, mechanism, isHash);

        // A private key does not come out.
        _ = programs.Pkcs11Tool("--read-object", "--type", "privkey", "--id", "42", "--output-file", programs["stolen"]);
        Assert.False(File.Exists(programs["stolen"]));

        foreach (string type in (string[])["privkey", "pubkey", "cert"])
        {
            _ = programs.Pkcs11Tool("--delete-object", "--type", type, "--id", "42");
        }

        Assert.DoesNotContain("Object;", programs.Pkcs11Tool("--list-objects"), StringComparison.Ordinal);
    }

    [Fact]
    public void DataObject()
    {
        using Programs programs = new();
        byte[] data = RandomNumberGenerator.GetBytes(3000);
        File.WriteAllBytes(programs["data"], data);
        _ = programs.Pkcs11Tool("--write-object", programs["data"], "--type", "data", "--label", "some data", "--application-label", "test");
        Assert.Equal(data, Read(programs, "--read-object", "--type", "data", "--label", "some data", "--application-label", "test"));
        _ = programs.Pkcs11Tool("--delete-object", "--type", "data", "--label", "some data", "--application-label", "test");
        Assert.DoesNotContain("some data", programs.Pkcs11Tool("--list-objects"), StringComparison.Ordinal);
    }

    [Fact]
    public void HmacOfASecretKey()
    {
        using Programs programs = new();
        File.WriteAllText(programs["data"], Message);
        _ = programs.Pkcs11Tool("--keygen", "--key-type", "GENERIC:32", "--label", "mac", "--id", "42", "--usage-sign");
        string[] use = ["--mechanism", "SHA256-HMAC", "--id", "42"];
        byte[] mac = Read(programs, ["--sign", .. use, "--input-file", programs["data"]]);
        Assert.Equal(32, mac.Length);
        Assert.Equal(mac, Read(programs, ["--sign", .. use, "--input-file", programs["data"]]));
        File.WriteAllText(programs["data"], Message + ".");
        Assert.NotEqual(mac, Read(programs, ["--sign", .. use, "--input-file", programs["data"]]));
    }

    [Fact]
    public void SharedSecret()
    {
        using Programs programs = new();
        _ = programs.Pkcs11Tool("--keypairgen", "--key-type", "EC:prime256v1", "--label", "pair", "--id", "42", "--usage-derive");
        _ = programs.Pkcs11Tool("--read-object", "--type", "pubkey", "--id", "42", "--output-file", programs["token.der"]);
        _ = programs.Run("openssl", "pkey", "-pubin", "-inform", "DER", "-in", "token.der", "-out", "token.pem");
        _ = programs.Run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "peer.key");
        _ = programs.Run("openssl", "pkey", "-in", "peer.key", "-pubout", "-outform", "DER", "-out", "peer.der");
        _ = programs.Run("openssl", "pkeyutl", "-derive", "-inkey", "peer.key", "-peerkey", "token.pem", "-out", "expected");
        byte[] secret = Read(programs, "--derive", "--mechanism", "ECDH1-DERIVE", "--id", "42", "--input-file", programs["peer.der"]);
        Assert.Equal(File.ReadAllBytes(programs["expected"]), secret);
    }

    [Fact]
    public void PinsAndSelfTest()
    {
        using Programs programs = new();
        _ = programs.Pkcs11Tool("--init-token", "--so-pin", Programs.SoPin, "--label", "A name of 32 bytes, no end mark.");
        _ = programs.Pkcs11Tool("--init-pin", "--login", "--login-type", "so", "--so-pin", Programs.SoPin, "--pin", Programs.UserPin);
        Assert.Contains(": A name of 32 bytes, no end mark.\n", programs.Pkcs11Tool("--list-slots"), StringComparison.Ordinal);
        string[] login = ["--login", "--pin", Programs.UserPin];
        _ = programs.Pkcs11Tool([.. login, "--keypairgen", "--key-type", "EC:prime256v1", "--label", "ec", "--id", "01"]);
        _ = programs.Pkcs11Tool([.. login, "--keypairgen", "--key-type", "rsa:2048", "--label", "rsa", "--id", "02"]);
        Assert.DoesNotContain("Private Key Object", programs.Pkcs11Tool("--list-objects"), StringComparison.Ordinal);
        string objects = programs.Pkcs11Tool([.. login, "--list-objects"]);
        Assert.Equal(2, objects.Split("Private Key Object").Length - 1);

        string report = programs.Pkcs11Tool([.. login, "--test"]);
        Assert.Contains("No errors", report, StringComparison.Ordinal);
        Assert.Contains("SHA256: OK", report, StringComparison.Ordinal);

        _ = programs.Pkcs11Tool([.. login, "--change-pin", "--new-pin", "56789"]);
        Assert.Contains("CKR_PIN_INCORRECT", programs.Fail("pkcs11-tool", ["--module", Module.Library, .. login, "--list-objects"]), StringComparison.Ordinal);
        Assert.Contains("Private Key Object", programs.Pkcs11Tool("--login", "--pin", "56789", "--list-objects"), StringComparison.Ordinal);

        _ = programs.Pkcs11Tool("--init-token", "--so-pin", Programs.SoPin, "--label", "anew");
        Assert.DoesNotContain("Object;", programs.Pkcs11Tool("--list-objects"), StringComparison.Ordinal);
    }

    private static byte[] Read(Programs programs, params string[] arguments)
    {
        _ = programs.Pkcs11Tool([.. arguments, "--output-file", programs["output"]]);
        byte[] output = File.ReadAllBytes(programs["output"]);
        File.Delete(programs["output"]);
        return output;
    }

    private static void SignAndVerify(Programs programs, string mechanism, bool isHash)
    {
        File.WriteAllText(programs["message"], Message);
        File.WriteAllBytes(programs["hash"], SHA256.HashData(File.ReadAllBytes(programs["message"])));
        string input = programs[isHash ? "hash" : "message"];
        bool isEc = mechanism.StartsWith("ECDSA", StringComparison.Ordinal);
        bool isPss = mechanism.EndsWith("PSS", StringComparison.Ordinal);
        string[] more = [.. isEc ? (string[])["--signature-format", "openssl"] : [], .. isPss ? (string[])["--mgf", "MGF1-SHA256", "--salt-len", "32"] : [],
            .. isPss && isHash ? (string[])["--hash-algorithm", "SHA256"] : []];
        _ = programs.Pkcs11Tool(["--sign", "--mechanism", mechanism, "--id", "42", "--input-file", input, "--output-file", programs["signature"], .. more]);

        _ = programs.Pkcs11Tool("--read-object", "--type", "pubkey", "--id", "42", "--output-file", programs["signer.der"]);
        _ = programs.Run("openssl", "pkey", "-pubin", "-inform", "DER", "-in", "signer.der", "-out", "signer.pem");
        string[] padding = isPss ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-sigopt", "rsa_mgf1_md:sha256"] : [];
        string verified = programs.Run("openssl", ["dgst", "-sha256", "-verify", "signer.pem", "-signature", "signature", .. padding, "message"]);
        Assert.Contains("Verified OK", verified, StringComparison.Ordinal);

        // The token agrees, and with no other message.
        string[] verify = ["--verify", "--mechanism", mechanism, "--id", "42", "--signature-file", programs["signature"], .. more];
        Assert.Contains("Signature is valid", programs.Pkcs11Tool([.. verify, "--input-file", input]), StringComparison.Ordinal);
        byte[] other = File.ReadAllBytes(input);
        other[3] ^= 1;
        File.WriteAllBytes(programs["other"], other);
        Assert.DoesNotContain("Signature is valid", programs.Pkcs11Tool([.. verify, "--input-file", programs["other"]]), StringComparison.Ordinal);
    }
}
