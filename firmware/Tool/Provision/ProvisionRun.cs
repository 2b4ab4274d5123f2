using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Provisioning;

namespace NfToken.Tool.Provision;

/// <summary>
/// The whole exchange with a board: key, request, certificate, checks, storing, proof. Each step asks the board first what is there, so that the run can be
/// interrupted anywhere and done again.
/// </summary>
/// <param name="board">The board's console.</param>
/// <param name="options">What it is to become.</param>
internal sealed class ProvisionRun(BoardLink board, ProvisionOptions options)
{
    private const int DaysToKeep = Expiry.DaysOfWarning;

    /// <summary>Does it.</summary>
    /// <returns>What the board is now, line by line; empty after a dry run.</returns>
    /// <exception cref="ToolException">Something does not fit.</exception>
    /// <exception cref="BoardRefusal">The board refused.</exception>
    public string[][] Run()
    {
        board.Synchronise();
        var info = board.Execute("info", board.Patience);
        string number = info["number"] ?? throw new ToolException("the console on this port is not that of an nftoken board");
        ProvisionProgress.Did("board", $"{info["board"]}, number {number}, {info["firmware"]}");
        info = RequireReady(info);
        if (info["seed"] == "missing")
        {
            Step("seed", "64 bytes from this computer", Seed);
        }

        var kept = FindGood(info);
        if (kept == null)
        {
            kept = Certify();
            if (kept == null)
            {
                PlanCertificate();
            }
        }
        else
        {
            ProvisionProgress.Did("identity", $"kept: {kept.Subject}, until {Day(kept.NotAfter)}");
            StoreRoots();
            StoreIssuers(kept);
        }

        StoreCodeKey();
        foreach (var (name, value) in options.Settings)
        {
            Step("setting", name, () => board.Execute($"config {name} {Quote(value)}"));
        }

        if (options.DryRun || kept == null)
        {
            if (options.Lock)
            {
                ProvisionProgress.Would("lock", number);
            }

            return [];
        }

        Prove(kept);
        board.Execute("selftest", board.Patience);
        ProvisionProgress.Did("self-test", "good");
        if (options.Lock)
        {
            board.Execute("lock " + number);
            ProvisionProgress.Did("lock", "from now on only reading, until init or wipe destroy the keys");
        }

        return Summarise();
    }

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quote(string value) => $"\"{value}\"";

    private BoardAnswer RequireReady(BoardAnswer info)
    {
        if (info["locked"] == "yes")
        {
            throw new ToolException("the board is locked; only a new token unlocks it, which destroys its keys: on its console, init or wipe");
        }

        if (info["pin"] == "wanted")
        {
            board.Execute("login " + Quote(options.Pin ?? throw new ToolException("the board's token wants a PIN; give a file with it: --pin-file FILE")), board.Patience);

            // Before, its keys were not to be seen.
            return board.Execute("info", board.Patience);
        }

        return info;
    }

    private void Seed()
    {
        byte[] seed = RandomNumberGenerator.GetBytes(Pal.SystemRecord.SeedLength);
        board.Execute("seed " + Convert.ToHexStringLower(seed), board.Patience);
        CryptographicOperations.ZeroMemory(seed);
    }

    /// <summary>The certificate that the board has, if it will do.</summary>
    private CertificateInfo? FindGood(BoardAnswer info)
    {
        if (options.Rotate || info["identity"] is null or "none")
        {
            return null;
        }

        var chain = ReadChain();
        var certificate = chain[0];
        if (options.Source.Issued is { } issued)
        {
            // Another one of the same key takes its place.
            return issued[0].Der.AsSpan().SequenceEqual(certificate.Der) ? certificate : null;
        }

        var soon = DateTime.UtcNow.AddDays(DaysToKeep);
        bool isForKey = options.KeyFile == null || certificate.SubjectPublicKeyInfo.AsSpan().SequenceEqual(PublicHalf(options.KeyFile));
        bool isNamed = options.Name == null || certificate.Subject.Split(',').Contains("CN=" + options.Name);
        if (!isForKey || !isNamed || certificate.NotAfter <= soon)
        {
            return null;
        }

        return options.Source.Disown(chain) is { } why ? throw Disowned(certificate, why) : certificate;
    }

    private static ToolException Disowned(CertificateInfo certificate, string why) => new(
        $"the board's certificate ({certificate.Subject}) {why}; nothing was changed. Give --rotate for a new key and certificate beside it, or what it was issued with");

    private CertificateInfo[] ReadChain() => CertificateFile.Read(Encoding.UTF8.GetBytes(board.Execute("export chain").Text));

    /// <summary>Key, request, certificate; null after a dry run.</summary>
    private CertificateInfo? Certify()
    {
        if (options.KeyFile is { } file)
        {
            byte[] wanted = PublicHalf(file);
            Step("key", $"{file}, imported", () => ImportKey(file));
            if (options.DryRun)
            {
                return null;
            }

            RequireKey(wanted);
        }
        else if (options.Source.Issued is { } issued)
        {
            RequireOwnKey(issued[0]);
            Step("key", "the board's own, for which the certificate is", () => { });
            if (options.DryRun)
            {
                return null;
            }
        }
        else
        {
            Step("key", "P-256, made on the board", () => board.Execute("keygen", board.Patience));
            if (options.DryRun)
            {
                return null;
            }
        }

        byte[] key = Pem.Find(Encoding.UTF8.GetBytes(board.Execute("export key").Text), Pem.PublicKey);
        string request = board.Execute(CsrCommand(), board.Patience).Text;
        CertificateCheck.RequireRequest(request, key);
        ProvisionProgress.Did("request", "signed by the board's key, verified");
        var signed = options.Source.Sign(request);
        var chain = CertificateCheck.Order(signed[0], [.. signed.Skip(1)], options.Issuers);
        CertificateCheck.Require(chain, key, DateTime.UtcNow);
        ProvisionProgress.Did("certificate", $"{chain[0].Subject}, until {Day(chain[0].NotAfter)}, issued by {chain[0].Issuer}");
        StoreRoots();
        string result = Import("chain", "certificate chain", Encode(chain));
        ProvisionProgress.Did("stored", result);
        return chain[0];
    }

    private string CsrCommand()
    {
        StringBuilder command = new("csr");
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("cn", options.Name), ("o", options.Organization), ("dns", options.DnsNames.Length == 0 ? null : string.Join(',', options.DnsNames))])
        {
            command.Append(value == null ? string.Empty : $" \"{name}={value}\"");
        }

        return command.ToString();
    }

    private void ImportKey(string file)
    {
        byte[] content = InputFile.Read(file);
        try
        {
            Import("key", "private key", content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static byte[] PublicHalf(string file)
    {
        byte[] content = InputFile.Read(file);
        PrivateKeyInfo? key = null;
        try
        {
            key = InputFile.Naming(file, () => PrivateKeyFile.Read(content));
            return key.GetPublicKey().ToDer();
        }
        finally
        {
            key?.Clear();
            CryptographicOperations.ZeroMemory(content);
        }
    }

    // A new key would be of no use: no certificate is for it.
    private void RequireOwnKey(CertificateInfo certificate)
    {
        try
        {
            byte[] newest = Pem.Find(Encoding.UTF8.GetBytes(board.Execute("export key").Text), Pem.PublicKey);
            if (newest.AsSpan().SequenceEqual(certificate.SubjectPublicKeyInfo))
            {
                return;
            }
        }
        catch (BoardRefusal refusal) when (refusal.Code == ErrorCode.Missing)
        {
            throw new ToolException($"the certificate ({certificate.Subject}) is for another key: the board has none yet; --paste or --sign-command make one and its request, or give the certificate's with --key");
        }

        throw new ToolException($"the certificate ({certificate.Subject}) is for another key than the board's; was it made from this board's request?");
    }

    private void RequireKey(byte[] wanted)
    {
        byte[] newest = Pem.Find(Encoding.UTF8.GetBytes(board.Execute("export key").Text), Pem.PublicKey);
        if (!newest.AsSpan().SequenceEqual(wanted))
        {
            throw new ToolException("the board holds a newer key than the one to import; on its console: objects, and delete the one that is not wanted");
        }
    }

    private void StoreRoots()
    {
        if (options.Roots is { } roots)
        {
            Step("root", string.Join("; ", roots.Select(root => root.Subject)), () => Import("root", "root certificates", Encode(roots)));
        }
    }

    // Beside a certificate that stays; with a new one they are part of its chain.
    private void StoreIssuers(CertificateInfo certificate)
    {
        if (options.Issuers.Length > 0)
        {
            _ = CertificateCheck.Order(certificate, ReadChain(), options.Issuers);
            Step("issuers", string.Join("; ", options.Issuers.Select(issuer => issuer.Subject)), () => Import("jitp", "issuers", Encode(options.Issuers)));
        }
    }

    private void StoreCodeKey()
    {
        if (options.CodeKey is { } key)
        {
            Step("code key", "for firmware updates", () => Import("code", "code-verification key", key));
        }
    }

    private string Import(string kind, string name, byte[] content) => ProvisionProgress.Transfer(name, report => board.Import(kind, content, report));

    private static byte[] Encode(CertificateInfo[] certificates) =>
        Encoding.UTF8.GetBytes(string.Concat(certificates.Select(certificate => Pem.Encode(Pem.Certificate, certificate.Der))));

    private void Prove(CertificateInfo certificate)
    {
        string challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var answer = board.Execute("prove " + challenge, board.Patience);
        byte[] signature = Convert.FromBase64String(answer["signature"] ?? string.Empty);
        if (!CertificateCheck.Verifies(certificate.SubjectPublicKeyInfo, Encoding.UTF8.GetBytes("nftoken proof " + challenge), signature))
        {
            throw new ToolException("the board's signature does not verify with its certificate; is an older identity still first? on its console: rotate, selftest");
        }

        ProvisionProgress.Did("proof", "the board signed a challenge with the certificate's key");
    }

    private string[][] Summarise()
    {
        var info = board.Execute("info", board.Patience);
        return
        [
            ["Board", $"{info["board"]}, number {info["number"]}"],
            ["Identity", info["identity"] ?? "none"],
            ["Valid", info["valid"] ?? string.Empty],
            .. info["identities"] is { } count and not "1" ? (string[][])[["Rotation", $"{count} identities: the old go when a connection was made with the new"]] : [],
            ["Store", info["store"] ?? string.Empty],
            ["Locked", info["locked"] ?? string.Empty],
        ];
    }

    private void Step(string name, string what, Action work)
    {
        if (options.DryRun)
        {
            ProvisionProgress.Would(name, what);
            return;
        }

        work();
        ProvisionProgress.Did(name, what);
    }

    private void PlanCertificate()
    {
        ProvisionProgress.Would("request", CsrCommand());
        ProvisionProgress.Would("certificate", options.Source.Name);
        StoreRoots();
    }
}
