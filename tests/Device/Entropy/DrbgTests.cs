using System;
using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Tests.Mqtt;

namespace NfToken.Tests.Entropy;

/// <summary>HMAC_DRBG against cases of NIST's validation program; tests/Host has all of them.</summary>
[TestClass]
public class DrbgTests
{
    [TestMethod]
    public void NoReseed()
    {
        HmacDrbg drbg = new HmacDrbg(null);
        drbg.Instantiate(
            Hex.ToBytes("ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488"),
            Hex.ToBytes("659ba96c601dc69fc902940805ec0ca8"),
            null);
        byte[] bits = new byte[128];
        drbg.Generate(bits, 0, 128, null);
        Assert.IsTrue(drbg.Generate(bits, 0, 128, null));
        Assert.AreEqual(
            "e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89d54fbb978a15b5c443c9ec21036d2460b6f7" +
            "3ebad0dc2aba6e624abf07745bc107694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668961df868" +
            "03482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8",
            Hex.From(bits, 0, 128));
    }

    /// <summary>With a personalization string, a reseed and additional input everywhere.</summary>
    [TestMethod]
    public void Reseed()
    {
        HmacDrbg drbg = new HmacDrbg(null);
        drbg.Instantiate(
            Hex.ToBytes("cdb0d9117cc6dbc9ef9dcb06a97579841d72dc18b2d46a1cb61e314012bdf416"),
            Hex.ToBytes("d0c0d01d156016d0eb6b7e9c7c3c8da8"),
            Hex.ToBytes("6f0fb9eab3f9ea7ab0a719bfa879bf0aaed683307fda0c6d73ce018b6e34faaa"));
        drbg.Reseed(
            Hex.ToBytes("8ec6f7d5a8e2e88f43986f70b86e050d07c84b931bcf18e601c5a3eee3064c82"),
            Hex.ToBytes("1ab4ca9014fa98a55938316de8ba5a68c629b0741bdd058c4d70c91cda5099b3"));
        byte[] bits = new byte[130];
        drbg.Generate(bits, 1, 128, Hex.ToBytes("16e2d0721b58d839a122852abd3bf2c942a31c84d82fca74211871880d7162ff"));
        drbg.Generate(bits, 1, 128, Hex.ToBytes("53686f042a7b087d5d2eca0d2a96de131f275ed7151189f7ca52deaa78b79fb2"));
        Assert.AreEqual(
            "dda04a2ca7b8147af1548f5d086591ca4fd951a345ce52b3cd49d47e84aa31a183e31fbc42a1ff1d95afec7143c8008c97bc" +
            "2a9c091df0a763848391f68cb4a366ad89857ac725a53b303ddea767be8dc5f605b1b95f6d24c9f06be65a973a089320b3cc" +
            "42569dcfd4b92b62a993785b0301b3fc452445656fce22664827b88f",
            Hex.From(bits, 1, 128));
        Assert.AreEqual("0000", Hex.From([bits[0], bits[129]], 0, 2));
    }

    /// <summary>With prediction resistance and all other inputs.</summary>
    [TestMethod]
    public void PredictionResistance()
    {
        HmacDrbg drbg = new HmacDrbg(null);
        drbg.Instantiate(
            Hex.ToBytes("4294671d493dc085b5184607d7de2ff2b6aceb734a1b026f6cfee7c5a90f03da"),
            Hex.ToBytes("d071544e599235d5eb38b64b551d2a6e"),
            Hex.ToBytes("63bc769ae1d95a98bde870e4db7776297041d37c8a5c688d4e024b78d83f4d78"));
        byte[] bits = new byte[128];
        drbg.GenerateFresh(
            bits,
            0,
            128,
            Hex.ToBytes("28848becd3f47696f124f4b14853a456156f69be583a7d4682cff8d44b39e1d3"),
            Hex.ToBytes("db9b4790b62336fbb9a684b82947065393eeef8f57bd2477141ad17e776dac34"));
        drbg.GenerateFresh(
            bits,
            0,
            128,
            Hex.ToBytes("8bfce0b7132661c3cd78175d83926f643e36f7608eec2c5dac3ddcbacc8c2182"),
            Hex.ToBytes("4a9abe80f6f522f29878bedf8245b27940a76471006fb4a4110beb4decb6c341"));
        Assert.AreEqual(
            "e580dc969194b2b18a97478aef9d1a72390aff14562747bf080d741527a6655ce7fc135325b457483a9f9c70f91165a811cf" +
            "4524b50d51199a0df3bd60d12abac27d0bf6618e6b114e05420352e23f3603dfe8a225dc19b3d1fff1dc245dc6b1df24c741" +
            "744bec3f9437dbbf222df84881a457a589e7815ef132f686b760f012",
            Hex.From(bits, 0, 128));
    }

    [TestMethod]
    public void LimitsOfARequest()
    {
        HmacDrbg drbg = new HmacDrbg(null);
        Assert.ThrowsException(typeof(InvalidOperationException), () => drbg.Generate(new byte[1], 0, 1, null));
        Assert.ThrowsException(typeof(InvalidOperationException), () => drbg.Reseed(new byte[32], null));
        drbg.Instantiate(new byte[48], null, null);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => drbg.Generate(new byte[1], 0, HmacDrbg.MaxRequest + 1, null));
        Assert.IsTrue(drbg.Generate(new byte[1], 0, 1, null));
        drbg.Clear();
        Assert.ThrowsException(typeof(InvalidOperationException), () => drbg.Generate(new byte[1], 0, 1, null));
    }
}
