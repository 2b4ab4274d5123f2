using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>Secret keys: made, imported, and who may read them.</summary>
[TestClass]
public class SecretKeyTests
{
    [TestMethod]
    public void GeneratedKeysSayWhatTheyAre()
    {
        TokenSession session = Crypto.Session(false);
        uint key = session.GenerateKey(
            CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 24u), new CkAttribute(CKA.CKA_SENSITIVE, true)]);
        Assert.AreEqual("18000000", Make.Hex(session.GetAttribute(key, CKA.CKA_VALUE_LEN)));
        Assert.AreEqual("50030000", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_GEN_MECHANISM)));
        Assert.AreEqual("10000000", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_TYPE)));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_LOCAL));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, Read(session, key));
        Assert.AreEqual(32, session.Sign(new CkMechanism(CKM.CKM_SHA256_HMAC), key, [1]).Length);
        uint other = session.GenerateKey(
            CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 24u), new CkAttribute(CKA.CKA_EXTRACTABLE, true)]);
        Assert.IsFalse(Crypto.Has(session, other, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.IsFalse(Crypto.Has(session, other, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.AreEqual(24, session.GetAttribute(other, CKA.CKA_VALUE).Length);
    }

    [TestMethod]
    public void DefaultsAreTheStandards()
    {
        TokenSession session = Crypto.Session(false);
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, [1, 2, 3]));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_SENSITIVE));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_EXTRACTABLE));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_LOCAL));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_PRIVATE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_SIGN));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_VERIFY));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_DERIVE));
        Assert.AreEqual("03000000", Make.Hex(session.GetAttribute(key, CKA.CKA_VALUE_LEN)));
        Assert.AreEqual("FFFFFFFF", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_GEN_MECHANISM)));
    }

    [TestMethod]
    public void ReadableOnlyWhereExtractableAndNotSensitive()
    {
        TokenSession session = Crypto.Session(false);
        CkAttribute[] template = Crypto.Secret(CKK.CKK_GENERIC_SECRET, [1, 2, 3]);
        CkAttribute extractable = new CkAttribute(CKA.CKA_EXTRACTABLE, true);
        CkAttribute sensitive = new CkAttribute(CKA.CKA_SENSITIVE, true);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, Read(session, session.CreateObject(template)));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, Read(session, session.CreateObject(Make.With(template, sensitive))));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, Read(session, session.CreateObject(Make.With(Make.With(template, sensitive), extractable))));
        uint key = session.CreateObject(Make.With(template, extractable));
        Assert.AreEqual(CKR.CKR_OK, Read(session, key));
        Assert.AreEqual(1, session.FindObjects([new CkAttribute(CKA.CKA_VALUE, [1, 2, 3])]).Length);

        // One way only, and no search tells either.
        session.SetAttributes(key, [sensitive]);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, Read(session, key));
        Assert.AreEqual(0, session.FindObjects([new CkAttribute(CKA.CKA_VALUE, [1, 2, 3])]).Length);
        Assert.AreEqual(
            CKR.CKR_ATTRIBUTE_READ_ONLY,
            session.Token.C_SetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_SENSITIVE, false)]));
        session.SetAttributes(key, [new CkAttribute(CKA.CKA_EXTRACTABLE, false)]);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_READ_ONLY, session.Token.C_SetAttributeValue(session.Handle, key, [extractable]));
        Assert.AreEqual(
            CKR.CKR_ATTRIBUTE_READ_ONLY, session.Token.C_SetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_VALUE, [4])]));
    }

    [TestMethod]
    public void LengthsAreChecked()
    {
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = new TestRandom(), Aes = new FakeAes() });
        const uint Invalid = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Generate(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, []));
        Assert.AreEqual(Invalid, Generate(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 0u)]));
        Assert.AreEqual(Invalid, Generate(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 513u)]));
        Assert.AreEqual(Invalid, Generate(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, new byte[2])]));
        Assert.AreEqual(CKR.CKR_OK, Generate(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 512u)]));
        Assert.AreEqual(Invalid, Generate(session, CKM.CKM_AES_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 15u)]));
        Assert.AreEqual(Invalid, Generate(session, CKM.CKM_AES_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 32u)]));
        Assert.AreEqual(CKR.CKR_OK, Generate(session, CKM.CKM_AES_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 16u)]));
        Assert.AreEqual(
            CKR.CKR_TEMPLATE_INCONSISTENT,
            Generate(session, CKM.CKM_AES_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 16u), new CkAttribute(CKA.CKA_VALUE, new byte[16])]));
        Assert.AreEqual(
            CKR.CKR_TEMPLATE_INCONSISTENT,
            Generate(session, CKM.CKM_AES_KEY_GEN, [new CkAttribute(CKA.CKA_VALUE_LEN, 16u), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC)]));
        Assert.AreEqual(Invalid, Make.Create(Crypto.Secret(CKK.CKK_AES, new byte[17])));
        Assert.AreEqual(CKR.CKR_OK, Make.Create(Crypto.Secret(CKK.CKK_AES, new byte[32])));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Make.Create(Make.Without(Crypto.Secret(CKK.CKK_AES, new byte[32]), CKA.CKA_VALUE)));
        Assert.AreEqual(
            CKR.CKR_ATTRIBUTE_READ_ONLY,
            Make.Create(Make.With(Crypto.Secret(CKK.CKK_AES, new byte[32]), new CkAttribute(CKA.CKA_VALUE_LEN, 32u))));
    }

    private static uint Read(TokenSession session, uint key) =>
        session.Token.C_GetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_VALUE, new byte[32])]);

    private static uint Generate(TokenSession session, uint mechanism, CkAttribute[] template) =>
        session.Token.C_GenerateKey(session.Handle, new CkMechanism(mechanism), template, out uint _);
}
