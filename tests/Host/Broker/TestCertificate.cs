using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfToken.Tests.Host.Broker;

/// <summary>A certificate with its private key, in each form that a tool or the token takes.</summary>
public sealed class TestCertificate(byte[] certificate, AsymmetricAlgorithm key)
{
    /// <summary>X.509 in DER.</summary>
    public byte[] Certificate => certificate;

    /// <summary>The private key: <see cref="ECDsa"/> or <see cref="RSA"/>.</summary>
    public AsymmetricAlgorithm Key => key;

    /// <summary>X.509 in PEM.</summary>
    public string CertificatePem => PemEncoding.WriteString("CERTIFICATE", certificate) + "\n";

    /// <summary>The private key, PKCS #8 in DER.</summary>
    public byte[] KeyPkcs8 => key.ExportPkcs8PrivateKey();

    /// <summary>The private key, PKCS #8 in PEM (<c>openssl genpkey</c>).</summary>
    public string KeyPem => key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The private key in its older form, in PEM: SEC1 or PKCS #1.</summary>
    public string TraditionalKeyPem => (key is ECDsa ec ? ec.ExportECPrivateKeyPem() : ((RSA)key).ExportRSAPrivateKeyPem()) + "\n";

    /// <summary>Certificate and key as .NET takes them.</summary>
    public X509Certificate2 ToX509()
    {
        using X509Certificate2 plain = X509CertificateLoader.LoadCertificate(certificate);
        return key is ECDsa ec ? plain.CopyWithPrivateKey(ec) : plain.CopyWithPrivateKey((RSA)key);
    }
}
