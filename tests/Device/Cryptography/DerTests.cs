using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class DerTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("30")]
    [DataRow("30800000")]
    [DataRow("308100")]
    [DataRow("30810500000000FF")]
    [DataRow("3083FFFFFF00")]
    [DataRow("3084FFFFFFFF00")]
    [DataRow("30847FFFFFFF00")]
    [DataRow("30FF00")]
    [DataRow("3103020101")]
    public void BadSequencesAreRefused(string hex) =>
        Assert.ThrowsException(typeof(EncodingException), () => new DerReader(Samples.FromHex(hex)).EnterSequence());

    [TestMethod]
    [DataRow("0200")]
    [DataRow("02020001")]
    [DataRow("0202FF80")]
    [DataRow("020180")]
    [DataRow("0209010000000000000000")]
    public void BadNumbersAreRefused(string hex) =>
        Assert.ThrowsException(typeof(EncodingException), () => new DerReader(Samples.FromHex(hex)).ReadUnsigned(8));

    [TestMethod]
    public void WrittenIsRead()
    {
        byte[] long300 = new byte[300];
        DerWriter writer = new DerWriter(0);
        writer.OpenSequence();
        writer.WriteOid(Oid.P256);
        writer.WriteUnsigned(Samples.FromHex("0080FF"));
        writer.WriteTrue();
        writer.OpenBitString();
        writer.WriteRaw(Samples.FromHex("0102"));
        writer.Close();
        writer.Write(DerTag.OctetString, long300);
        writer.WriteNull();
        writer.Close();
        byte[] der = writer.ToArray();
        Assert.StartsWith("3082014906082A8648CE3D03010702030080FF0101FF0303000102", Samples.ToHex(der));

        DerReader reader = new DerReader(der);
        DerReader inner = reader.EnterSequence();
        reader.End();
        Assert.AreEqual(Oid.P256, inner.ReadOid());
        Assert.AreEqual("80FF", Samples.ToHex(inner.ReadUnsigned(2)));
        Assert.IsTrue(inner.ReadBoolean());
        Assert.AreEqual("0102", Samples.ToHex(inner.ReadBitString()));
        Assert.AreEqual(300, inner.ReadOctetString().Length);
        inner.ReadNull();
        Assert.IsTrue(inner.AtEnd);
    }

    [TestMethod]
    [DataRow("551D13", "2.5.29.19")]
    [DataRow("2A864886F70D010101", "1.2.840.113549.1.1.1")]
    public void OidsHaveDots(string oid, string dotted) => Assert.AreEqual(dotted, Oid.ToDotted(oid));
}
