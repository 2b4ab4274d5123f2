using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_Sign* and C_Verify* with secret keys.</summary>
[TestClass]
public class MacTests
{
    // RFC 4231, test case 2.
    private const string Jefe = "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843";

    [TestMethod]
    public void HmacIsThatOfTheRfc()
    {
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()));
        Token token = session.Token;
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, Text("Jefe")));
        byte[] message = Text("what do ya want for nothing?");
        CkMechanism hmac = new CkMechanism(CKM.CKM_SHA256_HMAC);
        byte[] mac = session.Sign(hmac, key, message);
        Assert.AreEqual(Jefe, Make.Hex(mac));
        Assert.IsTrue(session.Verify(hmac, key, message, mac));
        mac[31] ^= 1;
        Assert.IsFalse(session.Verify(hmac, key, message, mac));
        byte[] parts = new byte[32];
        uint length = 32;
        token.C_SignInit(session.Handle, hmac, key);
        Assert.AreEqual(CKR.CKR_OK, token.C_SignUpdate(session.Handle, message, 0, 5));
        Assert.AreEqual(CKR.CKR_OK, token.C_SignUpdate(session.Handle, message, 5, 23));
        Assert.AreEqual(CKR.CKR_OK, token.C_SignFinal(session.Handle, parts, ref length));
        Assert.AreEqual(Jefe, Make.Hex(parts));
    }

    [TestMethod]
    public void ShortHmacsAreItsStart()
    {
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()));
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, Text("Jefe")));
        byte[] message = Text("what do ya want for nothing?");
        CkMechanism ten = new CkMechanism(CKM.CKM_SHA256_HMAC_GENERAL, 10u);
        byte[] mac = session.Sign(ten, key, message);
        Assert.AreEqual(Jefe.Substring(0, 20), Make.Hex(mac));
        Assert.IsTrue(session.Verify(ten, key, message, mac));
        Assert.IsFalse(session.Verify(ten, key, message, new byte[32]));
        const uint Bad = CKR.CKR_MECHANISM_PARAM_INVALID;
        Assert.AreEqual(Bad, Init(session, new CkMechanism(CKM.CKM_SHA256_HMAC_GENERAL, 0u), key));
        Assert.AreEqual(Bad, Init(session, new CkMechanism(CKM.CKM_SHA256_HMAC_GENERAL, 33u), key));
        Assert.AreEqual(Bad, Init(session, new CkMechanism(CKM.CKM_SHA256_HMAC_GENERAL), key));
        Assert.AreEqual(Bad, Init(session, new CkMechanism(CKM.CKM_SHA256_HMAC, 10u), key));
    }

    [TestMethod]
    public void NothingIsAMessageToo()
    {
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()));
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, [1]));
        byte[] whole = session.Sign(new CkMechanism(CKM.CKM_SHA256_HMAC), key, []);
        byte[] mac = new byte[32];
        uint length = 32;
        Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, key);
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_SignFinal(session.Handle, mac, ref length));
        Assert.AreEqual(Make.Hex(whole), Make.Hex(mac));
    }

    [TestMethod]
    public void CmacIsThereWhereTheBoardHasAes()
    {
        FakeAes aes = new FakeAes();
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Aes = aes });
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_AES, Crypto.Count(16)));
        uint longKey = session.CreateObject(Crypto.Secret(CKK.CKK_AES, Crypto.Count(32)));
        uint generic = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, Crypto.Count(16)));
        byte[] message = Crypto.Count(150);
        byte[] expected = new byte[16];
        AesCmac cmac = new AesCmac(aes, Crypto.Count(16));
        cmac.Update(message, 0, message.Length);
        cmac.Finish(expected, 0);
        CkMechanism mechanism = new CkMechanism(CKM.CKM_AES_CMAC);
        Assert.AreEqual(Make.Hex(expected), Make.Hex(session.Sign(mechanism, key, message)));
        Assert.IsTrue(session.Verify(mechanism, key, message, expected));
        expected[15] ^= 1;
        Assert.IsFalse(session.Verify(mechanism, key, message, expected));
        Assert.AreEqual(CKR.CKR_KEY_SIZE_RANGE, Init(session, mechanism, longKey));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Init(session, mechanism, generic));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Init(session, new CkMechanism(CKM.CKM_SHA256_HMAC), key));
        aes.Longest = 32;
        Assert.AreEqual(CKR.CKR_OK, Init(session, mechanism, longKey));

        TokenSession without = Crypto.Open(new TokenParts(new MemoryStore()));
        uint other = without.CreateObject(Crypto.Secret(CKK.CKK_AES, Crypto.Count(16)));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Init(without, mechanism, other));
    }

    [TestMethod]
    public void SecretKeysMustAllowIt()
    {
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()));
        CkAttribute[] template = Crypto.Secret(CKK.CKK_GENERIC_SECRET, [1, 2, 3]);
        uint mute = session.CreateObject(Make.With(template, new CkAttribute(CKA.CKA_SIGN, false)));
        uint blind = session.CreateObject(Make.With(template, new CkAttribute(CKA.CKA_VERIFY, false)));
        Assert.AreEqual(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, mute));
        Assert.AreEqual(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, Crypto.VerifyInit(session, CKM.CKM_SHA256_HMAC, blind));
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, blind));
        Assert.AreEqual(CKR.CKR_OK, Crypto.VerifyInit(session, CKM.CKM_SHA256_HMAC, mute));
        uint huge = session.CreateObject(Crypto.Secret(CKK.CKK_GENERIC_SECRET, new byte[513]));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, huge));
        Crypto.Sign(session, [1]);
        Assert.AreEqual(CKR.CKR_KEY_SIZE_RANGE, Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, huge));
    }

    private static uint Init(TokenSession session, CkMechanism mechanism, uint key) =>
        session.Token.C_SignInit(session.Handle, mechanism, key);

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
