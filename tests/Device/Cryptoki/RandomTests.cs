using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_GenerateRandom and C_SeedRandom.</summary>
[TestClass]
public class RandomTests
{
    [TestMethod]
    public void BytesGoWhereTheyAreWanted()
    {
        TokenSession session = Crypto.Session(false);
        byte[] buffer = new byte[12];
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_GenerateRandom(session.Handle, buffer, 2, 8));
        Assert.AreEqual("0000", Make.Hex(buffer).Substring(0, 4));
        Assert.AreEqual("0000", Make.Hex(buffer).Substring(20));
        Assert.AreNotEqual("0000000000000000", Make.Hex(buffer).Substring(4, 16));
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_GenerateRandom(session.Handle, buffer, 12, 0));
        Assert.AreEqual(20, session.GenerateRandom(20).Length);
    }

    [TestMethod]
    public void ArgumentsAreChecked()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GenerateRandom(session.Handle, null, 0, 0));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GenerateRandom(session.Handle, new byte[4], 1, 4));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GenerateRandom(session.Handle, new byte[4], 0, -1));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_SeedRandom(session.Handle, null));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_GenerateRandom(0, new byte[4], 0, 4));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_SeedRandom(0, new byte[4]));
        token.C_Finalize(null);
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_GenerateRandom(session.Handle, new byte[4], 0, 4));
    }

    [TestMethod]
    public void SeedsAreMixedIn()
    {
        TestRandom random = new TestRandom();
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = random });
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_SeedRandom(session.Handle, [1, 2]));
        Assert.AreEqual("0102", Make.Hex(random.Seed));
    }

    [TestMethod]
    public void WithoutASourceThereIsNone()
    {
        TokenSession none = Crypto.Open(new TokenParts(new MemoryStore()));
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, none.Token.C_GenerateRandom(none.Handle, new byte[4], 0, 4));
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, none.Token.C_SeedRandom(none.Handle, new byte[4]));
        Assert.AreEqual(CKR.CKR_OK, none.Token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
        Assert.AreEqual(0u, info.Flags & CKF.CKF_RNG);

        TestRandom random = Crypto.NoSource();
        TokenSession session = Crypto.Open(new TokenParts(new MemoryStore()) { Random = random });
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, session.Token.C_GenerateRandom(session.Handle, new byte[4], 0, 4));
        Assert.AreEqual(CKR.CKR_RANDOM_NO_RNG, session.Token.C_SeedRandom(session.Handle, new byte[4]));
        random.Failure = new RandomException(RandomError.Store, "seed", new StoreException(StoreError.Device, "no answer"));
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_GenerateRandom(session.Handle, new byte[4], 0, 4));
        Assert.AreEqual("no answer", session.Token.LastStoreError.Message);
        random.Failure = new RandomException(RandomError.SelfTest, "test", null);
        Assert.AreEqual(CKR.CKR_DEVICE_ERROR, session.Token.C_GenerateRandom(session.Handle, new byte[4], 0, 4));
    }
}
