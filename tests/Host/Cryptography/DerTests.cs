using System.Formats.Asn1;
using System.Numerics;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>DER and PEM against System.Formats.Asn1 and System.Security.Cryptography, and what they must refuse.</summary>
public sealed class DerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3001")]
    [InlineData("30800000")]         // indefinite
    [InlineData("308000")]
    [InlineData("308100")]           // 0 in the long form
    [InlineData("30810500000000FF")] // 5 in the long form
    [InlineData("3082000500000000FF")]
    [InlineData("308400000005000000")]
    [InlineData("3083FFFFFF00")]
    [InlineData("3084FFFFFFFF00")]   // negative as a 32-bit number
    [InlineData("30847FFFFFFF00")]
    [InlineData("3089010000000000000000")]
    [InlineData("30FF00")]
    [InlineData("3182000000")]
    public void BadSequences(string hex) => Assert.Throws<EncodingException>(() => new DerReader(Convert.FromHexString(hex)).EnterSequence());

    [Theory]
    [InlineData("0200")]
    [InlineData("02020001")]
    [InlineData("0202FF80")]
    [InlineData("0203000001")]
    [InlineData("020180")] // negative
    [InlineData("0209010000000000000000")]
    public void BadUnsigned(string hex) => Assert.Throws<EncodingException>(() => new DerReader(Convert.FromHexString(hex)).ReadUnsigned(8));

    [Theory]
    [InlineData("0600")]
    [InlineData("06028001")]
    [InlineData("06032A8001")]
    [InlineData("060188")]
    public void BadOids(string hex) => Assert.Throws<EncodingException>(() => new DerReader(Convert.FromHexString(hex)).ReadOid());

    [Theory]
    [InlineData("0100")]
    [InlineData("010101")]
    [InlineData("01020000")]
    public void BadBooleans(string hex) => Assert.Throws<EncodingException>(() => new DerReader(Convert.FromHexString(hex)).ReadBoolean());

    [Theory]
    [InlineData("0300")]
    [InlineData("030101")]
    [InlineData("03020180")]
    public void BadBitStrings(string hex) => Assert.Throws<EncodingException>(() => new DerReader(Convert.FromHexString(hex)).ReadBitString());

    [Fact]
    public void ReadsOnlyItsPart()
    {
        byte[] data = [0x30, 0x03, 0x02, 0x01, 0x05, 0x02, 0x01, 0x06];
        Assert.Throws<EncodingException>(() => new DerReader(data, 0, 4).EnterSequence());
        DerReader inner = new DerReader(data).EnterSequence();
        Assert.Equal(5, inner.ReadSmall());
        inner.End();
        Assert.Throws<EncodingException>(inner.Skip);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DerReader(data, 5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DerReader(data, -1, 4));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", Oid.P256)]
    [InlineData("1.2.840.113549.1.1.1", Oid.RsaEncryption)]
    [InlineData("2.5.29.19", Oid.BasicConstraints)]
    [InlineData("2.16.840.1.101.3.4.2.1", Oid.Sha256)]
    [InlineData("1.2.840.10045.4.3.2", Oid.EcdsaWithSha256)]
    [InlineData("1.2.840.113549.1.9.14", Oid.ExtensionRequest)]
    [InlineData("2.999.3", "883703")]
    public void Oids(string dotted, string oid)
    {
        var expected = new AsnWriter(AsnEncodingRules.DER);
        expected.WriteObjectIdentifier(dotted);
        var writer = new DerWriter(0);
        writer.WriteOid(oid);
        Assert.Equal(expected.Encode(), writer.ToArray());
        Assert.Equal(oid, new DerReader(writer.ToArray()).ReadOid());
        Assert.Equal(dotted, Oid.ToDotted(oid));
    }

    [Fact]
    public void NestedAtEveryLength()
    {
        foreach (int length in new[] { 0, 1, 120, 127, 128, 129, 250, 251, 252, 253, 254, 255, 256, 257, 65530, 65535, 65536 })
        {
            byte[] content = new byte[length];
            var expected = new AsnWriter(AsnEncodingRules.DER);
            using (expected.PushSequence())
            {
                using (expected.PushSequence())
                {
                    expected.WriteOctetString(content);
                }

                expected.WriteNull();
            }

            var writer = new DerWriter(0);
            writer.OpenSequence();
            writer.OpenSequence();
            writer.Write(DerTag.OctetString, content);
            writer.Close();
            writer.WriteNull();
            writer.Close();
            byte[] der = writer.ToArray();
            Assert.Equal(expected.Encode(), der);
            DerReader outer = new DerReader(der).EnterSequence();
            Assert.Equal(content, outer.EnterSequence().ReadOctetString());
            outer.ReadNull();
            outer.End();
        }
    }

    [Fact]
    public void RandomIntegers()
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(0, 40)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0 && bytes.Length > 2)
            {
                bytes[0] = 0;
                bytes[1] &= (byte)random.Next(256);
            }

            var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            var expected = new AsnWriter(AsnEncodingRules.DER);
            expected.WriteInteger(value);
            var writer = new DerWriter(0);
            writer.WriteUnsigned(bytes);
            byte[] der = writer.ToArray();
            Assert.Equal(expected.Encode(), der);
            Assert.Equal(value, new BigInteger(new DerReader(der).ReadUnsigned(40), isUnsigned: true, isBigEndian: true));
        }
    }

    [Fact]
    public void PemOfEveryLength()
    {
        Random random = Seed.Start(output);
        for (int length = 1; length < 200; length++)
        {
            byte[] der = new byte[length];
            random.NextBytes(der);
            string text = Pem.Encode(Pem.Certificate, der);
            Assert.Equal(System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der) + "\n", text);
            Assert.Equal(der, Pem.Find(Encoding.ASCII.GetBytes(text), Pem.Certificate));
            Assert.Equal(der, Pem.Find(Encoding.ASCII.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)), Pem.Certificate));
        }
    }

    [Fact]
    public void PemOfEveryByte()
    {
        byte[] der = [.. Enumerable.Range(0, 65536).SelectMany(i => new[] { (byte)(i >> 8), (byte)i })];
        Assert.Equal(der, Pem.Find(Pem.EncodeToBytes(Pem.PublicKey, der), Pem.PublicKey));
    }

    [Theory]
    [InlineData("-----BEGIN A-----\nAAAA\n")]
    [InlineData("-----BEGIN A-----\nAAAA\n-----END B-----\n")]
    [InlineData("-----BEGIN A-----\nAAAA\n-----BEGIN A-----\nAAAA\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nAAA\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nAA=A\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nA===\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nAAAA====\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nAB==\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\nAA*A\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\n\n-----END A-----\n")]
    [InlineData("-----BEGIN A\nAAAA\n")]
    [InlineData("-----BEGIN ")]
    public void BadPem(string text) => Assert.Throws<EncodingException>(() => Pem.FindNext(Encoding.ASCII.GetBytes(text), 0));

    [Fact]
    public void ChainOfBlocks()
    {
        byte[] text = Encoding.UTF8.GetBytes("words ü\n" + Pem.Encode("A", [1]) + "between\n" + Pem.Encode("B B", [2, 3]) + Pem.Encode("A", [4]));
        var labels = new List<string>();
        for (PemBlock block = Pem.FindNext(text, 0); block != null; block = Pem.FindNext(text, block.End))
        {
            labels.Add(block.Label + block.Der.Length);
        }

        Assert.Equal(["A1", "B B2", "A1"], labels);
        Assert.Equal([2, 3], Pem.Find(text, "B B"));
        Assert.Null(Pem.Find(text, "C"));
        Assert.Null(Pem.FindNext([], 0));
    }
}
