using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using Xunit;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>X.509 fields against what .NET wrote and reads.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset From = new(2026, 7, 1, 12, 34, 56, TimeSpan.Zero);

    [Fact]
    public void FieldsOfAnEcCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Make(key, "CN=board-7, O=Example", From, From.AddYears(50), authority: false);
        foreach (byte[] file in new[] { certificate.RawData, Encoding.ASCII.GetBytes("text before\n" + certificate.ExportCertificatePem()) })
        {
            CertificateInfo info = CertificateFile.Read(file)[0];
            Assert.Equal(certificate.RawData, info.Der);
            Assert.Equal(certificate.SubjectName.RawData, info.SubjectDer);
            Assert.Equal(certificate.IssuerName.RawData, info.IssuerDer);
            Assert.Equal("CN=board-7,O=Example", info.Subject);
            Assert.Equal(certificate.NotBefore.ToUniversalTime(), info.NotBefore);
            Assert.Equal(certificate.NotAfter.ToUniversalTime(), info.NotAfter);
            Assert.Equal(DateTimeKind.Utc, info.NotAfter.Kind);
            Assert.Equal(2076, info.NotAfter.Year);
            Assert.Equal(certificate.SerialNumberBytes.ToArray(), info.SerialNumber);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), info.SubjectPublicKeyInfo);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), info.GetPublicKey().ToDer());
            Assert.False(info.IsAuthority);
            Assert.True(info.IsSelfIssued);
            Assert.True(PrivateKeyInfo.FromDer(key.ExportPkcs8PrivateKey()).Matches(info.GetPublicKey()));
        }
    }

    [Fact]
    public void AuthorityAndKeyIdentifiers()
    {
        using RSA rootKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var subjectKey = new X509SubjectKeyIdentifierExtension(request.PublicKey, false);
        request.CertificateExtensions.Add(subjectKey);
        using X509Certificate2 root = request.CreateSelfSigned(From, From.AddYears(20));
        CertificateInfo info = CertificateInfo.Parse(root.RawData);
        Assert.True(info.IsAuthority);
        Assert.Equal(subjectKey.SubjectKeyIdentifierBytes.ToArray(), info.SubjectKeyId);
        Assert.Equal(rootKey.ExportSubjectPublicKeyInfo(), info.GetPublicKey().ToDer());

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(subjectKey));
        using X509Certificate2 issued = leaf.Create(
            root.SubjectName, X509SignatureGenerator.CreateForRSA(rootKey, RSASignaturePadding.Pkcs1), From, From.AddYears(1), [1, 2, 3]);
        info = CertificateInfo.Parse(issued.RawData);
        Assert.Equal("CN=Root", info.Issuer);
        Assert.Equal(subjectKey.SubjectKeyIdentifierBytes.ToArray(), info.AuthorityKeyId);
        Assert.Null(info.SubjectKeyId);
        Assert.False(info.IsSelfIssued);
    }

    [Theory]
    [InlineData("Müller – Zürich", "CN=Müller \\E2\\80\\93 Zürich")]
    [InlineData("a,b+c\"d\\e<f>g;h", "CN=a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h")]
    [InlineData(" #lead ", "CN=\\ #lead\\ ")]
    [InlineData("#x", "CN=\\#x")]
    [InlineData("line\r\nTest passed", "CN=line\\0D\\0ATest passed")]
    [InlineData("nul\0after", "CN=nul\\00after")]
    [InlineData("\u202Eevil", "CN=\\E2\\80\\AEevil")]
    public void NamesAreEscaped(string name, string expected)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        Assert.Equal(expected, DistinguishedName.ToText(builder.Build().RawData));
    }

    [Fact]
    public void NamesWithManyParts()
    {
        var builder = new X500DistinguishedNameBuilder();
        // The builder encodes what was added last first.
        builder.AddCommonName("a");
        builder.Add("1.2.840.113549.1.9.2", "x");
        builder.AddOrganizationName("Example");
        builder.AddCountryOrRegion("DE");
        Assert.Equal("CN=a,1.2.840.113549.1.9.2=#0C0178,O=Example,C=DE", DistinguishedName.ToText(builder.Build().RawData));
        Assert.Equal("", DistinguishedName.ToText([0x30, 0x00]));
    }

    [Fact]
    public void CutOffAnywhere()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Make(key, "CN=a", From, From.AddYears(1), authority: true);
        byte[] pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
        for (int length = 0; length < certificate.RawData.Length; length++)
        {
            Assert.Throws<EncodingException>(() => CertificateFile.Read(certificate.RawData[..length])[0]);
        }

        for (int length = 0; length < pem.Length; length++)
        {
            Assert.Throws<EncodingException>(() => CertificateFile.Read(pem[..length])[0]);
        }

        Assert.Throws<EncodingException>(() => CertificateInfo.Parse([.. certificate.RawData, 0]));
    }

    private static X509Certificate2 Make(ECDsa key, string subject, DateTimeOffset from, DateTimeOffset to, bool authority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        return request.CreateSelfSigned(from, to);
    }
}
