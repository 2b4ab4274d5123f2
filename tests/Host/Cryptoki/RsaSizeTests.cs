using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfToken.Cryptoki;
using NfToken.Provisioning;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;
using NfToken.Rsa;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>RSA keys of every size that is promised, as .NET makes them, in and out again.</summary>
public sealed class RsaSizeTests
{
    [Theory]
    [InlineData(1024)]
    [InlineData(1536)]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void KeysComeOutAsTheyWentIn(int bits)
    {
        using var rsa = RSA.Create(bits);
        var request = new CertificateRequest("CN=rsa " + bits, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        Assert.Equal(CKR.CKR_OK, token.C_Initialize(null));
        using TokenSession session = TokenSession.Open(token, true);
        Provisioner.Provision(session, rsa.ExportPkcs8PrivateKey(), [certificate.RawData], null);
        uint key = session.FindObject(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        uint publicKey = session.FindObject(CKO.CKO_PUBLIC_KEY, Labels.DevicePublicKey);
        Assert.Equal(rsa.ExportPkcs8PrivateKey(), exporter.Export(key));
        Assert.Equal(BitConverter.GetBytes(bits), session.GetAttribute(publicKey, CKA.CKA_MODULUS_BITS));
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), session.GetAttribute(key, CKA.CKA_PUBLIC_KEY_INFO));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(8192)]
    public void OtherSizesAreRefused(int bits)
    {
        byte[] modulus = new byte[bits / 8];
        Array.Fill(modulus, (byte)0xFF);
        Assert.Equal(
            CKR.CKR_ATTRIBUTE_VALUE_INVALID,
            Make.Create(Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS, modulus))));
    }
}
