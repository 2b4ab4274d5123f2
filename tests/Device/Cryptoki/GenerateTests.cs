using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_GenerateKey and C_GenerateKeyPair.</summary>
[TestClass]
public class GenerateTests
{
    private const uint Inconsistent = CKR.CKR_TEMPLATE_INCONSISTENT;

    [TestMethod]
    public void APairSignsAndKnowsWhereItComesFrom()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Crypto.Open(new TokenParts(store) { Random = new TestRandom() });
        uint key = session.GenerateKeyPair("pair", true, out uint publicKey);
        Assert.AreEqual(2, store.GetObjectIds().Length);
        CkMechanism ecdsa = new CkMechanism(CKM.CKM_ECDSA_SHA256);
        Assert.IsTrue(session.Verify(ecdsa, publicKey, [1, 2, 3], session.Sign(ecdsa, key, [1, 2, 3])));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_LOCAL));
        Assert.IsTrue(Crypto.Has(session, publicKey, CKA.CKA_LOCAL));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_SENSITIVE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_EXTRACTABLE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_PRIVATE));
        Assert.IsFalse(Crypto.Has(session, publicKey, CKA.CKA_PRIVATE));
        Assert.IsTrue(Crypto.Has(session, key, CKA.CKA_SIGN));
        Assert.IsTrue(Crypto.Has(session, publicKey, CKA.CKA_VERIFY));
        Assert.IsFalse(Crypto.Has(session, key, CKA.CKA_DERIVE));
        Assert.AreEqual("40100000", Make.Hex(session.GetAttribute(key, CKA.CKA_KEY_GEN_MECHANISM)));
        Assert.AreEqual("40100000", Make.Hex(session.GetAttribute(publicKey, CKA.CKA_KEY_GEN_MECHANISM)));
        Assert.AreEqual(Make.Hex(session.GetAttribute(publicKey, CKA.CKA_EC_POINT)), Make.Hex(session.GetAttribute(key, CKA.CKA_EC_POINT)));
        Assert.AreEqual(Make.Hex(session.GetAttribute(publicKey, CKA.CKA_ID)), Make.Hex(session.GetAttribute(key, CKA.CKA_ID)));
        Assert.AreEqual(20, session.GetAttribute(key, CKA.CKA_ID).Length);
        CkAttribute value = new CkAttribute(CKA.CKA_VALUE, new byte[32]);
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_SENSITIVE, session.Token.C_GetAttributeValue(session.Handle, key, [value]));
        Assert.AreEqual(Make.Hex(new byte[32]), Make.Hex(value.Value));
    }

    [TestMethod]
    public void OneIdForBothHalves()
    {
        TokenSession session = Crypto.Session(false);
        CkAttribute[] curve = [EcParameters.P256()];
        CkAttribute id = new CkAttribute(CKA.CKA_ID, [7]);
        Pair(session, curve, [id], out uint publicKey, out uint key);
        Assert.AreEqual("07", Make.Hex(session.GetAttribute(publicKey, CKA.CKA_ID)));
        Pair(session, Make.With(curve, id), [], out publicKey, out key);
        Assert.AreEqual("07", Make.Hex(session.GetAttribute(key, CKA.CKA_ID)));
        Pair(session, Make.With(curve, id), [new CkAttribute(CKA.CKA_ID, [8])], out publicKey, out key);
        Assert.AreEqual("08", Make.Hex(session.GetAttribute(key, CKA.CKA_ID)));
        Assert.AreEqual("07", Make.Hex(session.GetAttribute(publicKey, CKA.CKA_ID)));
    }

    [TestMethod]
    public void ScalarsThatAreNoneAreTriedAnew()
    {
        // The order itself, then something better.
        TestRandom random = new TestRandom { First = P256.GetOrder() };
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = random });
        session.GenerateKeyPair("x", false, out uint _);
        Assert.AreEqual(2, random.Calls);
    }

    [TestMethod]
    public void PairsAreWholeOrNotAtAll()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Crypto.Open(new TokenParts(store) { Random = new TestRandom() });
        CkAttribute[] publicTemplate = [EcParameters.P256(), new CkAttribute(CKA.CKA_TOKEN, true)];
        CkAttribute[] privateTemplate = [new CkAttribute(CKA.CKA_TOKEN, true)];

        // Room for the first half only: 12 bytes say what is on its way.
        store.Capacity = 262;
        Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, Pair(session, publicTemplate, privateTemplate, out uint publicKey, out uint key));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, publicKey);
        Assert.AreEqual(CK.CK_INVALID_HANDLE, key);
        Assert.AreEqual(0, store.GetObjectIds().Length);
        Assert.AreEqual(0, session.FindObjects([]).Length);
        using TokenSession readOnly = TokenSession.Open(session.Token, false);
        store.Capacity = 65536;
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, Pair(readOnly, [EcParameters.P256()], privateTemplate, out publicKey, out key));
        Assert.AreEqual(CKR.CKR_SESSION_READ_ONLY, Pair(readOnly, publicTemplate, [], out publicKey, out key));
        Assert.AreEqual(0, session.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_OK, Pair(readOnly, [EcParameters.P256()], [], out publicKey, out key));
        Assert.AreEqual(2, session.FindObjects([]).Length);
    }

    [TestMethod]
    public void PairsAreWholeWhereverPowerGoes()
    {
        bool done = false;
        int changes = 0;
        for (; !done; changes++)
        {
            MemoryStore store = new MemoryStore();
            TokenSession session = Crypto.Open(new TokenParts(store) { Random = new TestRandom() });
            session.CreateObject(Make.Data("x", true));
            store.ChangesLeft = changes;
            uint rv = Pair(
                session,
                [EcParameters.P256(), new CkAttribute(CKA.CKA_TOKEN, true)],
                [new CkAttribute(CKA.CKA_TOKEN, true)],
                out uint publicKey,
                out uint key);
            done = rv == CKR.CKR_OK;
            Assert.AreEqual(done ? CKR.CKR_OK : CKR.CKR_DEVICE_ERROR, rv);
            store.IsBroken = false;
            store.ChangesLeft = -1;
            session = Crypto.Open(new TokenParts(store));
            int found = session.FindObjects([]).Length;
            Assert.IsTrue(found == 3 || (found == 1 && !done));
            Assert.AreEqual(found, store.GetObjectIds().Length);
        }

        // Announced, two halves, announcement gone: cut before each of them, and once not at all.
        Assert.AreEqual(5, changes);
    }

    [TestMethod]
    public void ARecoveryMayBeCutToo()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Crypto.Open(new TokenParts(store) { Random = new TestRandom() });
        store.ChangesLeft = 2;
        CkAttribute[] publicTemplate = [EcParameters.P256(), new CkAttribute(CKA.CKA_TOKEN, true)];
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, Pair(session, publicTemplate, [new CkAttribute(CKA.CKA_TOKEN, true)]));
        store.IsBroken = false;
        Assert.AreEqual("01000000" + "01000003" + "02000004", Make.Hex(store.GetObjectValue(SystemRecord.Pair)));
        for (int changes = 0; changes < 2; changes++)
        {
            store.IsBroken = false;
            store.ChangesLeft = changes;
            Assert.AreEqual(CKR.CKR_DEVICE_ERROR, new Token(new TokenParts(store)).C_Initialize(null));
        }

        store.IsBroken = false;
        store.ChangesLeft = -1;
        session = Crypto.Open(new TokenParts(store));
        Assert.AreEqual(0, session.FindObjects([]).Length);
        Assert.AreEqual(0, store.GetObjectIds().Length);
    }

    [TestMethod]
    public void TemplatesOfPairsAreChecked()
    {
        TokenSession session = Crypto.Session(false);
        CkAttribute[] curve = [EcParameters.P256()];
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Pair(session, [], []));
        Assert.AreEqual(CKR.CKR_TEMPLATE_INCOMPLETE, Pair(session, null, null));
        Assert.AreEqual(CKR.CKR_CURVE_NOT_SUPPORTED, Pair(session, [new CkAttribute(CKA.CKA_EC_PARAMS, [6, 5, 0x2B, 0x81, 4, 0, 0x22])], []));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_VALUE_INVALID, Pair(session, [new CkAttribute(CKA.CKA_EC_PARAMS, [6, 9, 1])], []));
        Assert.AreEqual(Inconsistent, Pair(session, Make.With(curve, new CkAttribute(CKA.CKA_EC_POINT, new byte[65])), []));
        Assert.AreEqual(Inconsistent, Pair(session, Make.With(curve, EcParameters.P256()), []));
        Assert.AreEqual(Inconsistent, Pair(session, curve, [new CkAttribute(CKA.CKA_VALUE, new byte[32])]));
        Assert.AreEqual(Inconsistent, Pair(session, curve, [new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY)]));
        Assert.AreEqual(Inconsistent, Pair(session, Make.With(curve, new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA)), []));
        Assert.AreEqual(Inconsistent, Pair(session, curve, [new CkAttribute(CKA.CKA_SENSITIVE, false)]));
        Assert.AreEqual(Inconsistent, Pair(session, curve, [new CkAttribute(CKA.CKA_EC_PARAMS, [6, 1, 1])]));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_READ_ONLY, Pair(session, curve, [new CkAttribute(CKA.CKA_LOCAL, false)]));
        Assert.AreEqual(CKR.CKR_ATTRIBUTE_TYPE_INVALID, Pair(session, curve, [new CkAttribute(0x7777, [1])]));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, Pair(session, curve, [null]));
        Assert.AreEqual(0, session.FindObjects([]).Length);
        Assert.AreEqual(
            CKR.CKR_OK,
            Pair(
                session,
                [EcParameters.P256(), new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC)],
                [EcParameters.P256(), new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC)]));
    }

    [TestMethod]
    public void MechanismsAreChecked()
    {
        TokenSession session = Crypto.Session(true);
        Token token = session.Token;
        CkAttribute[] length = [new CkAttribute(CKA.CKA_VALUE_LEN, 16u)];
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GenerateKeyPair(session.Handle, null, null, null, out uint publicKey, out uint key));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GenerateKey(session.Handle, null, length, out key));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Generate(session, CKM.CKM_EC_KEY_PAIR_GEN, length, out key));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Generate(session, CKM.CKM_AES_KEY_GEN, length, out key));
        Assert.AreEqual(
            CKR.CKR_MECHANISM_PARAM_INVALID,
            token.C_GenerateKey(session.Handle, new CkMechanism(CKM.CKM_GENERIC_SECRET_KEY_GEN, 1u), length, out key));

        // No board finds RSA primes in useful time.
        Assert.AreEqual(
            CKR.CKR_MECHANISM_INVALID,
            token.C_GenerateKeyPair(session.Handle, new CkMechanism(CKM.CKM_RSA_PKCS_KEY_PAIR_GEN), null, null, out publicKey, out key));
        TokenSession mute = Crypto.Open(new TokenParts(new MemoryStore()) { Random = Crypto.NoSource() });
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, Pair(mute, [EcParameters.P256()], []));
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, Generate(mute, CKM.CKM_GENERIC_SECRET_KEY_GEN, length, out key));
    }

    private static uint Pair(TokenSession session, CkAttribute[] publicTemplate, CkAttribute[] privateTemplate) =>
        Pair(session, publicTemplate, privateTemplate, out uint _, out uint _);

    private static uint Pair(TokenSession session, CkAttribute[] publicTemplate, CkAttribute[] privateTemplate, out uint publicKey, out uint key) =>
        session.Token.C_GenerateKeyPair(
            session.Handle, new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN), publicTemplate, privateTemplate, out publicKey, out key);

    private static uint Generate(TokenSession session, uint mechanism, CkAttribute[] template, out uint key) =>
        session.Token.C_GenerateKey(session.Handle, new CkMechanism(mechanism), template, out key);
}
