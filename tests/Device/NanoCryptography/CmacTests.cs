using System;
using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Tests.Cryptography;

namespace NfToken.Tests.NanoCryptography;

[TestClass]
public class CmacTests
{
    private const string Key = "2B7E151628AED2A6ABF7158809CF4F3C";
    private const string Plain =
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710";

    /// <summary>RFC 4493, section 4, and the examples for SP 800-38B, which have 20 bytes in place of 40.</summary>
    [TestMethod]
    [DataRow(0, "BB1D6929E95937287FA37D129B756746")]
    [DataRow(16, "070A16B46B4D4144F79BDD9DD04A287C")]
    [DataRow(20, "7D85449EA6EA19C823A7BF78837DFADE")]
    [DataRow(40, "DFA66747DE9AE63030CA32611497C827")]
    [DataRow(64, "51F0BEBF7E3B9D92FC49741779363CFE")]
    public void Examples(int length, string expected)
    {
        byte[] message = Samples.FromHex(Plain);
        byte[] result = new byte[20];
        AesCmac cmac = new AesCmac(Native.Aes(), Samples.FromHex(Key));
        for (int repeat = 0; repeat < 2; repeat++)
        {
            cmac.Update(message, 0, length);
            cmac.Finish(result, 4);
            Assert.AreEqual("00000000" + expected, Samples.ToHex(result));
        }
    }

    /// <summary>More than is given to the firmware at once, a multiple of that and not, whole and cut; OpenSSL 3.0 made the MACs.</summary>
    [TestMethod]
    [DataRow(256, 256, "6FE685D672E6FB485ED23FE134E84B4A")]
    [DataRow(256, 1, "6FE685D672E6FB485ED23FE134E84B4A")]
    [DataRow(256, 128, "6FE685D672E6FB485ED23FE134E84B4A")]
    [DataRow(300, 300, "72F107C2CCBE2C7CDD9605156DC8BD76")]
    [DataRow(300, 127, "72F107C2CCBE2C7CDD9605156DC8BD76")]
    [DataRow(300, 129, "72F107C2CCBE2C7CDD9605156DC8BD76")]
    [DataRow(300, 13, "72F107C2CCBE2C7CDD9605156DC8BD76")]
    public void InPieces(int length, int piece, string expected)
    {
        byte[] message = Message(length);
        byte[] result = new byte[16];
        AesCmac cmac = new AesCmac(Native.Aes(), Samples.FromHex(Key));
        for (int at = 0; at < length; at += piece)
        {
            cmac.Update(message, at, piece < length - at ? piece : length - at);
        }

        cmac.Finish(result, 0);
        Assert.AreEqual(expected, Samples.ToHex(result));
    }

    [TestMethod]
    public void KeyThatTheBoardCannotUse() =>
        Assert.ThrowsException(typeof(ArgumentException), () => new AesCmac(Native.Aes(), new byte[32]).Clear());

    internal static byte[] Message(int length)
    {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++)
        {
            message[i] = (byte)((7 * i) + 3);
        }

        return message;
    }
}
