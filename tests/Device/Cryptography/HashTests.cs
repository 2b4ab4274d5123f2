using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class HashTests
{
    /// <summary>The examples of FIPS 180-4.</summary>
    [TestMethod]
    [DataRow("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [DataRow("abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1")]
    public void Sha256OfText(string text, string hash) => Assert.AreEqual(hash, Samples.ToHex(Sha256.Hash(Samples.Bytes(text))));

    [TestMethod]
    public void Sha256InPieces()
    {
        byte[] piece = Samples.Bytes("aaaaaaaaaa");
        Sha256 sha = new Sha256();
        for (int i = 0; i < 100; i++)
        {
            sha.Update(piece, 0, piece.Length);
        }

        byte[] hash = new byte[32];
        sha.Finish(hash, 0);
        Assert.AreEqual("41EDECE42D63E8D9BF515A9BA6932E1C20CBC9F5A5D134645ADB5DB1B9737EA3", Samples.ToHex(hash));
    }

    /// <summary>RFC 4231, cases 1 and 2; case 6 is below.</summary>
    [TestMethod]
    [DataRow("0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B", "Hi There", "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7")]
    [DataRow("4A656665", "what do ya want for nothing?", "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    public void Macs(string key, string text, string mac)
    {
        HmacSha256 hmac = new HmacSha256(Samples.FromHex(key));
        byte[] message = Samples.Bytes(text);
        byte[] result = new byte[32];
        for (int repeat = 0; repeat < 2; repeat++)
        {
            hmac.Update(message, 0, message.Length);
            hmac.Finish(result, 0);
            Assert.AreEqual(mac, Samples.ToHex(result));
        }
    }

    [TestMethod]
    public void MacWithALongKey()
    {
        byte[] key = new byte[131];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = 0xAA;
        }

        byte[] message = Samples.Bytes("Test Using Larger Than Block-Size Key - Hash Key First");
        byte[] result = new byte[32];
        HmacSha256 hmac = new HmacSha256(key);
        hmac.Update(message, 0, message.Length);
        hmac.Finish(result, 0);
        Assert.AreEqual("60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54", Samples.ToHex(result));
    }
}
