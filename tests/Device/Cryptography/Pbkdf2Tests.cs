using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class Pbkdf2Tests
{
    /// <summary>RFC 7914, 11: the first half of its 64 bytes is the first block. The others are computed with Python's hashlib.</summary>
    [TestMethod]
    [DataRow("706173737764", "73616C74", 1, "55AC046E56E3089FEC1691C22544B605F94185216DDE0465E68B9D57C20DACBC")]
    [DataRow("31323334", "000102030405060708090A0B0C0D0E0F", 2, "A0D0ACE1E3B9A5E5A965733C30651D45E6DDFD4BFC4C8D110BB090ECD821D0DE")]
    [DataRow("31323334", "000102030405060708090A0B0C0D0E0F", 37, "5395CA38AE175B4799D90FD7AD39C61CA4C448FF764316AC64A5542FF7F59FDF")]
    [DataRow("", "", 3, "B372796454D37AC042A195B62EEB7CFED38DDD92F757E2FEE04210DF03AC1D2E")]
    public void Vectors(string password, string salt, int iterations, string expected)
    {
        byte[] key = Pbkdf2.Derive(null, Samples.FromHex(password), Samples.FromHex(salt), (uint)iterations);
        Assert.AreEqual(expected, Samples.ToHex(key));
    }

    [TestMethod]
    public void LongPasswordsAreHashedFirst()
    {
        byte[] password = new byte[65];
        byte[] salt = [1];
        byte[] hash = Sha256.Hash(password);
        Assert.AreEqual(Samples.ToHex(Pbkdf2.Derive(null, hash, salt, 2)), Samples.ToHex(Pbkdf2.Derive(null, password, salt, 2)));
    }
}
