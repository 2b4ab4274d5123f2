using System;
using NfToken.Cryptography;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptography;

/// <summary>Larger keys, against OpenSSL. On an ESP32 a signature of 2048 bits takes 11 to 45 seconds, of 3072 bits 40 to 150, of 4096 bits 80 to 330.</summary>
[TestClass]
public class RsaSizeTests
{
    [TestMethod]
    [DataRow(RsaSamples.Key2048, RsaSamples.Pkcs2048)]
    [DataRow(RsaSamples.Key3072, RsaSamples.Pkcs3072)]
    [DataRow(RsaSamples.Key4096, RsaSamples.Pkcs4096)]
    public void SignsAsOthersDo(string encodedKey, string expected)
    {
        RsaPrivateKey key = ReadKey(encodedKey);
        byte[] data = DigestInfo.OfSha256(Hash());
        byte[] signature = RsaPkcs1.Sign(key, data, data);
        Assert.AreEqual(expected, Convert.ToBase64String(signature));
        Assert.IsTrue(RsaPkcs1.Verify(key.PublicKey, data, signature));
        signature[signature.Length - 1] ^= 1;
        Assert.IsFalse(RsaPkcs1.Verify(key.PublicKey, data, signature));
        RsaMemory.Release();
    }

    [TestMethod]
    [DataRow(RsaSamples.Key2048, RsaSamples.Pss2048)]
    [DataRow(RsaSamples.Key3072, RsaSamples.Pss3072)]
    [DataRow(RsaSamples.Key4096, RsaSamples.Pss4096)]
    public void PssOfOthersVerifies(string encodedKey, string encodedSignature)
    {
        PublicKeyInfo key = ReadKey(encodedKey).PublicKey;
        byte[] signature = Convert.FromBase64String(encodedSignature);
        Assert.IsTrue(RsaPss.Verify(key, Hash(), 20, signature));
        Assert.IsFalse(RsaPss.Verify(key, Hash(), 32, signature));
        signature[0] ^= 1;
        Assert.IsFalse(RsaPss.Verify(key, Hash(), 20, signature));
    }

    [TestMethod]
    public void PssOfOursVerifies()
    {
        RsaPrivateKey key = ReadKey(RsaSamples.Key2048);
        byte[] hash = Hash();
        byte[] signature = RsaPss.Sign(key, hash, hash, hash);
        Assert.IsTrue(RsaPss.Verify(key.PublicKey, hash, 32, signature));
        hash[31] ^= 1;
        Assert.IsFalse(RsaPss.Verify(key.PublicKey, hash, 32, signature));
    }

    /// <summary>A wrong CRT parameter is what a fault looks like; the memory is of use afterwards.</summary>
    [TestMethod]
    public void WrongResultIsKeptBack()
    {
        RsaPrivateKey key = ReadKey(RsaSamples.Key2048);
        key.DQ[100] ^= 1;
        Assert.ThrowsException(typeof(InvalidOperationException), () => RsaPkcs1.Sign(key, Hash(), null));
        byte[] signature = Convert.FromBase64String(RsaSamples.Pkcs2048);
        Assert.IsTrue(RsaPkcs1.Verify(key.PublicKey, DigestInfo.OfSha256(Hash()), signature));
    }

    private static RsaPrivateKey ReadKey(string encoded) => PrivateKeyInfo.FromDer(Convert.FromBase64String(encoded)).Rsa;

    private static byte[] Hash() => Sha256.Hash(Samples.Bytes("sample"));
}
