using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_GetAttributeValue, C_SetAttributeValue, C_CopyObject, C_GetObjectSize.</summary>
[TestClass]
public class AttributeTests
{
    [TestMethod]
    public void DefaultsAreTheStandards()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint key = session.CreateObject(Make.EcPrivateKey());
        AssertFlags(session, key, "02:1 170:1 171:1 172:1 103:1 162:0 163:0 164:0 165:0 108:1 109:0 10C:0 105:0 107:0 202:0 210:0 01:1");
        uint certificate = session.CreateObject(Make.Certificate());
        AssertFlags(session, certificate, "02:0 170:1 171:1 172:1 86:0 01:1");
        uint publicKey = session.CreateObject(Make.RsaPublicKey());
        AssertFlags(session, publicKey, "02:0 10A:1 10B:0 104:0 106:0 10C:0 163:0 86:0");
        Assert.AreEqual("FFFFFFFF", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_GEN_MECHANISM)));
        Assert.AreEqual("03000000", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_TYPE)));
        Assert.AreEqual("03000000", Make.Hex(session.GetAttribute(key, CKA.CKA_CLASS)));
        Assert.AreEqual("00000000", Make.Hex(session.GetAttribute(certificate, CKA.CKA_CERTIFICATE_TYPE)));
        Assert.AreEqual("00000000", Make.Hex(session.GetAttribute(certificate, CKA.CKA_CERTIFICATE_CATEGORY)));
        Assert.AreEqual(0, session.GetAttribute(key, CKA.CKA_ID).Length);
        Assert.AreEqual(0, session.GetAttribute(key, CKA.CKA_SUBJECT).Length);
        Assert.AreEqual(0, session.GetAttribute(key, CKA.CKA_START_DATE).Length);
    }

    [TestMethod]
    public void BuffersAreTreatedAsTheStandardSays()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint handle = session.CreateObject(Make.Data("label", true));
        CkAttribute wanted = new CkAttribute(CKA.CKA_LABEL, (byte[])null);
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
        Assert.AreEqual(5u, wanted.ValueLength);
        wanted.Value = new byte[4];
        wanted.ValueLength = 4;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
        Assert.AreEqual(CK.CK_UNAVAILABLE_INFORMATION, wanted.ValueLength);
        Assert.AreEqual("00000000", Make.Hex(wanted.Value));
        wanted.Value = new byte[7];
        wanted.ValueLength = 7;
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
        Assert.AreEqual(5u, wanted.ValueLength);
        Assert.AreEqual("6C6162656C0000", Make.Hex(wanted.Value));
        wanted.ValueLength = 8;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, session.Token.C_GetAttributeValue(session.Handle, handle, null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, session.Token.C_GetAttributeValue(session.Handle, handle, [null]));
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_GetAttributeValue(session.Handle, 77, []));
    }

    [TestMethod]
    public void EachAttributeIsToldWhateverBecomesOfTheOthers()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint handle = session.CreateObject(Make.EcPrivateKey());
        CkAttribute secret = new CkAttribute(CKA.CKA_VALUE, new byte[32]);
        CkAttribute unknown = new CkAttribute(CKA.CKA_MODULUS, new byte[32]);
        CkAttribute label = new CkAttribute(CKA.CKA_LABEL, new byte[8]);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_TYPE_INVALID, session.Token.C_GetAttributeValue(session.Handle, handle, [secret, unknown, label]));
        Assert.AreEqual(CK.CK_UNAVAILABLE_INFORMATION, secret.ValueLength);
        Assert.AreEqual(CK.CK_UNAVAILABLE_INFORMATION, unknown.ValueLength);
        Assert.AreEqual(2u, label.ValueLength);
        Assert.AreEqual(Make.Hex(new byte[32]), Make.Hex(secret.Value));
    }

    [TestMethod]
    public void PrivateValuesAreNeverTold()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint ec = session.CreateObject(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_EXTRACTABLE, true)));
        uint rsa = session.CreateObject(Make.With(Make.RsaPrivateKey(), new CkAttribute(CKA.CKA_EXTRACTABLE, true)));
        AssertSensitive(session, ec, CKA.CKA_VALUE);
        for (uint type = CKA.CKA_PRIVATE_EXPONENT; type <= CKA.CKA_COEFFICIENT; type++)
        {
            AssertSensitive(session, rsa, type);
        }

        Assert.AreEqual(128, session.GetAttribute(rsa, CKA.CKA_MODULUS).Length);
        Assert.AreEqual(3, session.GetAttribute(rsa, CKA.CKA_PUBLIC_EXPONENT).Length);
    }

    [TestMethod]
    public void CertificatesTellWhatIsInThem()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint handle = session.CreateObject(Make.Certificate());
        int size = store.FindObject(handle);
        string subject = Make.Hex(session.GetAttribute(handle, CKA.CKA_SUBJECT));
        string issuer = Make.Hex(session.GetAttribute(handle, CKA.CKA_ISSUER));
        Assert.AreEqual("3022310D300B060355040A0C04546573743111300F06035504030C086465766963652031", subject);
        Assert.AreEqual("30123110300E06035504030C0754657374204341", issuer);
        Assert.AreEqual("02021234", Make.Hex(session.GetAttribute(handle, CKA.CKA_SERIAL_NUMBER)));
        Assert.AreEqual(TestData.EcCertificate, System.Convert.ToBase64String(session.GetAttribute(handle, CKA.CKA_VALUE)));

        // Given as it is in the certificate: takes no room.
        uint same = session.CreateObject(
            Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_SUBJECT, session.GetAttribute(handle, CKA.CKA_SUBJECT))));
        Assert.AreEqual(size, store.FindObject(same));

        // Given otherwise, as Amazon's code does: kept.
        uint other = session.CreateObject(Make.With(Make.Certificate(), new CkAttribute(CKA.CKA_SUBJECT, "TestSubject")));
        Assert.AreEqual("546573745375626A656374", Make.Hex(session.GetAttribute(other, CKA.CKA_SUBJECT)));
        Assert.AreEqual(2, session.FindObjects([new CkAttribute(CKA.CKA_SUBJECT, session.GetAttribute(handle, CKA.CKA_SUBJECT))]).Length);
    }

    [TestMethod]
    public void SetChangesWhatMayChange()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint key = session.CreateObject(Make.EcPrivateKey());
        session.SetAttributes(
            key,
            [new CkAttribute(CKA.CKA_LABEL, "new"), new CkAttribute(CKA.CKA_ID, [9, 9]), new CkAttribute(CKA.CKA_SIGN, false)]);
        TokenSession after = Make.Session(store);
        Assert.AreEqual(key, after.FindObject(CKO.CKO_PRIVATE_KEY, "new"));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, after.FindObject(CKO.CKO_PRIVATE_KEY, "ec"));
        Assert.AreEqual("0909", Make.Hex(after.GetAttribute(key, CKA.CKA_ID)));
        AssertFlags(after, key, "108:0 103:1");
        after.SetAttributes(key, [new CkAttribute(CKA.CKA_ID, new byte[0])]);
        Assert.AreEqual(0, after.GetAttribute(key, CKA.CKA_ID).Length);
        uint data = after.CreateObject(Make.Data("d", true));
        after.SetAttributes(data, [new CkAttribute(CKA.CKA_VALUE, [7])]);
        Assert.AreEqual("07", Make.Hex(after.GetAttribute(data, CKA.CKA_VALUE)));
    }

    [TestMethod]
    public void SetRefusesWhatMayNotChange()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint key = session.CreateObject(Make.EcPrivateKey());
        const uint ReadOnly = CKR.CKR_ATTRIBUTE_READ_ONLY;
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_TOKEN, false)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_PRIVATE, false)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_MODIFIABLE, false)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_SENSITIVE, false)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_EXTRACTABLE, true)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_LOCAL, true)));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_VALUE, new byte[32])));
        Assert.AreEqual(ReadOnly, Set(session, key, new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA)));
        Assert.AreEqual(CKR.CKR_OK, Set(session, key, new CkAttribute(CKA.CKA_SENSITIVE, true)));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCONSISTENT, Set(session, key, new CkAttribute(CKA.CKA_ENCRYPT, true)));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_TYPE_INVALID, Set(session, key, new CkAttribute(0x4444, new byte[1])));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_VALUE_INVALID, Set(session, key, new CkAttribute(CKA.CKA_SIGN, [3])));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_VALUE_INVALID, Set(session, key, new CkAttribute(CKA.CKA_END_DATE, "x")));
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, Set(session, 5, new CkAttribute(CKA.CKA_LABEL, "x")));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, session.Token.C_SetAttributeValue(session.Handle, key, null));
        CkAttribute label = new CkAttribute(CKA.CKA_LABEL, "x");
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCONSISTENT, session.Token.C_SetAttributeValue(session.Handle, key, [label, label]));

        // All or nothing.
        Assert.AreEqual(ReadOnly, session.Token.C_SetAttributeValue(session.Handle, key, [label, new CkAttribute(CKA.CKA_TOKEN, false)]));
        Assert.AreEqual("6563", Make.Hex(session.GetAttribute(key, CKA.CKA_LABEL)));
    }

    [TestMethod]
    public void ProhibitionsHold()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint fixedObject = session.CreateObject(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_MODIFIABLE, false)));
        uint single = session.CreateObject(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_COPYABLE, false)));
        uint lasting = session.CreateObject(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_DESTROYABLE, false)));
        Assert.AreEqual(CKR.CKR_ACTION_PROHIBITED, Set(session, fixedObject, new CkAttribute(CKA.CKA_LABEL, "y")));
        Assert.AreEqual(CKR.CKR_ACTION_PROHIBITED, session.Token.C_CopyObject(session.Handle, single, null, out uint _));
        Assert.AreEqual(CKR.CKR_ACTION_PROHIBITED, session.Token.C_DestroyObject(session.Handle, lasting));
        Assert.AreEqual(3, session.FindObjects([]).Length);
    }

    [TestMethod]
    public void CopiesMayDiffer()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint key = session.CreateObject(Make.EcPrivateKey());
        CkAttribute[] changes = [new CkAttribute(CKA.CKA_TOKEN, false), new CkAttribute(CKA.CKA_LABEL, "copy"), new CkAttribute(CKA.CKA_DESTROYABLE, true)];
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_CopyObject(session.Handle, key, changes, out uint copy));
        AssertFlags(session, copy, "01:0 103:1 02:1");
        AssertSensitive(session, copy, CKA.CKA_VALUE);
        Assert.AreEqual("636F7079", Make.Hex(session.GetAttribute(copy, CKA.CKA_LABEL)));
        Assert.AreEqual(
            Make.Hex(session.GetAttribute(key, CKA.CKA_EC_POINT)),
            Make.Hex(session.GetAttribute(copy, CKA.CKA_EC_POINT)));
        CkAttribute[] back = [new CkAttribute(CKA.CKA_TOKEN, true)];
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_CopyObject(session.Handle, copy, back, out uint stored));
        AssertFlags(session, stored, "01:1");
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_CopyObject(session.Handle, key, null, out uint _));
        CkAttribute[] weaker = [new CkAttribute(CKA.CKA_SENSITIVE, false)];
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_READ_ONLY, session.Token.C_CopyObject(session.Handle, key, weaker, out uint none));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, none);
        CkAttribute[] open = [new CkAttribute(CKA.CKA_PRIVATE, false)];
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_READ_ONLY, session.Token.C_CopyObject(session.Handle, key, open, out uint _));
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_CopyObject(session.Handle, 3, null, out uint _));
    }

    [TestMethod]
    public void SizesAreThoseOfTheRecord()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        uint handle = session.CreateObject(Make.Data("x", true));
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_GetObjectSize(session.Handle, handle, out uint size));
        Assert.AreEqual((uint)store.FindObject(handle), size);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_GetObjectSize(session.Handle, 1, out size));
        Assert.AreEqual(CK.CK_UNAVAILABLE_INFORMATION, size);
    }

    private static uint Set(TokenSession session, uint handle, CkAttribute attribute) =>
        session.Token.C_SetAttributeValue(session.Handle, handle, [attribute]);

    private static void AssertSensitive(TokenSession session, uint handle, uint type)
    {
        CkAttribute wanted = new CkAttribute(type, new byte[512]);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
        Assert.AreEqual(CK.CK_UNAVAILABLE_INFORMATION, wanted.ValueLength);
        Assert.AreEqual(Make.Hex(new byte[512]), Make.Hex(wanted.Value));
        wanted.Value = null;
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, session.Token.C_GetAttributeValue(session.Handle, handle, [wanted]));
    }

    // Expected truth values as type:value, types in hexadecimal.
    private static void AssertFlags(TokenSession session, uint handle, string expected)
    {
        foreach (string pair in expected.Split(' '))
        {
            string[] parts = pair.Split(':');
            uint type = System.Convert.ToUInt32(parts[0], 16);
            Assert.AreEqual("0" + parts[1], Make.Hex(session.GetAttribute(handle, type)), pair);
        }
    }
}
