using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Nano;

namespace NfToken.Tests.Nano;

/// <summary>The firmware's numbers in words.</summary>
[TestClass]
public class MbedTlsFailureTests
{
    [TestMethod]
    [DataRow(0x01, (int)TlsError.ServerCertificateDate, "expired")]
    [DataRow(0x02, (int)TlsError.ServerCertificate, "revoked")]
    [DataRow(0x04, (int)TlsError.NameMismatch, "for another name")]
    [DataRow(0x08, (int)TlsError.UnknownAuthority, "not from a root")]
    [DataRow(0x40, (int)TlsError.ServerCertificate, "missing")]
    [DataRow(0x0100, (int)TlsError.ServerCertificate, "refused")]
    [DataRow(0x0200, (int)TlsError.ServerCertificateDate, "not valid yet")]
    [DataRow(0x0800, (int)TlsError.ServerCertificate, "key usage")]
    [DataRow(0x1000, (int)TlsError.ServerCertificate, "extended key usage")]
    [DataRow(0x4000, (int)TlsError.ServerCertificate, "hash not allowed")]
    [DataRow(0x010000, (int)TlsError.ServerCertificate, "key too short or curve not allowed")]
    public void EachFlagHasItsWord(int flag, int error, string word)
    {
        TlsException explained = MbedTlsFailure.Explain(flag);
        Assert.AreEqual(error, (int)explained.Error);
        Assert.AreEqual(word + " (verify flags 0x" + flag.ToString("X") + ")", explained.Message);
    }

    [TestMethod]
    public void SeveralFlagsAreNamedOneByOne()
    {
        TlsException explained = MbedTlsFailure.Explain(0x020D);
        Assert.AreEqual((int)TlsError.UnknownAuthority, (int)explained.Error);
        Assert.AreEqual("expired, for another name, not from a root, not valid yet (verify flags 0x20D)", explained.Message);
        explained = MbedTlsFailure.Explain(0x05);
        Assert.AreEqual((int)TlsError.ServerCertificateDate, (int)explained.Error);
        Assert.AreEqual("expired, for another name (verify flags 0x5)", explained.Message);
    }

    [TestMethod]
    public void NoTwoFlagsShareAWord()
    {
        string[] words = new string[20];
        for (int i = 0; i < words.Length; i++)
        {
            string line = MbedTlsFailure.Explain(1 << i).Message;
            words[i] = line.Substring(0, line.IndexOf('('));
            for (int j = 0; j < i; j++)
            {
                Assert.AreNotEqual(words[j], words[i]);
            }
        }

        Assert.StartsWith("unknown", MbedTlsFailure.Explain(0x40000000).Message);
    }

    [TestMethod]
    [DataRow(3, (int)TlsError.Other, "no randomness")]
    [DataRow(6, (int)TlsError.Identity, "private key unreadable")]
    [DataRow(7, (int)TlsError.Identity, "certificate chain unreadable")]
    [DataRow(-0x2700, (int)TlsError.UnknownAuthority, "X509 verify failed (-0x2700)")]
    [DataRow(-0x7780, (int)TlsError.ClientCertificateRefused, "fatal alert from server (-0x7780)")]
    [DataRow(-0x7F00, (int)TlsError.OutOfMemory, "allocation failed (-0x7F00)")]
    [DataRow(-0x0010, (int)TlsError.OutOfMemory, "allocation failed (-0x0010)")]
    [DataRow(-0x6E00, (int)TlsError.NoCommonParameters, "handshake failure (-0x6E00)")]
    [DataRow(-0x3D00, (int)TlsError.Identity, "private key (-0x3D00)")]
    [DataRow(-0x1234, (int)TlsError.Other, "mbedTLS (-0x1234)")]
    public void EachStepAndErrorHasItsWords(int code, int error, string words)
    {
        TlsException explained = MbedTlsFailure.Explain(code);
        Assert.AreEqual(error, (int)explained.Error);
        Assert.AreEqual(words, explained.Message);
    }
}
