using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class KeyTests
{
    [TestMethod]
    [DataRow(Samples.EcPkcs8)]
    [DataRow(Samples.EcSec1)]
    public void EcKeysAreRead(string pem)
    {
        PrivateKeyInfo key = PrivateKeyFile.Read(Samples.Bytes(pem));
        Assert.IsTrue(key.Kind == KeyKind.EcP256);
        Assert.AreEqual(Samples.Scalar, Samples.ToHex(key.Ec.D));
        Assert.AreEqual(Samples.Point, Samples.ToHex(key.Ec.Point));
        Assert.AreEqual(Samples.EcPkcs8, Pem.Encode(Pem.PrivateKey, key.ToPkcs8()));
        key.Clear();
        Assert.AreEqual("0000000000000000000000000000000000000000000000000000000000000000", Samples.ToHex(key.Ec.D));
    }

    [TestMethod]
    [DataRow(Samples.RsaPkcs8)]
    [DataRow(Samples.RsaPkcs1)]
    public void RsaKeysAreRead(string pem)
    {
        PrivateKeyInfo key = PrivateKeyFile.Read(Samples.Bytes(pem));
        Assert.IsTrue(key.Kind == KeyKind.Rsa);
        Assert.AreEqual(128, key.Rsa.PublicKey.Modulus.Length);
        Assert.AreEqual("010001", Samples.ToHex(key.Rsa.PublicKey.Exponent));
        Assert.AreEqual(Samples.RsaPkcs8, Pem.Encode(Pem.PrivateKey, key.ToPkcs8()));
        Assert.IsTrue(key.Matches(PublicKeyInfo.Parse(key.GetPublicKey().ToDer())));
    }

    [TestMethod]
    public void KeyMatchesItsCertificateOnly()
    {
        PublicKeyInfo certified = CertificateFile.Read(Samples.Bytes(Samples.Certificate))[0].GetPublicKey();
        PrivateKeyInfo key = PrivateKeyFile.Read(Samples.Bytes(Samples.EcPkcs8));
        Assert.IsTrue(key.Matches(certified));
        key.Ec.D[31] ^= 1;
        Assert.IsFalse(key.Matches(certified));
        Assert.IsFalse(PrivateKeyFile.Read(Samples.Bytes(Samples.RsaPkcs8)).Matches(certified));
    }

    [TestMethod]
    public void WrongPrimesAreRefused()
    {
        byte[] der = Pem.Find(Samples.Bytes(Samples.RsaPkcs1), Pem.RsaPrivateKey);
        der[300] ^= 1;
        Assert.ThrowsException(typeof(EncodingException), () => PrivateKeyInfo.FromDer(der));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [DataRow("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")]
    [DataRow("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----\n")]
    public void OtherFilesAreRefused(string text) =>
        Assert.ThrowsException(typeof(EncodingException), () => PrivateKeyFile.Read(Samples.Bytes(text)));
}
