using System;
using NfToken.Cryptography;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptography;

/// <summary>Against signatures of "sample" that OpenSSL made with a key for this test alone.</summary>
[TestClass]
public class RsaTests
{
    private const string Key =
        "3082025C02010002818100E105681FB76FD2E4FD1F9575C40F4810D749A1651EAA8842606BCF1DB540BA75FDEB58D18A109823FFF0A1435F00536C72"
        + "C31D8D31897C8702AC50079DCC25E96AC2AE6E53C666D2D107F6B9339B4CEA802DB4BD6F07E207D855821E3CF0E3400D7353037F3D2AD9BC4A37FAD8"
        + "E49F67DD4435D85A9F22A57BD6072BF0BBDFEB02030100010281801B37A3338AE58CB5C3E42918D8811CAF64CAF4299DFEF4824AD55F74F17285DB35"
        + "BE5CBCE39D4439BE80659117919B85979000280EE0D95E1F35A66C756AB6FEFDA940CC8018BD0CF83B3CF250634DADADD74B786BD3DA97137C6A797D"
        + "59FF71700C36987EA80CAD8BEA4B21C363318503BEA5097379A3CB56FA845123D96F71024100F2713E25CCD2ED8F3A4995D99223307899530AEEBF5E"
        + "054BAFAD216BFC64F5F3D4560DE7406705EEFEA3F69172902407BE2BC01CA72313595B5726BF91DBC613024100ED9AC3D66EF2CA6E145D0111D692F2"
        + "23B3162C2027F3CDB860BCDA945A5594E4A36008DB9D9A94FE1935C587078BE71250A587B7DFB16F260F0FA4EA508499C9024100BBA9AE8A81EE6F96"
        + "636EDC406A9F3480D565F35B74E3E94379BB90D84EA933BCC68AC9FE4BDAB33C18FD7FF97BED5906694CE24B0B90DA045BF0ACFCB281A4E302403A2A"
        + "E53E9DB2BA73F070444EC5A4FBBA59A157F41753CC4D1301A8D120BC4AD31E5BE84F3B6A18878C4C69AB00E1F313BCC289532E6415BDCF7A18F973F4"
        + "C261024074A809E0B1554283581DF9FC220FCEB3BA10C2C09A9C137ED9757B3EA269FA547974BA3695E93DAD1BFD5FBB301C33B4E92C63C71DACD3FA"
        + "AC9E0481644C0480";

    private const string Pkcs1 =
        "47CE757B848146B5835B1B163DFB2B20DDE80177E14D6E5AF167BDE17C92FEDA3CF86B72E9900727FC31E278A0FBDAF48B12E58F2B24411F9B55A90D"
        + "CC6FBEED8125BB0693D56027154D8C403175012802B752034F34DDDD13C13B76D3A79CBE2F7DA38333A18CBEA8F2B7E7D9284EF536FB965C94107926"
        + "0318634620A79E2D";

    private const string Pss =
        "6CAB9783CE866D56E3222B1E59A27A4B9C4AEC4F71CD4BACF5A09229BE9A1469DE495F18FC9D3B25020F7A652948D52E3A57D7F99769F16291884CFA"
        + "72BC5F24370743CABD301E050233FF04D232E9B7CD6502AF446407EA20BD547D861AE821F7F9662E1F09848209E5283AFA90E53A224387F892BA1551"
        + "B4CA19465091EFF2";

    [TestMethod]
    public void Pkcs1SignsAsOthersDo()
    {
        RsaPrivateKey key = ReadKey();
        byte[] data = DigestInfo.OfSha256(Hash());
        byte[] signature = RsaPkcs1.Sign(key, data, data);
        Assert.AreEqual(Pkcs1, Samples.ToHex(signature));
        Assert.IsTrue(RsaPkcs1.Verify(key.PublicKey, data, signature));
        data[data.Length - 1] ^= 1;
        Assert.IsFalse(RsaPkcs1.Verify(key.PublicKey, data, signature));
    }

    [TestMethod]
    public void PssOfOthersVerifies()
    {
        PublicKeyInfo key = ReadKey().PublicKey;
        byte[] signature = Samples.FromHex(Pss);
        Assert.IsTrue(RsaPss.Verify(key, Hash(), 32, signature));
        Assert.IsFalse(RsaPss.Verify(key, Hash(), 31, signature));
        signature[0] ^= 1;
        Assert.IsFalse(RsaPss.Verify(key, Hash(), 32, signature));
    }

    [TestMethod]
    public void PssOfOursVerifies()
    {
        RsaPrivateKey key = ReadKey();
        byte[] hash = Hash();
        byte[] signature = RsaPss.Sign(key, hash, hash, null);
        Assert.IsTrue(RsaPss.Verify(key.PublicKey, hash, 32, signature));
        hash[31] ^= 1;
        Assert.IsFalse(RsaPss.Verify(key.PublicKey, hash, 32, signature));
    }

    /// <summary>A wrong CRT parameter is what a fault looks like.</summary>
    [TestMethod]
    public void WrongResultIsKeptBack()
    {
        RsaPrivateKey key = ReadKey();
        key.DP[5] ^= 1;
        Assert.ThrowsException(typeof(InvalidOperationException), () => RsaPkcs1.Sign(key, Hash(), null));
    }

    [TestMethod]
    public void CrtParametersAreCompleted()
    {
        RsaPrivateKey key = ReadKey();
        RsaPrivateKey completed = RsaKeyImport.Complete(key.PublicKey.Modulus, key.PublicKey.Exponent, key.D, key.P, key.Q, null, key.DQ, null);
        Assert.AreEqual(Samples.ToHex(key.DP), Samples.ToHex(completed.DP));
        Assert.AreEqual(Samples.ToHex(key.QInv), Samples.ToHex(completed.QInv));
        key.DQ[0] ^= 1;
        Assert.ThrowsException(typeof(EncodingException), () => RsaKeyImport.Complete(key.PublicKey.Modulus, key.PublicKey.Exponent, key.D, key.P, key.Q, null, key.DQ, null));
    }

    private static RsaPrivateKey ReadKey() => PrivateKeyInfo.FromDer(Samples.FromHex(Key)).Rsa;

    private static byte[] Hash() => Sha256.Hash(Samples.Bytes("sample"));
}
