using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfToken.Tests.Host.Broker;

/// <summary>
/// A certificate authority with a broker's certificate (localhost, 127.0.0.1) and as many others as a test wants, good or bad; all made
/// when asked for, nothing lies on the disk. Another instance is another authority.
/// </summary>
public sealed class TestPki
{
    /// <summary>Extended key usage of a TLS server.</summary>
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";

    /// <summary>Extended key usage of a TLS client.</summary>
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly Lazy<TestCertificate> _server;
    private readonly Lazy<TestCertificate> _device;
    private readonly Lazy<TestCertificate> _rsaDevice;

    /// <summary>Makes an authority.</summary>
    /// <param name="authorityKey">Its kind of key, and the broker's.</param>
    /// <param name="name">Its common name. Two of one name are still two authorities.</param>
    public TestPki(TestKey authorityKey = TestKey.P256, string name = "NfToken Test CA")
        : this(authorityKey, name, null)
    {
    }

    private TestPki(TestKey authorityKey, string name, TestPki? parent)
    {
        AsymmetricAlgorithm key = NewKey(authorityKey);
        CertificateRequest request = Request("CN=" + name + ", O=NfToken", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset from = Now.AddDays(-2);
        DateTimeOffset to = Now.AddYears(9);
        using X509Certificate2 authority = parent == null ? request.CreateSelfSigned(from, to.AddYears(1)) : parent.Sign(request, from, to);
        Authority = new TestCertificate(authority.RawData, key);
        _server = new(() => IssueServer(authorityKey, "localhost"));
        _device = new(() => IssueDevice(TestKey.P256));
        _rsaDevice = new(() => IssueDevice(TestKey.Rsa2048));
    }

    /// <summary>The authority, self-signed unless it is below another.</summary>
    public TestCertificate Authority { get; }

    /// <summary>The broker's certificate, for localhost and 127.0.0.1.</summary>
    public TestCertificate Server => _server.Value;

    /// <summary>A device with a P-256 key.</summary>
    public TestCertificate Device => _device.Value;

    /// <summary>A device with an RSA key.</summary>
    public TestCertificate RsaDevice => _rsaDevice.Value;

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <summary>Issues a server's certificate.</summary>
    /// <param name="kind">Kind of key.</param>
    /// <param name="name">Its one DNS name or address. With <c>localhost</c> the address 127.0.0.1 is in it too.</param>
    /// <param name="validity">When it is valid.</param>
    /// <param name="usage">What it may be used for.</param>
    public TestCertificate IssueServer(TestKey kind, string name, TestValidity validity = TestValidity.Now, string usage = ServerUse)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        return Issue(kind, "CN=" + name, usage, validity, names.Build());
    }

    /// <summary>Issues a device's certificate.</summary>
    /// <param name="kind">Kind of key.</param>
    /// <param name="name">Its common name, which the broker takes for the user's name.</param>
    /// <param name="validity">When it is valid.</param>
    public TestCertificate IssueDevice(TestKey kind, string name = "test-device", TestValidity validity = TestValidity.Now) =>
        Issue(kind, "CN=" + name, ClientUse, validity, null);

    /// <summary>Makes an authority below this one.</summary>
    /// <param name="name">Its common name.</param>
    public TestPki CreateIntermediate(string name) => new(TestKey.P256, name, this);

    /// <summary>Signs a device's request.</summary>
    /// <param name="request">PKCS #10 in PEM.</param>
    /// <returns>The certificate in PEM.</returns>
    public string SignRequest(string request)
    {
        var parsed = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = Sign(parsed, Now.AddDays(-1), Now.AddYears(1));
        return certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>A new private key.</summary>
    public static AsymmetricAlgorithm NewKey(TestKey kind) =>
        kind == TestKey.P256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);

    private static CertificateRequest Request(string subject, AsymmetricAlgorithm key) => key is ECDsa ec
        ? new CertificateRequest(subject, ec, HashAlgorithmName.SHA256)
        : new CertificateRequest(subject, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private TestCertificate Issue(TestKey kind, string subject, string usage, TestValidity validity, X509Extension? names)
    {
        AsymmetricAlgorithm key = NewKey(kind);
        CertificateRequest request = Request(subject, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names != null)
        {
            request.CertificateExtensions.Add(names);
        }

        (DateTimeOffset from, DateTimeOffset to) = validity switch
        {
            TestValidity.Expired => (Now.AddDays(-1), Now.AddHours(-1)),
            TestValidity.NotYet => (Now.AddDays(1), Now.AddYears(1)),
            _ => (Now.AddDays(-1), Now.AddYears(1)),
        };
        using X509Certificate2 certificate = Sign(request, from, to);
        return new TestCertificate(certificate.RawData, key);
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset to)
    {
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificate(Authority.Certificate);
        X509SignatureGenerator signer = Authority.Key is ECDsa ec
            ? X509SignatureGenerator.CreateForECDsa(ec)
            : X509SignatureGenerator.CreateForRSA((RSA)Authority.Key, RSASignaturePadding.Pkcs1);

        // A positive serial number: the first bit of its DER is 0.
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return request.Create(authority.SubjectName, signer, from, to, serial);
    }
}
