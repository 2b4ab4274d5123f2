using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_Sign* and C_Verify* with RSA keys.</summary>
[TestClass]
public class RsaSignatureTests
{
    [TestMethod]
    public void HashingAndRawPkcs1Agree()
    {
        TokenSession session = Crypto.Session(true);
        uint key = session.CreateObject(Make.RsaPrivateKey());
        uint publicKey = session.CreateObject(Make.RsaPublicKey());
        byte[] message = Crypto.Count(70);
        CkMechanism hashing = new CkMechanism(CKM.CKM_SHA256_RSA_PKCS);
        byte[] signature = session.Sign(hashing, key, message);
        Assert.AreEqual(128, signature.Length);
        Assert.IsTrue(session.Verify(hashing, publicKey, message, signature));
        Assert.IsTrue(
            session.Verify(new CkMechanism(CKM.CKM_RSA_PKCS), publicKey, DigestInfo.OfSha256(session.Digest(message)), signature));
        message[0] ^= 1;
        Assert.IsFalse(session.Verify(hashing, publicKey, message, signature));
        Assert.IsFalse(session.Verify(hashing, publicKey, message, new byte[127]));
    }

    [TestMethod]
    public void PssHasItsParameters()
    {
        TokenSession session = Crypto.Session(true);
        uint key = session.CreateObject(Make.RsaPrivateKey());
        uint publicKey = session.CreateObject(Make.RsaPublicKey());
        byte[] message = Crypto.Count(70);
        CkRsaPkcsPssParams salted = new CkRsaPkcsPssParams();
        CkMechanism hashing = new CkMechanism(CKM.CKM_SHA256_RSA_PKCS_PSS, salted);
        CkMechanism raw = new CkMechanism(CKM.CKM_RSA_PKCS_PSS, salted);
        byte[] signature = session.Sign(hashing, key, message);
        Assert.IsTrue(session.Verify(raw, publicKey, session.Digest(message), signature));
        salted.SaltLength = 31;
        Assert.IsFalse(session.Verify(raw, publicKey, session.Digest(message), signature));
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_VerifyInit(session.Handle, raw, publicKey));
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Verify(session, new byte[31], signature));

        // 128 bytes, of which hash and two bytes are taken.
        salted.SaltLength = 94;
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_VerifyInit(session.Handle, raw, publicKey));
        Crypto.Verify(session, new byte[31], signature);
        salted.SaltLength = 95;
        const uint Bad = CKR.CKR_MECHANISM_PARAM_INVALID;
        Assert.AreEqual(Bad, session.Token.C_SignInit(session.Handle, raw, key));
        salted.SaltLength = 0xFFFFFFFF;
        Assert.AreEqual(Bad, session.Token.C_VerifyInit(session.Handle, raw, publicKey));
        salted.SaltLength = 32;
        salted.HashAlgorithm = CKM.CKM_SHA256_HMAC;
        Assert.AreEqual(Bad, session.Token.C_SignInit(session.Handle, raw, key));
        salted.HashAlgorithm = CKM.CKM_SHA256;
        salted.MaskFunction = 1;
        Assert.AreEqual(Bad, session.Token.C_SignInit(session.Handle, raw, key));
        Assert.AreEqual(Bad, Crypto.SignInit(session, CKM.CKM_RSA_PKCS_PSS, key));
        Assert.AreEqual(
            Bad, session.Token.C_SignInit(session.Handle, new CkMechanism(CKM.CKM_RSA_PKCS, new CkRsaPkcsPssParams()), key));
    }

    [TestMethod]
    public void SaltsMustBeRandom()
    {
        TestRandom random = Crypto.NoSource();
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = random, Rsa = new NfToken.Rsa.RsaEngine() });
        uint key = session.CreateObject(Make.RsaPrivateKey());
        CkMechanism pss = new CkMechanism(CKM.CKM_RSA_PKCS_PSS, new CkRsaPkcsPssParams());
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_SignInit(session.Handle, pss, key));
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, Crypto.Sign(session, new byte[32]));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Sign(session, new byte[32]));
        Assert.AreEqual(128, session.Sign(new CkMechanism(CKM.CKM_RSA_PKCS), key, [1]).Length);
    }

    [TestMethod]
    public void WithoutPaddingTheNumberMustBeBelowTheModulus()
    {
        TokenSession session = Crypto.Session(true);
        uint key = session.CreateObject(Make.RsaPrivateKey());
        uint publicKey = session.CreateObject(Make.RsaPublicKey());
        CkMechanism raw = new CkMechanism(CKM.CKM_RSA_X_509);
        byte[] signature = session.Sign(raw, key, [7]);
        byte[] padded = new byte[128];
        padded[127] = 7;
        Assert.IsTrue(session.Verify(raw, publicKey, padded, signature));
        Crypto.SignInit(session, CKM.CKM_RSA_X_509, key);
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Sign(session, new byte[129]));
        Crypto.SignInit(session, CKM.CKM_RSA_X_509, key);
        Assert.AreEqual(CKR.CKR_DATA_INVALID, Crypto.Sign(session, session.GetAttribute(publicKey, CKA.CKA_MODULUS)));
        Crypto.SignInit(session, CKM.CKM_RSA_PKCS, key);
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Sign(session, new byte[118]));
        Crypto.VerifyInit(session, CKM.CKM_RSA_PKCS, publicKey);
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Verify(session, new byte[118], new byte[128]));
    }
}
