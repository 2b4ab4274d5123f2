using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;

using System.Security.Cryptography.X509Certificates;

namespace NfToken.Pal.Simulator;

/// <summary>Judges the server's certificate against the board's own roots and clock, and remembers what was wrong.</summary>
internal sealed class TlsServerCheck
{
    private readonly DateTime _now;
    private readonly string _host;

    /// <summary>Prepares the check of one handshake.</summary>
    /// <param name="host">The server's name, as in its certificate.</param>
    /// <param name="roots">The only authorities trusted, each in DER.</param>
    /// <param name="now">The board's time of day in UTC.</param>
    /// <exception cref="TlsException"><see cref="TlsError.UnknownAuthority"/>: a root is no certificate, or there is none.</exception>
    public TlsServerCheck(string host, byte[][] roots, DateTime now)
    {
        _host = host;
        _now = now;
        Policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.ToLocalTime(),
            VerificationTimeIgnored = false,
        };
        foreach (byte[] root in roots)
        {
            try
            {
                Policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root));
            }
            catch (CryptographicException)
            {
                throw new TlsException(TlsError.UnknownAuthority, "a root certificate cannot be read");
            }
        }

        if (roots.Length == 0)
        {
            throw new TlsException(TlsError.UnknownAuthority, "no root certificate given");
        }
    }

    /// <summary>For <see cref="SslClientAuthenticationOptions.CertificateChainPolicy"/>.</summary>
    public X509ChainPolicy Policy { get; }

    /// <summary>What was wrong; null where nothing was, or the server's certificate was not reached.</summary>
    public TlsException? Failure { get; private set; }

    /// <summary>For <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>: forgives nothing.</summary>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        Failure = Explain(certificate as X509Certificate2, chain, errors);
        return false;
    }

    private TlsException Explain(X509Certificate2? server, X509Chain? chain, SslPolicyErrors errors)
    {
        if (server == null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return new TlsException(TlsError.ServerCertificate, "the server sent no certificate");
        }

        X509ChainStatusFlags flags = X509ChainStatusFlags.NoError;
        string text = "";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain != null)
        {
            foreach (X509ChainStatus status in chain.ChainStatus)
            {
                flags |= status.Status;
                text = status.StatusInformation.Trim();
            }
        }

        const X509ChainStatusFlags NotAnchored =
            X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        if ((flags & NotAnchored) != 0)
        {
            return new TlsException(
                TlsError.UnknownAuthority,
                $"{server.Subject} was issued by {server.Issuer}, which none of the {Policy.CustomTrustStore.Count} root(s) vouches for");
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return new TlsException(TlsError.ServerCertificateDate, ExplainDate(chain!));
        }

        if (flags != X509ChainStatusFlags.NoError)
        {
            return new TlsException(TlsError.ServerCertificate, $"{server.Subject}: {text}");
        }

        return new TlsException(TlsError.NameMismatch, $"{_host} is not among the names of {server.Subject}: {Names(server)}");
    }

    private string ExplainDate(X509Chain chain)
    {
        foreach (X509ChainElement element in chain.ChainElements)
        {
            X509Certificate2 certificate = element.Certificate;
            DateTime from = certificate.NotBefore.ToUniversalTime();
            DateTime to = certificate.NotAfter.ToUniversalTime();
            if (_now > to)
            {
                return $"{certificate.Subject} expired on {Date(to)}; it is {Date(_now)}";
            }

            if (_now < from)
            {
                return $"{certificate.Subject} is not valid before {Date(from)}; it is {Date(_now)}";
            }
        }

        return $"not valid at {Date(_now)}";
    }

    private static string Date(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 server)
    {
        List<string> names = [];
        foreach (X509SubjectAlternativeNameExtension extension in server.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return names.Count == 0 ? server.GetNameInfo(X509NameType.SimpleName, false) : string.Join(", ", names);
    }
}
