using System;
using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class P256Tests
{
    private const string BaseX = "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296";

    /// <summary>1, n - 1, RFC 6979 A.2.5, and OpenSSL's key.</summary>
    [TestMethod]
    [DataRow("0000000000000000000000000000000000000000000000000000000000000001", "04" + BaseX + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5")]
    [DataRow("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", "04" + BaseX + "B01CBD1C01E58065711814B583F061E9D431CCA994CEA1313449BF97C840AE0A")]
    [DataRow("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299")]
    [DataRow(Samples.Scalar, Samples.Point)]
    public void PublicKeys(string d, string point)
    {
        Assert.AreEqual(point, Samples.ToHex(P256.PublicFromPrivate(Samples.FromHex(d))));
        Assert.IsTrue(P256.IsValidPoint(Samples.FromHex(point)));
    }

    [TestMethod]
    [DataRow("0000000000000000000000000000000000000000000000000000000000000000")]
    [DataRow("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")]
    [DataRow("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void ScalarsOutOfRangeAreRefused(string d)
    {
        Assert.IsFalse(P256.IsValidScalar(Samples.FromHex(d)));
        Assert.ThrowsException(typeof(ArgumentException), () => P256.PublicFromPrivate(Samples.FromHex(d)));
    }

    [TestMethod]
    public void PointsOffTheCurveAreRefused()
    {
        byte[] point = Samples.FromHex(Samples.Point);
        for (int i = 0; i < point.Length; i += 8)
        {
            point[i] ^= 1;
            Assert.IsFalse(P256.IsValidPoint(point));
            point[i] ^= 1;
        }
    }
}
