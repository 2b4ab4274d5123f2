using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Tests.Cryptography;

namespace NfToken.Tests.NanoCryptography;

[TestClass]
public class DrbgTests
{
    /// <summary>The board's HMAC makes what ours makes, with inputs that it takes whole and others that are too long for that.</summary>
    [TestMethod]
    [DataRow(48)]
    [DataRow(200)]
    public void SameByBothHmacs(int length)
    {
        byte[] input = CmacTests.Message(length);
        byte[] native = new byte[100];
        byte[] own = new byte[100];
        HmacDrbg board = new HmacDrbg(Native.Hmac());
        HmacDrbg ours = new HmacDrbg(null);
        board.Instantiate(input, null, input);
        ours.Instantiate(input, null, input);
        board.Reseed(input, null);
        ours.Reseed(input, null);
        Assert.IsTrue(board.Generate(native, 0, 100, input));
        Assert.IsTrue(ours.Generate(own, 0, 100, input));
        Assert.AreEqual(Samples.ToHex(own), Samples.ToHex(native));
    }
}
