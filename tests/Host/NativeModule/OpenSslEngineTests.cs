using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>OpenSSL's pkcs11 engine: what it signs and whom it lets in are signed by the token.</summary>
public sealed class OpenSslEngineTests
{
    private const string Key = "pkcs11:object=pair;type=private";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("EC:prime256v1")]
    [InlineData("rsa:2048")]
    public void SignsRequestAndCertificate(string kind)
    {
        using Programs programs = new();
        _ = programs.Pkcs11Tool("--keypairgen", "--key-type", kind, "--label", "pair", "--id", "42");
        string[] key = ["-engine", "pkcs11", "-keyform", "engine", "-key", Key];
        _ = programs.Run("openssl", ["req", "-new", .. key, "-subj", "/CN=from the token", "-out", "token.csr"]);
        Assert.Contains("verify OK", programs.Run("openssl", "req", "-in", "token.csr", "-verify", "-noout"), StringComparison.Ordinal);
        Assert.Equal(PublicKey(programs), programs.Run("openssl", "req", "-in", "token.csr", "-pubkey", "-noout"));

        _ = programs.Run("openssl", ["req", "-x509", "-new", .. key, "-subj", "/CN=an authority", "-days", "2", "-out", "ca.pem"]);
        _ = programs.Run("openssl", "x509", "-req", "-in", "token.csr", "-CA", "ca.pem", "-engine", "pkcs11", "-CAkeyform", "engine",
            "-CAkey", Key, "-CAcreateserial", "-days", "1", "-out", "token.pem");
        Assert.Contains("token.pem: OK", programs.Run("openssl", "verify", "-CAfile", "ca.pem", "token.pem"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EC:prime256v1", "tlsv1.2")]
    [InlineData("EC:prime256v1", "tlsv1.3")]
    [InlineData("rsa:2048", "tlsv1.2")]
    [InlineData("rsa:2048", "tlsv1.3")]
    public void MosquittoClientsAuthenticate(string kind, string version)
    {
        using Programs programs = new();
        TestPki pki = new();
        _ = programs.Pkcs11Tool("--keypairgen", "--key-type", kind, "--label", "pair", "--id", "42");
        string[] engine = ["-engine", "pkcs11", "-keyform", "engine", "-key", Key];
        _ = programs.Run("openssl", ["req", "-new", .. engine, "-subj", "/CN=token-device", "-out", "device.csr"]);
        File.WriteAllText(programs["ca.pem"], pki.Authority.CertificatePem);
        File.WriteAllText(programs["ca.key"], pki.Authority.KeyPem);
        _ = programs.Run("openssl", "x509", "-req", "-in", "device.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1", "-out", "device.pem");

        // Before they hear that an engine has the key, Mosquitto's clients look for a file of that name, and then do not read it.
        File.WriteAllText(programs[Key], string.Empty);
        using var broker = MosquittoBroker.StartTls(pki);
        string[] connection = ["-h", MosquittoBroker.Host, "-p", $"{broker.Port}", "--cafile", programs["ca.pem"], "--cert", programs["device.pem"],
            "--keyform", "engine", "--tls-engine", "pkcs11", "--key", Key, "--tls-version", version, "-t", "token/said", "-q", "1"];
        using var subscriber = programs.Start("mosquitto_sub", [.. connection, "-C", "1", "-W", "30", "-i", "hears"]);
        Assert.True(broker.WaitForLog("Sending SUBACK to hears", Patience), broker.Log);
        _ = programs.Run("mosquitto_pub", [.. connection, "-m", "signed by the token", "-i", "says"]);
        Assert.Equal((0, "signed by the token\n"), Programs.Await(subscriber));
        Assert.Contains("u'token-device'", broker.Log, StringComparison.Ordinal);

        // Without the token's signature there is no way in.
        _ = programs.Pkcs11Tool("--delete-object", "--type", "privkey", "--id", "42");
        _ = programs.Fail("mosquitto_pub", [.. connection, "-m", "nobody", "-i", "nobody"]);
    }

    private static string PublicKey(Programs programs)
    {
        _ = programs.Pkcs11Tool("--read-object", "--type", "pubkey", "--id", "42", "--output-file", programs["public.der"]);
        return programs.Run("openssl", "pkey", "-pubin", "-inform", "DER", "-in", "public.der", "-pubout");
    }
}
