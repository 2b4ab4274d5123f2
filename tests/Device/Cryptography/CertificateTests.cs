using System;
using nanoFramework.TestFramework;
using NfToken.Certificates;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class CertificateTests
{
    [TestMethod]
    public void FieldsAreRead()
    {
        CertificateInfo info = CertificateFile.Read(Samples.Bytes(Samples.Certificate))[0];
        Assert.AreEqual("CN=board-7,O=Example", info.Subject);
        Assert.AreEqual("CN=board-7,O=Example", info.Issuer);
        Assert.IsTrue(info.IsSelfIssued);
        Assert.IsTrue(info.IsAuthority);
        Assert.AreEqual("1234", Samples.ToHex(info.SerialNumber));
        Assert.AreEqual(new DateTime(2026, 11, 21, 5, 42, 59).Ticks, info.NotBefore.Ticks);
        Assert.AreEqual(new DateTime(2051, 11, 21, 5, 42, 59).Ticks, info.NotAfter.Ticks);
        Assert.AreEqual("0C2B76D36C294C777D1DC21C530E3272A033A2A5", Samples.ToHex(info.SubjectKeyId));
        Assert.AreEqual("0C2B76D36C294C777D1DC21C530E3272A033A2A5", Samples.ToHex(info.AuthorityKeyId));
        Assert.AreEqual(Samples.Point, Samples.ToHex(info.GetPublicKey().Point));
    }

    [TestMethod]
    public void CutOffCertificatesAreRefused()
    {
        byte[] der = Pem.Find(Samples.Bytes(Samples.Certificate), Pem.Certificate);
        for (int length = 0; length < der.Length; length += 13)
        {
            byte[] part = new byte[length];
            Array.Copy(der, 0, part, 0, length);
            Assert.ThrowsException(typeof(EncodingException), () => CertificateInfo.Parse(part));
        }
    }

    [TestMethod]
    [DataRow("300C310A300806035504030C0161", "CN=a")]
    [DataRow("300F310D300B06035504030C042C0A5C61", "CN=\\,\\0A\\\\a")]
    [DataRow("300E310C300A06035504030C03C3BC20", "CN=\u00FC\\ ")]
    [DataRow("300D310B300906035504030C02C328", "CN=\\C3(")]
    [DataRow("300D310B300906035504030C026100", "CN=a\\00")]
    [DataRow("3000", "")]
    public void NamesAreEscaped(string hex, string expected)
    {
        byte[] name = Samples.FromHex(hex);

        // The rows give the lengths of the outer elements as they were for one character.
        int extra = name.Length - 14;
        if (extra >= 0)
        {
            name[1] = (byte)(name.Length - 2);
            name[3] = (byte)(name.Length - 4);
            name[5] = (byte)(name.Length - 6);
        }

        Assert.AreEqual(expected, DistinguishedName.ToText(name));
    }
}
