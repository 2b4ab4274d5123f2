using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <content>With an RSA key.</content>
public sealed partial class AmazonQualificationTests
{
    [Fact]
    public void RsaSigns()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out _);
        uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        var mechanism = new CkMechanism(CKM.CKM_RSA_PKCS);
        byte[] hash = new byte[32];
        byte[] input = [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20, .. hash];
        byte[] signature = new byte[256];
        uint length = 256;
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, input, 0, input.Length, signature, ref length));
        Assert.Equal(256u, length);
        Assert.True(rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        // The test leaves a question for the length unfinished, and the next one starts anew.
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, input, 0, input.Length, null, ref length));
        Assert.Equal(256u, length);
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
    }

    [Fact]
    public void RsaAttributes()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out byte[] certificate);
        Assert.Equal(certificate, Read(session, Find(session, Labels.DeviceCertificate, CKO.CKO_CERTIFICATE), CKA.CKA_VALUE));
        var exponent = new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, new byte[257]);
        uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, _token.C_GetAttributeValue(session, key, [exponent]));
        Assert.Equal(new byte[257], exponent.Value);
    }

    [Fact]
    public void RsaObjectsAreFoundAndDestroyed()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out _);
        InThreads(FindAll);
        DestroyAll(session);
    }

    private RSA ProvisionRsa(uint session, out byte[] certificate)
    {
        var rsa = RSA.Create(2048);
        RSAParameters key = rsa.ExportParameters(true);
        Create(
            session,
            [
                new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
                new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey), new CkAttribute(CKA.CKA_TOKEN, true), new CkAttribute(CKA.CKA_SIGN, true),
                new CkAttribute(CKA.CKA_MODULUS, key.Modulus), new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, key.D), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.Exponent),
                new CkAttribute(CKA.CKA_PRIME_1, key.P), new CkAttribute(CKA.CKA_PRIME_2, key.Q), new CkAttribute(CKA.CKA_EXPONENT_1, key.DP),
                new CkAttribute(CKA.CKA_EXPONENT_2, key.DQ), new CkAttribute(CKA.CKA_COEFFICIENT, key.InverseQ),
            ]);
        Create(
            session,
            [
                new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA), new CkAttribute(CKA.CKA_TOKEN, true),
                new CkAttribute(CKA.CKA_MODULUS, key.Modulus), new CkAttribute(CKA.CKA_VERIFY, true), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.Exponent),
                new CkAttribute(CKA.CKA_LABEL, Labels.DevicePublicKey),
            ]);
        var request = new CertificateRequest("CN=rsa", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 issued = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        certificate = issued.RawData;
        Create(session, Certificate(certificate, Labels.DeviceCertificate));
        return rsa;
    }
}
