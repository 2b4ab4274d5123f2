using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using NfToken.Certificates;
using NfToken.Cryptoki;
using NfToken.Provisioning;

namespace NfToken.Tool;

/// <summary>An identity as the user has it, in PEM or DER files.</summary>
/// <param name="key">The private key.</param>
/// <param name="certificate">The device's certificate, with its issuers after it if the file has them.</param>
/// <param name="root">Authorities that may have issued the broker's certificate.</param>
/// <param name="issuers">The issuers of the device's certificate, where they stand in a file of their own.</param>
internal sealed class IdentityFiles(string key, string certificate, string root, string? issuers = null)
{
    /// <summary>Lets certificates in whatever their dates are, and roots that are no authorities.</summary>
    public bool Force { get; init; }

    /// <summary>Checks the files and puts the identity into a token, in place of an older one.</summary>
    /// <param name="token">An initialised token.</param>
    /// <param name="now">Judges the certificates' dates.</param>
    /// <returns>The device's certificate.</returns>
    /// <exception cref="ToolException">A file is unfit; the token was not touched.</exception>
    /// <exception cref="CryptokiException">The token refused; what it held before is still there, or a damaged object is, beside the new
    /// identity.</exception>
    public CertificateInfo Import(Token token, DateTime now)
    {
        var chain = ReadCertificates(certificate);
        if (issuers != null)
        {
            chain = [.. chain, .. ReadCertificates(issuers)];
        }

        // An issuer that is its own is the root of the cloud's own hierarchy; the broker has it already.
        chain = [chain[0], .. chain.Skip(1).Where(c => !c.IsSelfIssued)];
        var roots = Force ? ReadCertificates(root) : ReadRoots(root, now);
        if (!Force)
        {
            CheckDates(certificate, chain[0], now);
        }

        byte[] pkcs8 = ReadKey();
        try
        {
            using var session = TokenSession.Open(token, readWrite: true);
            Provisioner.Provision(session, pkcs8, [.. chain.Select(c => c.Der)], [.. roots.Select(c => c.Der)]);
            DestroyDamaged(session);
            return chain[0];
        }
        catch (ProvisioningException e) when (e.Error == ProvisioningError.KeyMismatch)
        {
            throw new ToolException($"{key} does not belong to {certificate} ({chain[0].Subject}): give the key with which the certificate was requested");
        }
        catch (ProvisioningException e)
        {
            throw new ToolException($"{(e.Error == ProvisioningError.RootCertificate ? root : e.Error == ProvisioningError.PrivateKey ? key : issuers ?? certificate)}: {e.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Removes what cannot be read any more, of the kinds of which there is a new one now.</summary>
    private static void DestroyDamaged(TokenSession session)
    {
        foreach (uint handle in session.Token.GetDamagedObjects())
        {
            if (Token.GetDamagedClass(handle) is CKO.CKO_CERTIFICATE or CKO.CKO_PUBLIC_KEY or CKO.CKO_PRIVATE_KEY)
            {
                session.DestroyObject(handle);
            }
        }
    }

    private byte[] ReadKey()
    {
        byte[] content = InputFile.Read(key);
        try
        {
            var parsed = InputFile.Naming(key, () => PrivateKeyFile.Read(content));
            byte[] pkcs8 = parsed.ToPkcs8();
            parsed.Clear();
            return pkcs8;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the certificates of a file.</summary>
    /// <param name="path">PEM, one or more, or DER.</param>
    /// <exception cref="ToolException">There is none in it.</exception>
    public static CertificateInfo[] ReadCertificates(string path)
    {
        byte[] content = InputFile.Read(path);
        return InputFile.Naming(path, () => CertificateFile.Read(content));
    }

    /// <summary>Reads the certificates of authorities that a board is to trust.</summary>
    /// <param name="path">PEM, one or more, or DER.</param>
    /// <param name="now">Judges their dates.</param>
    /// <exception cref="ToolException">There is none in it, or one that a board would not connect with.</exception>
    public static CertificateInfo[] ReadRoots(string path, DateTime now)
    {
        var roots = ReadCertificates(path);
        foreach (var authority in roots)
        {
            CheckDates(path, authority, now);
            if (!authority.IsAuthority && !authority.IsSelfIssued)
            {
                throw new ToolException($"{path}: {authority.Subject} is no certificate of an authority; give that of the CA that issued the broker's certificate");
            }
        }

        return roots;
    }

    private static void CheckDates(string path, CertificateInfo info, DateTime now)
    {
        if (now > info.NotAfter)
        {
            throw new ToolException($"{path}: {info.Subject} expired on {Text(info.NotAfter)}; have a new one issued");
        }

        if (now < info.NotBefore)
        {
            throw new ToolException($"{path}: {info.Subject} is not valid before {Text(info.NotBefore)}; wait, or check this computer's clock ({Text(now)})");
        }
    }

    private static string Text(DateTime date) => date.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
