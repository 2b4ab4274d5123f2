using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfToken.Tests.Host.Tls;

/// <summary>A certificate authority made for one test: signs server and device certificates, good and bad ones.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;

    private TestAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>When the certificates begin that say nothing else.</summary>
    public static DateTimeOffset Begin { get; } = DateTimeOffset.UtcNow.AddDays(-2);

    /// <summary>When they end.</summary>
    public static DateTimeOffset End { get; } = DateTimeOffset.UtcNow.AddDays(2);

    /// <summary>The authority's certificate in DER.</summary>
    public byte[] Der => _certificate.RawData;

    /// <summary>The authority's certificate in PEM.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>Makes a self-signed authority.</summary>
    public static TestAuthority Create(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = AuthorityRequest(name, key);
        return new TestAuthority(request.CreateSelfSigned(Begin.AddDays(-400), End.AddDays(400)));
    }

    /// <summary>Makes an authority below this one.</summary>
    public TestAuthority CreateIntermediate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 bare = AuthorityRequest(name, key).Create(_certificate, Begin.AddDays(-300), End.AddDays(300), Serial());
        return new TestAuthority(bare.CopyWithPrivateKey(key));
    }

    /// <summary>A server's certificate for 127.0.0.1 and localhost, or for other names.</summary>
    public TestIdentity IssueServer(
        DateTimeOffset? from = null, DateTimeOffset? to = null, string[]? names = null, bool isClient = false) =>
        Issue("CN=test broker", isClient ? ClientAuth : ServerAuth, names ?? ["localhost", "127.0.0.1"], false, from, to);

    /// <summary>A device's certificate.</summary>
    public TestIdentity IssueDevice(bool rsa = false, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        Issue("CN=test device", ClientAuth, [], rsa, from, to);

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static byte[] Serial() => [1, .. RandomNumberGenerator.GetBytes(15)];

    private TestIdentity Issue(string subject, string usage, string[] names, bool rsa, DateTimeOffset? from, DateTimeOffset? to)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = key is RSA rsaKey
            ? new(subject, rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names.Length > 0)
        {
            SubjectAlternativeNameBuilder builder = new();
            foreach (string name in names)
            {
                if (IPAddress.TryParse(name, out IPAddress? address))
                {
                    builder.AddIpAddress(address);
                }
                else
                {
                    builder.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(builder.Build());
        }

        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(_certificate.GetECDsaPrivateKey()!);
        using X509Certificate2 certificate =
            request.Create(_certificate.SubjectName, generator, from ?? Begin, to ?? End, Serial());
        return new TestIdentity(
            certificate.RawData, key.ExportPkcs8PrivateKey(), certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
