using System.Text;
using NfToken.Cryptography;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>RFC 4231, section 4: its seven cases for HMAC-SHA-256, by our code, by a board's, and gathered for that.</summary>
public sealed class Rfc4231Tests
{
    public static TheoryData<string, string, string> Cases => new()
    {
        { Repeat("0B", 20), Text("Hi There"), "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7" },
        { Text("Jefe"), Text("what do ya want for nothing?"), "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843" },
        { Repeat("AA", 20), Repeat("DD", 50), "773EA91E36800E46854DB8EBD09181A72959098B3EF8C122D9635514CED565FE" },
        { "0102030405060708090A0B0C0D0E0F10111213141516171819", Repeat("CD", 50), "82558A389A443C0EA4CC819899F2083A85F0FAA3E578F8077A2E3FF46729665B" },
        { Repeat("0C", 20), Text("Test With Truncation"), "A3B6167473100EE06E0C796C2955552B" },
        { Repeat("AA", 131), Text("Test Using Larger Than Block-Size Key - Hash Key First"), "60E431591EE0B67F0D8A26AACBF5B77F8E0BC6213728C5140546040F0EE37F54" },
        {
            Repeat("AA", 131),
            Text("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."),
            "9B09FFA71B942FCB27635FBCD5B0E944BFDC63644F0713938A7F51535C3A35E2"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Example(string key, string message, string mac)
    {
        byte[] data = Convert.FromHexString(message);
        var gathered = new MacSha256(new HostHmac(), 64);
        gathered.SetKey(Convert.FromHexString(key));
        byte[] third = new byte[32];
        gathered.Update(data, 0, data.Length);
        gathered.Finish(third, 0);
        foreach (byte[] result in new[]
        {
            MacSha256.Compute(null, Convert.FromHexString(key), data), MacSha256.Compute(new HostHmac(), Convert.FromHexString(key), data), third,
        })
        {
            Assert.Equal(mac, Convert.ToHexString(result)[..mac.Length]);
        }
    }

    private static string Repeat(string digits, int count) => string.Concat(Enumerable.Repeat(digits, count));

    private static string Text(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));
}
