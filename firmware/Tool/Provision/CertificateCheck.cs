using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfToken.Certificates;
using NfToken.Cryptography;

namespace NfToken.Tool.Provision;

/// <summary>Whether key, certificate and chain fit each other, asked before anything goes into the board.</summary>
internal static class CertificateCheck
{
    /// <summary>Checks a chain.</summary>
    /// <param name="chain">The device's certificate, then issuers.</param>
    /// <param name="key">The board's public key, SubjectPublicKeyInfo.</param>
    /// <param name="now">Judges the dates.</param>
    /// <exception cref="ToolException">It does not fit.</exception>
    public static void Require(CertificateInfo[] chain, byte[] key, DateTime now)
    {
        var device = chain[0];
        if (!device.SubjectPublicKeyInfo.AsSpan().SequenceEqual(key))
        {
            throw new ToolException($"the certificate ({device.Subject}) is for another key than the board's; was it made from this board's request?");
        }

        foreach (var certificate in chain)
        {
            if (now < certificate.NotBefore || now > certificate.NotAfter)
            {
                throw new ToolException($"the certificate of {certificate.Subject} is valid from {Text(certificate.NotBefore)} to {Text(certificate.NotAfter)}, now is {Text(now)}; have another issued, or set this computer's clock");
            }
        }

        for (int i = 1; i < chain.Length; i++)
        {
            if (!chain[i].SubjectDer.AsSpan().SequenceEqual(chain[i - 1].IssuerDer))
            {
                throw new ToolException($"{chain[i].Subject} is not the issuer of {chain[i - 1].Subject}; give the issuers in order, each after the certificate that it issued");
            }

            if (!IsSignedBy(chain[i - 1], chain[i]))
            {
                throw new ToolException($"{chain[i - 1].Subject} does not have the signature of {chain[i].Subject}; is that another key of the same name?");
            }
        }
    }

    /// <summary>Puts certificates into the order in which each is followed by its issuer. A root at the end is left out, as the server has it, but where it is wanted.</summary>
    /// <param name="device">The device's certificate.</param>
    /// <param name="issuers">Others that came with it, in any order.</param>
    /// <param name="wanted">Issuers that are to be sent, a root too: just-in-time provisioning knows a device by it.</param>
    /// <exception cref="ToolException">One that is wanted is no issuer of the device's certificate.</exception>
    public static CertificateInfo[] Order(CertificateInfo device, CertificateInfo[] issuers, CertificateInfo[] wanted)
    {
        CertificateInfo[] chain = [device];
        CertificateInfo[] others = [.. wanted, .. issuers.Where(issuer => !issuer.IsSelfIssued)];
        while (!chain[^1].IsSelfIssued && chain.Length <= others.Length
            && others.FirstOrDefault(issuer => issuer.SubjectDer.AsSpan().SequenceEqual(chain[^1].IssuerDer)) is { } next)
        {
            chain = [.. chain, next];
        }

        return wanted.FirstOrDefault(issuer => !chain.Any(link => link.Der.AsSpan().SequenceEqual(issuer.Der))) is { } stranger
            ? throw new ToolException($"{stranger.Subject}, to be sent along, is no issuer of {device.Subject}, whose issuer is {device.Issuer}; give that CA's certificate to --jitp")
            : chain;
    }

    /// <summary>Whether a chain leads to an authority, by names and signatures.</summary>
    /// <param name="chain">The device's certificate, then issuers.</param>
    /// <param name="authority">The authority.</param>
    public static bool IsUnder(CertificateInfo[] chain, CertificateInfo authority)
    {
        foreach (var certificate in chain)
        {
            if (certificate.IssuerDer.AsSpan().SequenceEqual(authority.SubjectDer) && IsSignedBy(certificate, authority))
            {
                return true;
            }

            var issuer = chain.SkipWhile(link => link != certificate).Skip(1).FirstOrDefault();
            if (issuer == null || !IsSignedBy(certificate, issuer))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads a request, and verifies its signature.</summary>
    /// <param name="pem">PKCS #10.</param>
    /// <param name="key">The key that it must be for, SubjectPublicKeyInfo.</param>
    /// <exception cref="ToolException">It is damaged, or for another key.</exception>
    public static void RequireRequest(string pem, byte[] key)
    {
        try
        {
            var request = System.Security.Cryptography.X509Certificates.CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1);
            if (request.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key))
            {
                return;
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ToolException($"the board's request does not verify ({Failure.OneLine(e.Message)}); is its token sound? ask it: selftest");
        }

        throw new ToolException("the board's request is for another key than the one it shows; is somebody else on its console?");
    }

    /// <summary>Verifies a signature with SHA-256 of the board's key.</summary>
    /// <param name="key">SubjectPublicKeyInfo.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">ECDSA-Sig-Value, or PKCS #1 v1.5.</param>
    public static bool Verifies(byte[] key, byte[] message, byte[] signature)
    {
        if (PublicKeyInfo.Parse(key).Kind == KeyKind.EcP256)
        {
            using var ec = ECDsa.Create();
            ec.ImportSubjectPublicKeyInfo(key, out _);
            return ec.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key, out _);
        return rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool IsSignedBy(CertificateInfo certificate, CertificateInfo issuer)
    {
        using X509Certificate2 leaf = X509CertificateLoader.LoadCertificate(certificate.Der);
        using X509Certificate2 parent = X509CertificateLoader.LoadCertificate(issuer.Der);
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(parent);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid | X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.Build(leaf);
        return chain.ChainElements.Count > 1 && chain.ChainStatus.All(status =>
            (status.Status & (X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.Cyclic | X509ChainStatusFlags.InvalidBasicConstraints)) == 0);
    }

    private static string Text(DateTime date) => date.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
