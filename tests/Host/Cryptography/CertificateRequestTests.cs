using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SystemRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Rsa;
using Request = NfToken.Certificates.CertificateRequest;
using Xunit;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Requests, read and verified by System.Security.Cryptography.</summary>
public sealed class CertificateRequestTests
{
    private static readonly byte[] D = SHA256.HashData([7]);

    [Fact]
    public void Ec()
    {
        var request = new Request(PublicKeyInfo.FromPoint(P256.PublicFromPrivate(D))) { CommonName = "brett-ö", Organization = "Example", DnsNames = ["a.example", "*.b.example"] };
        byte[] der = request.ToDer(new EcSigner());
        SystemRequest read = SystemRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        Assert.Equal("CN=brett-ö, O=Example", read.SubjectName.Name);
        Assert.Equal(request.ToDer(new EcSigner()), der);
        var names = new X509SubjectAlternativeNameExtension(Assert.Single(read.CertificateExtensions).RawData);
        Assert.Equal(["a.example", "*.b.example"], names.EnumerateDnsNames());
        der[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => SystemRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Rsa()
    {
        using RSA rsa = RSA.Create(2048);
        RsaPrivateKey key = RsaTests.Import(rsa);
        byte[] der = new Request(key.PublicKey) { CommonName = "x" }.ToDer(new RsaSigner(key));
        SystemRequest read = SystemRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1);
        Assert.Equal("CN=x", read.SubjectName.Name);
        Assert.Empty(read.CertificateExtensions);
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), read.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void BadNames()
    {
        PublicKeyInfo key = PublicKeyInfo.FromPoint(P256.PublicFromPrivate(D));
        var signer = new EcSigner();
        Assert.NotNull(new Request(key).ToDer(signer));
        Assert.NotNull(new Request(key) { CommonName = new string('x', 64) }.ToDer(signer));
        foreach (string name in new[] { "", new string('x', 65), new string('ö', 33) })
        {
            Assert.Throws<ArgumentException>(() => new Request(key) { CommonName = name }.ToDer(signer));
        }

        foreach (string name in new[] { "", "a b", "ö", "a\n", new string('x', 254), "a@b", "a[b" })
        {
            Assert.Throws<ArgumentException>(() => new Request(key) { DnsNames = [name] }.ToDer(signer));
        }
    }

    private sealed class EcSigner : IRequestSigner
    {
        public byte[] Sign(byte[] message) => Ecdsa.ToDer(Ecdsa.Sign(D, SHA256.HashData(message), null));
    }

    private sealed class RsaSigner(RsaPrivateKey key) : IRequestSigner
    {
        public byte[] Sign(byte[] message) => RsaPkcs1.Sign(key, DigestInfo.OfSha256(SHA256.HashData(message)), null);
    }
}
