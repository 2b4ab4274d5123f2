using System.Security.Cryptography;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using Xunit;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Private and public keys in every encoding that .NET writes, read back and compared.</summary>
public sealed class PrivateKeyTests
{
    [Fact]
    public void EcInEveryEncoding()
    {
        for (int i = 0; i < 20; i++)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            byte[] d = key.ExportParameters(true).D!;
            byte[] spki = key.ExportSubjectPublicKeyInfo();
            foreach (byte[] file in new[]
            {
                key.ExportPkcs8PrivateKey(), key.ExportECPrivateKey(), Text(key.ExportPkcs8PrivateKeyPem()),
                Text("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + key.ExportECPrivateKeyPem()),
            })
            {
                PrivateKeyInfo read = PrivateKeyFile.Read(file);
                Assert.Equal(KeyKind.EcP256, read.Kind);
                Assert.Equal(d, read.Ec.D);
                Assert.Equal(spki, read.GetPublicKey().ToDer());
                Assert.True(read.Matches(PublicKeyInfo.Parse(spki)));

                using ECDsa back = ECDsa.Create();
                byte[] pkcs8 = read.ToPkcs8();
                back.ImportPkcs8PrivateKey(pkcs8, out int count);
                Assert.Equal(pkcs8.Length, count);
                Assert.Equal(d, back.ExportParameters(true).D);
            }
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    public void RsaInEveryEncoding(int bits)
    {
        using RSA key = RSA.Create(bits);
        RSAParameters numbers = key.ExportParameters(true);
        byte[] spki = key.ExportSubjectPublicKeyInfo();
        foreach (byte[] file in new[] { key.ExportPkcs8PrivateKey(), key.ExportRSAPrivateKey(), Text(key.ExportPkcs8PrivateKeyPem()), Text(key.ExportRSAPrivateKeyPem()) })
        {
            PrivateKeyInfo read = PrivateKeyFile.Read(file);
            Assert.Equal(KeyKind.Rsa, read.Kind);
            Assert.Equal(numbers.Modulus, read.Rsa.PublicKey.Modulus);
            Assert.Equal(numbers.Exponent, read.Rsa.PublicKey.Exponent);
            Assert.Equal(spki, read.GetPublicKey().ToDer());
            Assert.True(read.Matches(PublicKeyInfo.Parse(spki)));
            Assert.Equal(key.ExportPkcs8PrivateKey(), read.ToPkcs8());
        }
    }

    [Fact]
    public void AnotherKeyDoesNotMatch()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa otherEc = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using RSA rsa = RSA.Create(1024);
        using RSA otherRsa = RSA.Create(1024);
        PrivateKeyInfo key = PrivateKeyInfo.FromDer(ec.ExportPkcs8PrivateKey());
        Assert.False(key.Matches(PublicKeyInfo.Parse(otherEc.ExportSubjectPublicKeyInfo())));
        Assert.False(key.Matches(PublicKeyInfo.Parse(rsa.ExportSubjectPublicKeyInfo())));
        key = PrivateKeyInfo.FromDer(rsa.ExportPkcs8PrivateKey());
        Assert.False(key.Matches(PublicKeyInfo.Parse(otherRsa.ExportSubjectPublicKeyInfo())));
        Assert.False(key.Matches(PublicKeyInfo.Parse(ec.ExportSubjectPublicKeyInfo())));
    }

    /// <summary>A private key whose own public half belongs to another key: what counts is the computed one.</summary>
    [Fact]
    public void EnclosedPointIsNotBelieved()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] forged = ec.ExportECPrivateKey();
        byte[] point = other.ExportSubjectPublicKeyInfo()[^65..];
        point.CopyTo(forged, forged.Length - 65);
        PrivateKeyInfo key = PrivateKeyInfo.FromDer(forged);
        Assert.True(key.Matches(PublicKeyInfo.Parse(ec.ExportSubjectPublicKeyInfo())));
        Assert.False(key.Matches(PublicKeyInfo.Parse(other.ExportSubjectPublicKeyInfo())));
    }

    [Fact]
    public void EncryptedSaysWhatToDo()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1);
        foreach (byte[] file in new[]
        {
            ec.ExportEncryptedPkcs8PrivateKey("secret", parameters), Text(ec.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters)),
            Text("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n"),
        })
        {
            EncodingException refused = Assert.Throws<EncodingException>(() => PrivateKeyFile.Read(file));
            Assert.Contains("openssl pkey", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WrongNumbers()
    {
        using RSA rsa = RSA.Create(1024);
        byte[] der = rsa.ExportRSAPrivateKey();
        byte[] prime = rsa.ExportParameters(true).P!;
        int at = der.AsSpan().IndexOf(prime);
        der[at + 20] ^= 4;
        Assert.Contains("primes", Assert.Throws<EncodingException>(() => PrivateKeyInfo.FromDer(der)).Message, StringComparison.Ordinal);

        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        der = ec.ExportECPrivateKey();
        at = der.AsSpan().IndexOf(ec.ExportParameters(true).D!);
        Array.Clear(der, at, 32);
        Assert.Throws<EncodingException>(() => PrivateKeyInfo.FromDer(der));
        P256.GetOrder().CopyTo(der, at);
        Assert.Throws<EncodingException>(() => PrivateKeyInfo.FromDer(der));
    }

    [Fact]
    public void OtherCurvesAndAlgorithms()
    {
        using ECDsa p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (byte[] der in new[] { p384.ExportPkcs8PrivateKey(), p384.ExportECPrivateKey() })
        {
            Assert.Contains("P-256", Assert.Throws<EncodingException>(() => PrivateKeyInfo.FromDer(der)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("P-256", Assert.Throws<EncodingException>(() => PublicKeyInfo.Parse(p384.ExportSubjectPublicKeyInfo())).Message, StringComparison.Ordinal);

        // Ed25519, RFC 8410, 10.3.
        byte[] ed25519 = Convert.FromHexString("302E020100300506032B657004220420D4EE72DBF913584AD5B6D8F1F769F8AD3AFE7C28CBF1D4FBE097A88F44755842");
        Assert.Contains("1.3.101.112", Assert.Throws<EncodingException>(() => PrivateKeyInfo.FromDer(ed25519)).Message, StringComparison.Ordinal);
    }

    /// <summary>Each way of cutting a file short, and bytes after its end, is refused with the documented exception.</summary>
    [Fact]
    public void CutOffAnywhere()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (byte[] file in new[] { ec.ExportPkcs8PrivateKey(), ec.ExportECPrivateKey(), Text(ec.ExportPkcs8PrivateKeyPem()) })
        {
            for (int length = 0; length < file.Length; length++)
            {
                Assert.Throws<EncodingException>(() => PrivateKeyFile.Read(file[..length]));
            }

            PrivateKeyFile.Read(file);
        }

        Assert.Throws<EncodingException>(() => PrivateKeyFile.Read([.. ec.ExportPkcs8PrivateKey(), 0]));
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
