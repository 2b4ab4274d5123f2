using NfToken.Tests.Host.Broker;

namespace NfToken.Tests.Host.Tool;

/// <summary>A folder for one test, with a board in it and the files that a user would have.</summary>
internal sealed class BoardFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("nftoken-test-").FullName;

    public string Image => this["board.img"];

    public string this[string name] => Path.Combine(_path, name);

    public BoardFolder WithBoard(string profile = "raw")
    {
        NfTokenProcess.Run("board", "new", Image, "--profile", profile).Succeeds();
        return this;
    }

    /// <summary>A board with a generator of noise and a seed of its own, or without.</summary>
    public BoardFolder WithEntropy(string kind, bool hasSeed, string profile = "raw")
    {
        NfTokenProcess.Run(["board", "new", Image, "--force", "--profile", profile, "--entropy", kind, .. hasSeed ? [] : new[] { "--no-seed" }]).Succeeds();
        return this;
    }

    public BoardFolder WithIdentity(TestPki pki, TestCertificate? device = null)
    {
        Write(pki, device ?? pki.Device);
        Import().Succeeds();
        return this;
    }

    /// <summary>Writes device.key, device.pem and ca.pem.</summary>
    public void Write(TestPki pki, TestCertificate device)
    {
        File.WriteAllText(this["device.key"], device.KeyPem);
        File.WriteAllText(this["device.pem"], device.CertificatePem);
        File.WriteAllText(this["ca.pem"], pki.Authority.CertificatePem);
    }

    public NfTokenProcess.Result Import(string key = "device.key", string certificate = "device.pem", string root = "ca.pem", params string[] more) =>
        NfTokenProcess.Run(["import", Image, "--key", this[key], "--certificate", this[certificate], "--root", this[root], .. more]);

    /// <summary>What the token holds, as the next boot finds it.</summary>
    public string Objects() => NfTokenProcess.Run("objects", Image, "--json").Succeeds().Output;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
