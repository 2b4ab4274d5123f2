using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_CreateObject: completeness and consistency of templates.</summary>
[TestClass]
public class CreateTests
{
    [TestMethod]
    public void GoodTemplatesAreAccepted()
    {
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.EcPrivateKey()));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.EcPublicKey()));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.RsaPrivateKey()));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.RsaPublicKey()));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.Certificate()));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.Data("x", true)));
        Assert.AreEqual(CKR.CKR_OK, Make.Create([new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA)]));
    }

    [TestMethod]
    public void ArgumentsAreChecked()
    {
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, Make.Create(null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, Make.Create(Make.With(Make.Data("x", true), null)));
        Assert.AreEqual(
            CKR.CKR_ARGUMENTS_BAD,
            Make.Create(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_APPLICATION, new byte[1]) { ValueLength = 2 })));
    }

    [TestMethod]
    public void ClassAndTypeMustBeThere()
    {
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create([]));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.Data("x", true), CKA.CKA_CLASS)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPrivateKey(), CKA.CKA_KEY_TYPE)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPublicKey(), CKA.CKA_KEY_TYPE)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.Certificate(), CKA.CKA_CERTIFICATE_TYPE)));
    }

    [TestMethod]
    public void ClassAndTypeMustBeSupported()
    {
        const uint Invalid = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        Assert.AreEqual(Invalid, Make.Create([new CkAttribute(CKA.CKA_CLASS, CKO.CKO_HW_FEATURE)]));
        Assert.AreEqual(Invalid, Make.Create([new CkAttribute(CKA.CKA_CLASS, CKO.CKO_VENDOR_DEFINED)]));
        Assert.AreEqual(Invalid, Make.Create([new CkAttribute(CKA.CKA_CLASS, new byte[8])]));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_DSA))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.Certificate(), new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_WTLS))));
    }

    [TestMethod]
    public void EveryKeyValueIsNeeded()
    {
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPrivateKey(), CKA.CKA_EC_PARAMS)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPrivateKey(), CKA.CKA_VALUE)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPublicKey(), CKA.CKA_EC_PARAMS)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.EcPublicKey(), CKA.CKA_EC_POINT)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.RsaPublicKey(), CKA.CKA_MODULUS)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.RsaPublicKey(), CKA.CKA_PUBLIC_EXPONENT)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.Certificate(), CKA.CKA_VALUE)));
        for (uint type = CKA.CKA_MODULUS; type <= CKA.CKA_PRIME_2; type++)
        {
            if (type != CKA.CKA_MODULUS_BITS)
            {
                Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Make.RsaPrivateKey(), type)));
            }
        }
    }

    [TestMethod]
    public void TemplatesMustAgreeWithThemselves()
    {
        const uint Inconsistent = CKR.CKR_TEMPLATE_INCONSISTENT;
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_LABEL, "y"))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_SIGN, true))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_EC_POINT, new byte[65]))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_MODULUS, new byte[65]))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPublicKey(), new CkAttribute(CKA.CKA_VALUE, new byte[32]))));
        Assert.AreEqual(Inconsistent, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_SENSITIVE, false))));
    }

    [TestMethod]
    public void ExtractableIsAcceptedAsNothingCanExtract() =>
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_EXTRACTABLE, true))));

    [TestMethod]
    public void UnknownAttributesAreRefused()
    {
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_TYPE_INVALID, Make.Create(Make.With(Make.Data("x", true), new CkAttribute(0x7777, new byte[1]))));
        Assert.AreEqual(
            CKR.CKR_ATTRIBUTE_TYPE_INVALID,
            Make.Create(Make.With(Make.Data("x", true), new CkAttribute(0x80000011, new byte[1]))));
    }

    [TestMethod]
    public void OnlyTheTokenSaysHowAKeyWasMade()
    {
        const uint ReadOnly = CKR.CKR_ATTRIBUTE_READ_ONLY;
        Assert.AreEqual(ReadOnly, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_LOCAL, true))));
        Assert.AreEqual(ReadOnly, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_ALWAYS_SENSITIVE, true))));
        Assert.AreEqual(ReadOnly, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_NEVER_EXTRACTABLE, true))));
        Assert.AreEqual(
            ReadOnly,
            Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_KEY_GEN_MECHANISM, CKM.CKM_EC_KEY_PAIR_GEN))));
        Assert.AreEqual(ReadOnly, Make.Create(Make.With(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS_BITS, 1024u))));
        Assert.AreEqual(ReadOnly, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_TRUSTED, true))));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_TRUSTED, false))));
    }

    [TestMethod]
    public void ValuesMustHaveTheirForm()
    {
        const uint Invalid = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_SIGN, [2]))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_SIGN, new byte[0]))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_SIGN, new byte[4]))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_ALWAYS_AUTHENTICATE, true))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_START_DATE, "2026112"))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_START_DATE, "20261321"))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_END_DATE, "2026-1-1"))));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_END_DATE, "20261121"))));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_END_DATE, ""))));
        Assert.AreEqual(Invalid, Make.Create(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_CERTIFICATE_CATEGORY, 4u))));
        Assert.AreEqual(Invalid, Make.Create(Make.Replace(Make.Certificate(), new CkAttribute(CKA.CKA_VALUE, new byte[20]))));
    }
}
