using System;
using nanoFramework.TestFramework;
using NfToken.Tests.Cryptography;

namespace NfToken.Tests.NanoCryptography;

[TestClass]
public class AesTests
{
    private const string Key = "2B7E151628AED2A6ABF7158809CF4F3C";

    /// <summary>SP 800-38A, F.1.1 (one block, no IV to speak of) and F.2.1.</summary>
    [TestMethod]
    [DataRow("00000000000000000000000000000000", "6BC1BEE22E409F96E93D7E117393172A", "3AD77BB40D7A3660A89ECAF32466EF97")]
    [DataRow(
        "000102030405060708090A0B0C0D0E0F",
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710",
        "7649ABAC8119B246CEE98E9B12E9197D5086CB9B507219EE95DB113A917678B273BED6B8E3C1743B7116E69E222295163FF1CAA1681FAC09120ECA307586E1A7")]
    public void Cbc(string iv, string plain, string encrypted)
    {
        byte[] start = Samples.FromHex(iv);
        byte[] data = Samples.FromHex(plain);
        Assert.AreEqual(encrypted, Samples.ToHex(Native.Aes().EncryptCbc(Samples.FromHex(Key), start, data)));
        Assert.AreEqual(iv, Samples.ToHex(start));
        Assert.AreEqual(plain, Samples.ToHex(data));
    }

    [TestMethod]
    public void KeyLengths()
    {
        Assert.IsTrue(Native.Aes().HasKeyLength(16));
        Assert.IsFalse(Native.Aes().HasKeyLength(15));
        Assert.IsFalse(Native.Aes().HasKeyLength(24));
        Assert.IsFalse(Native.Aes().HasKeyLength(32));
        Assert.IsFalse(Native.Aes().HasKeyLength(0));
    }

    [TestMethod]
    [DataRow(0, 16, 16)]
    [DataRow(24, 16, 16)]
    [DataRow(32, 16, 16)]
    [DataRow(16, 0, 16)]
    [DataRow(16, 15, 16)]
    [DataRow(16, 17, 16)]
    [DataRow(16, 16, 0)]
    public void WrongLengths(int key, int iv, int data) =>
        Assert.ThrowsException(typeof(ArgumentException), () => Native.Aes().EncryptCbc(new byte[key], new byte[iv], new byte[data]));
}
