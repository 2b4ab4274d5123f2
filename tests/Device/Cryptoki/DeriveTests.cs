using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_DeriveKey with CKM_ECDH1_DERIVE.</summary>
[TestClass]
public class DeriveTests
{
    [TestMethod]
    public void BothSidesAgree()
    {
        TokenSession session = Crypto.Session(false);
        byte[] scalar = PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).Ec.D;
        byte[] point = PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).Ec.Point;
        byte[] peer = Crypto.Count(32);
        uint key = Base(session);
        uint other = session.CreateObject(
            Make.With(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_VALUE, peer)), new CkAttribute(CKA.CKA_DERIVE, true)));
        byte[] peerPoint = P256.PublicFromPrivate(peer);
        string secret = Make.Hex(P256.Agree(scalar, peerPoint));
        CkAttribute[] readable = [new CkAttribute(CKA.CKA_EXTRACTABLE, true)];
        Assert.AreEqual(CKR.CKR_OK, Derive(session, key, peerPoint, readable, out uint mine));
        Assert.AreEqual(secret, Make.Hex(session.GetAttribute(mine, CKA.CKA_VALUE)));

        // The public key may be wrapped; of a shorter key the last bytes count.
        byte[] wrapped = session.GetAttribute(key, CKA.CKA_EC_POINT);
        CkAttribute[] shorter = Make.With(readable, new CkAttribute(CKA.CKA_VALUE_LEN, 10u));
        Assert.AreEqual(67, wrapped.Length);
        Assert.AreEqual(CKR.CKR_OK, Derive(session, other, wrapped, shorter, out uint theirs));
        Assert.AreEqual(secret.Substring(44), Make.Hex(session.GetAttribute(theirs, CKA.CKA_VALUE)));
        CkAttribute[] aes = Make.With(Make.With(readable, new CkAttribute(CKA.CKA_VALUE_LEN, 16u)), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_AES));
        Assert.AreEqual(CKR.CKR_OK, Derive(session, other, point, aes, out theirs));
        Assert.AreEqual(secret.Substring(32), Make.Hex(session.GetAttribute(theirs, CKA.CKA_VALUE)));
        Assert.AreEqual("1F000000", Make.Hex(session.GetAttribute(theirs, CKA.CKA_KEY_TYPE)));
        Assert.IsFalse(Crypto.Has(session, mine, CKA.CKA_LOCAL));
        Assert.IsFalse(Crypto.Has(session, mine, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.AreEqual(32, session.Sign(new CkMechanism(CKM.CKM_SHA256_HMAC), mine, [1]).Length);
    }

    [TestMethod]
    public void HistoryIsThatOfTheBaseKey()
    {
        TokenSession session = Crypto.Session(false);
        byte[] peer = P256.PublicFromPrivate(Crypto.Count(32));
        Assert.AreEqual(CKR.CKR_OK, Derive(session, Base(session), peer, [new CkAttribute(CKA.CKA_SENSITIVE, true)], out uint imported));
        Assert.IsFalse(Crypto.Has(session, imported, CKA.CKA_ALWAYS_SENSITIVE));
        session.Token.C_GenerateKeyPair(
            session.Handle,
            new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN),
            [EcParameters.P256()],
            [new CkAttribute(CKA.CKA_DERIVE, true)],
            out uint _,
            out uint own);
        Assert.AreEqual(CKR.CKR_OK, Derive(session, own, peer, [new CkAttribute(CKA.CKA_SENSITIVE, true)], out uint derived));
        Assert.IsTrue(Crypto.Has(session, derived, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.IsTrue(Crypto.Has(session, derived, CKA.CKA_NEVER_EXTRACTABLE));
    }

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        TokenSession session = Crypto.Session(false);
        uint key = Base(session);
        byte[] peer = P256.PublicFromPrivate(Crypto.Count(32));
        const uint Bad = CKR.CKR_MECHANISM_PARAM_INVALID;
        uint unwilling = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        Assert.AreEqual(CKR.CKR_KEY_FUNCTION_NOT_PERMITTED, Derive(session, unwilling, peer, null, out uint made));
        Assert.AreEqual(CKR.CKR_KEY_TYPE_INCONSISTENT, Derive(session, publicKey, peer, null, out made));
        Assert.AreEqual(CKR.CKR_KEY_HANDLE_INVALID, Derive(session, 0, peer, null, out made));
        Assert.AreEqual(Bad, Derive(session, key, null, null, out made));
        Assert.AreEqual(Bad, Derive(session, key, new byte[65], null, out made));
        Assert.AreEqual(Bad, Derive(session, key, new byte[5], null, out made));
        peer[64] ^= 1;
        Assert.AreEqual(Bad, Derive(session, key, peer, null, out made));
        peer[64] ^= 1;
        Assert.AreEqual(Bad, Derive(session, key, new CkEcdh1DeriveParams { PublicData = peer, KeyDerivation = 2 }, out made));
        Assert.AreEqual(Bad, Derive(session, key, new CkEcdh1DeriveParams { PublicData = peer, SharedData = [1] }, out made));
        Assert.AreEqual(Bad, Derive(session, key, null, out made));
        Assert.AreEqual(CKR.CKR_OK, Derive(session, key, new CkEcdh1DeriveParams { PublicData = peer, SharedData = [] }, out made));
        const uint Invalid = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        Assert.AreEqual(Invalid, Derive(session, key, peer, [new CkAttribute(CKA.CKA_VALUE_LEN, 33u)], out made));
        Assert.AreEqual(Invalid, Derive(session, key, peer, [new CkAttribute(CKA.CKA_VALUE_LEN, 0u)], out made));
        Assert.AreEqual(Invalid, Derive(session, key, peer, [new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC)], out made));
        CkAttribute aes = new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_AES);
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Derive(session, key, peer, [aes], out made));
        Assert.AreEqual(Invalid, Derive(session, key, peer, [aes, new CkAttribute(CKA.CKA_VALUE_LEN, 20u)], out made));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCONSISTENT, Derive(session, key, peer, [new CkAttribute(CKA.CKA_VALUE, [1])], out made));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCONSISTENT, Derive(session, key, peer, [new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA)], out made));
        using TokenSession readOnly = TokenSession.Open(session.Token, false);
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, Derive(readOnly, key, peer, [new CkAttribute(CKA.CKA_TOKEN, true)], out made));
        Assert.AreEqual(
            CKR.CKR_MECHANISM_INVALID, session.Token.C_DeriveKey(session.Handle, new CkMechanism(CKM.CKM_ECDSA), key, null, out made));
    }

    private static uint Base(TokenSession session) =>
        session.CreateObject(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_DERIVE, true)));

    private static uint Derive(TokenSession session, uint key, byte[] peer, CkAttribute[] template, out uint made) =>
        session.Token.C_DeriveKey(
            session.Handle, new CkMechanism(CKM.CKM_ECDH1_DERIVE, new CkEcdh1DeriveParams { PublicData = peer }), key, template, out made);

    private static uint Derive(TokenSession session, uint key, CkEcdh1DeriveParams parameter, out uint made) =>
        session.Token.C_DeriveKey(session.Handle, new CkMechanism(CKM.CKM_ECDH1_DERIVE, parameter), key, null, out made);
}
