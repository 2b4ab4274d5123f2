using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class EcdsaTests
{
    private const string Key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
    private const string Public = "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
    private const string OfSample = "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8";

    /// <summary>RFC 6979, A.2.5.</summary>
    [TestMethod]
    [DataRow("sample", OfSample)]
    [DataRow("test", "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void SignsAsRfc6979Does(string text, string signature) =>
        Assert.AreEqual(signature, Samples.ToHex(Ecdsa.Sign(Samples.FromHex(Key), Sha256.Hash(Samples.Bytes(text)), null)));

    [TestMethod]
    public void HedgedSignatureVerifies()
    {
        byte[] hash = Sha256.Hash(Samples.Bytes("sample"));
        byte[] signature = Ecdsa.Sign(Samples.FromHex(Key), hash, hash);
        Assert.AreNotEqual(OfSample, Samples.ToHex(signature));
        Assert.IsTrue(Ecdsa.Verify(Samples.FromHex(Public), hash, signature));
    }

    [TestMethod]
    public void VerifiesTheRightOneOnly()
    {
        byte[] hash = Sha256.Hash(Samples.Bytes("sample"));
        byte[] signature = Ecdsa.FromDer(Ecdsa.ToDer(Samples.FromHex(OfSample)));
        Assert.AreEqual(OfSample, Samples.ToHex(signature));
        Assert.IsTrue(Ecdsa.Verify(Samples.FromHex(Public), hash, signature));
        hash[0] ^= 1;
        Assert.IsFalse(Ecdsa.Verify(Samples.FromHex(Public), hash, signature));
    }

    [TestMethod]
    [DataRow("00")]
    [DataRow("3006020101020101FF")]
    [DataRow("300602010102010100")]
    [DataRow("3007020200010201FF")]
    [DataRow("30060281010102010100")]
    public void BadSignaturesAreRefused(string hex) =>
        Assert.ThrowsException(typeof(EncodingException), () => Ecdsa.FromDer(Samples.FromHex(hex)));

    /// <summary>RFC 5903, 8.1.</summary>
    [TestMethod]
    public void Agreement()
    {
        byte[] secret = P256.Agree(
            Samples.FromHex("C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433"),
            Samples.FromHex("04D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF6356FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB"));
        Assert.AreEqual("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE", Samples.ToHex(secret));
    }
}
