using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Tests.Cryptography;

namespace NfToken.Tests.NanoCryptography;

[TestClass]
public class HmacTests
{
    private const string Key = "2B7E151628AED2A6ABF7158809CF4F3C";
    private const string Mac300 = "0A73DB830658C20479E3172238923A0A78FF6E88EF1A54A55CAE16C47AD61000";

    /// <summary>RFC 4231, cases 1 and 2; key and message empty; all by the firmware and by our code.</summary>
    [TestMethod]
    [DataRow("0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B", "Hi There", "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7")]
    [DataRow("4A656665", "what do ya want for nothing?", "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    [DataRow("", "", "B613679A0814D9EC772F95D778C35FC5FF1697C493715653C6C712144292C5AD")]
    public void Whole(string key, string text, string mac)
    {
        byte[] message = Samples.Bytes(text);
        Assert.AreEqual(mac, Samples.ToHex(Native.Hmac().ComputeHmacSha256(Samples.FromHex(key), message)));
        Assert.AreEqual(mac, Samples.ToHex(MacSha256.Compute(Native.Hmac(), Samples.FromHex(key), message)));
        Assert.AreEqual(mac, Samples.ToHex(MacSha256.Compute(null, Samples.FromHex(key), message)));
    }

    /// <summary>RFC 4231, case 6.</summary>
    [TestMethod]
    public void LongKey()
    {
        byte[] key = new byte[131];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = 0xAA;
        }

        byte[] message = Samples.Bytes("Test Using Larger Than Block-Size Key - Hash Key First");
        Assert.AreEqual(
            "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54", Samples.ToHex(Native.Hmac().ComputeHmacSha256(key, message)));
    }

    /// <summary>Gathered exactly, with room left, not gathered to the end, and without the firmware; each twice with one key.</summary>
    [TestMethod]
    [DataRow(300)]
    [DataRow(301)]
    [DataRow(299)]
    [DataRow(0)]
    [DataRow(-1)]
    public void InPieces(int longest)
    {
        byte[] message = CmacTests.Message(300);
        byte[] result = new byte[40];
        INativeHmac native = longest < 0 ? null : Native.Hmac();
        MacSha256 mac = new MacSha256(native, longest < 0 ? 0 : longest);
        mac.SetKey(Samples.FromHex(Key));
        for (int repeat = 0; repeat < 2; repeat++)
        {
            mac.Update(message, 0, 1);
            mac.Update(message, 1, 0);
            mac.Update(message, 1, 150);
            mac.Update(message, 151, 149);
            mac.Finish(result, 8);
            Assert.AreEqual("0000000000000000" + Mac300, Samples.ToHex(result));
        }
    }

    /// <summary>A key in the middle of a message begins anew, whatever was under way.</summary>
    [TestMethod]
    [DataRow(300)]
    [DataRow(20)]
    public void AnotherKey(int longest)
    {
        byte[] message = CmacTests.Message(300);
        byte[] result = new byte[32];
        MacSha256 mac = new MacSha256(Native.Hmac(), longest);
        mac.SetKey(new byte[5]);
        mac.Update(message, 0, 100);
        mac.SetKey(new byte[16]);
        mac.Update(message, 0, 100);
        mac.Clear();
        mac.SetKey(Samples.FromHex(Key));
        mac.Update(message, 0, 300);
        mac.Finish(result, 0);
        Assert.AreEqual(Mac300, Samples.ToHex(result));
    }
}
