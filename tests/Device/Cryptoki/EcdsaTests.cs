using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_Sign* and C_Verify* with CKM_ECDSA and CKM_ECDSA_SHA256.</summary>
[TestClass]
public class EcdsaTests
{
    [TestMethod]
    public void SignaturesVerify()
    {
        TokenSession session = Crypto.Session(false);
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        byte[] message = Crypto.Count(100);
        CkMechanism hashing = new CkMechanism(CKM.CKM_ECDSA_SHA256);
        CkMechanism raw = new CkMechanism(CKM.CKM_ECDSA);
        byte[] signature = session.Sign(hashing, key, message);
        Assert.AreEqual(64, signature.Length);
        Assert.IsTrue(session.Verify(hashing, publicKey, message, signature));
        byte[] hash = session.Digest(message);
        Assert.IsTrue(session.Verify(raw, publicKey, hash, signature));
        signature[63] ^= 1;
        Assert.IsFalse(session.Verify(raw, publicKey, hash, signature));
        Assert.IsFalse(session.Verify(raw, publicKey, hash, new byte[63]));
    }

    [TestMethod]
    public void PartsAreTheWhole()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        byte[] message = Crypto.Count(100);
        byte[] signature = new byte[70];
        uint length = 64;
        Crypto.SignInit(session, CKM.CKM_ECDSA_SHA256, key);
        Assert.AreEqual(CKR.CKR_OK, token.C_SignUpdate(session.Handle, message, 0, 60));
        Assert.AreEqual(CKR.CKR_OK, token.C_SignUpdate(session.Handle, message, 60, 40));
        Assert.AreEqual(CKR.CKR_OK, token.C_SignFinal(session.Handle, null, ref length));
        Assert.AreEqual(64u, length);
        length = 63;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, token.C_SignFinal(session.Handle, signature, ref length));
        length = 70;
        Assert.AreEqual(CKR.CKR_OK, token.C_SignFinal(session.Handle, signature, ref length));
        Assert.AreEqual(64u, length);
        byte[] exact = new byte[64];
        System.Array.Copy(signature, 0, exact, 0, 64);

        Crypto.VerifyInit(session, CKM.CKM_ECDSA_SHA256, publicKey);
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyUpdate(session.Handle, message, 0, 1));
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyUpdate(session.Handle, message, 1, 99));
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyFinal(session.Handle, exact));
        Crypto.VerifyInit(session, CKM.CKM_ECDSA_SHA256, publicKey);
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyUpdate(session.Handle, message, 0, 1));
        Assert.AreEqual(CKR.CKR_SIGNATURE_INVALID, token.C_VerifyFinal(session.Handle, exact));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_VerifyFinal(session.Handle, exact));
    }

    [TestMethod]
    public void RawHashesHaveAnyLength()
    {
        // Of a longer hash the leftmost 256 bits count, a shorter one is a smaller number.
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()));
        uint key = session.CreateObject(Make.EcPrivateKey());
        CkMechanism raw = new CkMechanism(CKM.CKM_ECDSA);
        byte[] longer = Crypto.Count(64);
        Assert.AreEqual(Make.Hex(session.Sign(raw, key, Crypto.Count(32))), Make.Hex(session.Sign(raw, key, longer)));
        byte[] padded = new byte[32];
        padded[31] = 5;
        Assert.AreEqual(Make.Hex(session.Sign(raw, key, padded)), Make.Hex(session.Sign(raw, key, [5])));
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Sign(session, []));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Sign(session, [1]));
    }

    [TestMethod]
    public void NoncesAreHedgedWhereThereIsRandomness()
    {
        byte[] hash = Crypto.Count(32);
        CkMechanism raw = new CkMechanism(CKM.CKM_ECDSA);
        TestRandom random = new TestRandom();
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = random });
        uint key = session.CreateObject(Make.EcPrivateKey());
        string first = Make.Hex(session.Sign(raw, key, hash));
        Assert.AreNotEqual(first, Make.Hex(session.Sign(raw, key, hash)));
        Assert.AreEqual(2, random.Calls);

        // Without: RFC 6979, the same each time, with no generator as with one that fails.
        random.Failure = new RandomException(RandomError.Store, "full", null);
        byte[] plain = Ecdsa.Sign(PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).Ec.D, hash, null);
        Assert.AreEqual(Make.Hex(plain), Make.Hex(session.Sign(raw, key, hash)));
    }

    [TestMethod]
    public void KeysAndMechanismsMustFit()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        uint certificate = session.CreateObject(Make.Certificate());
        uint mute = session.CreateObject(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_SIGN, false)));
        uint blind = session.CreateObject(Make.With(Make.EcPublicKey(), new CkAttribute(CKA.CKA_VERIFY, false)));
        uint rsa = session.CreateObject(Make.RsaPublicKey());
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_SignInit(session.Handle, null, key));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_VerifyInit(session.Handle, null, key));
        Assert.AreEqual(CKR.CKR_KEY_HANDLE_INVALID, Crypto.SignInit(session, CKM.CKM_ECDSA, 0));
        Assert.AreEqual(CKR.CKR_KEY_HANDLE_INVALID, Crypto.SignInit(session, CKM.CKM_ECDSA, certificate));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Crypto.SignInit(session, CKM.CKM_ECDSA, publicKey));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Crypto.VerifyInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Crypto.VerifyInit(session, CKM.CKM_ECDSA, rsa));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Crypto.SignInit(session, CKM.CKM_SHA256_HMAC, key));
        Assert.AreEqual(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, Crypto.SignInit(session, CKM.CKM_ECDSA, mute));
        Assert.AreEqual(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, Crypto.VerifyInit(session, CKM.CKM_ECDSA, blind));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Crypto.SignInit(session, CKM.CKM_SHA256, key));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Crypto.SignInit(session, CKM.CKM_RSA_PKCS, key));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Crypto.SignInit(session, 0x80000000, key));
        Assert.AreEqual(
            CKR.CKR_MECHANISM_PARAM_INVALID,
            token.C_SignInit(session.Handle, new CkMechanism(CKM.CKM_ECDSA, new CkRsaPkcsPssParams()), key));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_SignInit(0, new CkMechanism(CKM.CKM_ECDSA), key));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Sign(session, [1]));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Verify(session, [1], new byte[64]));
    }
}
