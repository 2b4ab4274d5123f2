using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.Tool;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>What the tests of <c>nftoken provision</c> share: files of a CA, and the arguments that name them.</summary>
internal static class ProvisionFolder
{
    public static NfTokenProcess.Result Provision(string board, params string[] arguments) => NfTokenProcess.Run(["provision", board, .. arguments]);

    /// <summary>Arguments for a CA of this computer, which also issued the broker's certificate.</summary>
    public static string[] Local(this BoardFolder folder, TestPki pki, string name) =>
        [.. folder.Authority(pki, "ca"), "--root", folder["ca.pem"], "--name", name];

    /// <summary>Arguments for a CA of this computer.</summary>
    public static string[] Authority(this BoardFolder folder, TestPki pki, string file)
    {
        File.WriteAllText(folder[file + ".pem"], pki.Authority.CertificatePem);
        File.WriteAllText(folder[file + ".key"], pki.Authority.KeyPem);
        return ["--ca-certificate", folder[file + ".pem"], "--ca-key", folder[file + ".key"]];
    }
}
