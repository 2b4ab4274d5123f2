using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_CreateObject: that a key is a key.</summary>
[TestClass]
public class KeyImportTests
{
    private const uint Invalid = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
    private const uint Inconsistent = CKR.CKR_TEMPLATE_INCONSISTENT;

    [TestMethod]
    public void OtherCurvesAreRefused()
    {
        byte[] p384 = [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22];
        Assert.AreEqual(CKR.CKR_CURVE_NOT_SUPPORTED, Make.Create(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_EC_PARAMS, p384))));
        Assert.AreEqual(CKR.CKR_CURVE_NOT_SUPPORTED, Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_PARAMS, p384))));
        Assert.AreEqual(
            CKR.CKR_CURVE_NOT_SUPPORTED,
            Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_PARAMS, [0x05, 0x00]))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_PARAMS, [0x06, 0x08, 0x2A]))));
    }

    [TestMethod]
    public void ScalarsMustBeInRange()
    {
        Assert.AreEqual(Invalid, CreateEc(new byte[32]));
        byte[] order = Order();
        Assert.AreEqual(Invalid, CreateEc(order));
        order[31]--;
        Assert.AreEqual(CKR.CKR_OK, CreateEc(order));
        Assert.AreEqual(CKR.CKR_OK, CreateEc([1]));
        byte[] longer = new byte[33];
        longer[32] = 7;
        Assert.AreEqual(CKR.CKR_OK, CreateEc(longer));
        longer[0] = 1;
        Assert.AreEqual(Invalid, CreateEc(longer));
    }

    [TestMethod]
    public void PointsMustBeOnTheCurve()
    {
        byte[] point = PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).Ec.Point;
        point[64] ^= 1;
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_POINT, point))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_POINT, new byte[65]))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_POINT, new byte[3]))));
    }

    [TestMethod]
    public void PointsMayBeBareOrWrapped()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint bare = session.CreateObject(Make.EcPublicKey());
        byte[] wrapped = session.GetAttribute(bare, CKA.CKA_EC_POINT);
        Assert.AreEqual(67, wrapped.Length);
        Assert.AreEqual("044104", Make.Hex([wrapped[0], wrapped[1], wrapped[2]]));
        uint again = session.CreateObject(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_POINT, wrapped)));
        Assert.AreEqual(Make.Hex(wrapped), Make.Hex(session.GetAttribute(again, CKA.CKA_EC_POINT)));
    }

    [TestMethod]
    public void PublicHalvesFollowFromPrivateOnes()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint ecPrivate = session.CreateObject(Make.EcPrivateKey());
        uint ecPublic = session.CreateObject(Make.EcPublicKey());
        uint rsaPrivate = session.CreateObject(Make.RsaPrivateKey());
        uint rsaPublic = session.CreateObject(Make.RsaPublicKey());
        uint certificate = session.CreateObject(Make.Certificate());
        string info = Make.Hex(session.GetAttribute(ecPublic, CKA.CKA_PUBLIC_KEY_INFO));
        Assert.AreEqual(91 * 2, info.Length);
        Assert.AreEqual(info, Make.Hex(session.GetAttribute(ecPrivate, CKA.CKA_PUBLIC_KEY_INFO)));
        Assert.AreEqual(info, Make.Hex(session.GetAttribute(certificate, CKA.CKA_PUBLIC_KEY_INFO)));
        Assert.AreEqual(
            Make.Hex(session.GetAttribute(ecPublic, CKA.CKA_EC_POINT)),
            Make.Hex(session.GetAttribute(ecPrivate, CKA.CKA_EC_POINT)));
        Assert.AreEqual(
            Make.Hex(session.GetAttribute(rsaPublic, CKA.CKA_PUBLIC_KEY_INFO)),
            Make.Hex(session.GetAttribute(rsaPrivate, CKA.CKA_PUBLIC_KEY_INFO)));
        Assert.AreEqual(
            2,
            session.FindObjects([new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, session.GetAttribute(rsaPublic, CKA.CKA_PUBLIC_KEY_INFO))]).Length);
    }

    [TestMethod]
    public void GivenPublicHalvesMustFit()
    {
        TokenSession session = Make.Session(new MemoryStore());
        byte[] ec = session.GetAttribute(session.CreateObject(Make.EcPublicKey()), CKA.CKA_PUBLIC_KEY_INFO);
        byte[] rsa = session.GetAttribute(session.CreateObject(Make.RsaPublicKey()), CKA.CKA_PUBLIC_KEY_INFO);
        byte[] generator = session.GetAttribute(
            session.CreateObject(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_VALUE, [1]))), CKA.CKA_EC_POINT);
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, ec))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, rsa))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPublicKey(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, rsa))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.RsaPrivateKey(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, ec))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, rsa))));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, ec))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_EC_POINT, generator))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, new byte[5]))));
    }

    [TestMethod]
    public void RsaNumbersMustFitEachOther()
    {
        RsaPrivateKey key = PrivateKeyInfo.FromDer(Make.Der(TestData.RsaKey)).Rsa;
        byte[] prime = (byte[])key.P.Clone();
        prime[10] ^= 0x40;
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPrivateKey(), new CkAttribute(CKA.CKA_PRIME_1, prime))));
        byte[][] others = [key.D, key.DP, key.DQ, key.QInv];
        uint[] types = [CKA.CKA_PRIVATE_EXPONENT, CKA.CKA_EXPONENT_1, CKA.CKA_EXPONENT_2, CKA.CKA_COEFFICIENT];
        for (int i = 0; i < others.Length; i++)
        {
            others[i][20] ^= 1;
            Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPrivateKey(), new CkAttribute(types[i], others[i]))));
        }

        byte[] exponent = [3];
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPrivateKey(), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, exponent))));
        byte[] even = (byte[])key.PublicKey.Modulus.Clone();
        even[127] ^= 1;
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS, even))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS, new byte[128]))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, [4]))));
    }

    [TestMethod]
    public void CrtNumbersAreComputedWhereTheyAreNotGiven()
    {
        Token token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        token.C_Initialize(null);
        TokenSession session = TokenSession.Open(token, true);
        CkAttribute[] template = Make.RsaPrivateKey();
        for (uint type = CKA.CKA_COEFFICIENT; type >= CKA.CKA_EXPONENT_1; type--)
        {
            template = Make.Without(template, type);
            Assert.AreEqual(TestData.RsaKey, Convert.ToBase64String(exporter.Export(session.CreateObject(template))));
        }
    }

    [TestMethod]
    public void RsaNumbersLoseLeadingZeros()
    {
        byte[] modulus = PrivateKeyInfo.FromDer(Make.Der(TestData.RsaKey)).Rsa.PublicKey.Modulus;
        byte[] padded = new byte[130];
        modulus.CopyTo(padded, 2);
        TokenSession session = Make.Session(new MemoryStore());
        uint handle = session.CreateObject(Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS, padded)));
        Assert.AreEqual(Make.Hex(modulus), Make.Hex(session.GetAttribute(handle, CKA.CKA_MODULUS)));
        Assert.AreEqual("00040000", Make.Hex(session.GetAttribute(handle, CKA.CKA_MODULUS_BITS)));
    }

    private static uint CreateEc(byte[] value) => Make.Create(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_VALUE, value)));

    private static byte[] Order() =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];
}
