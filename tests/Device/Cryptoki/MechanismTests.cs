using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_GetMechanismList and C_GetMechanismInfo: what works with the parts that are there.</summary>
[TestClass]
public class MechanismTests
{
    private const uint SignVerify = CKF.CKF_SIGN | CKF.CKF_VERIFY;

    [TestMethod]
    public void TheListGrowsWithTheParts()
    {
        Assert.AreEqual("250 251 252 1041 1044 1050 ", List(new TokenParts(new MemoryStore())));
        Assert.AreEqual("250 251 252 350 1040 1041 1044 1050 ", List(new TokenParts(new MemoryStore()) { Random = new TestRandom() }));
        Assert.AreEqual("250 251 252 1041 1044 1050 108A ", List(new TokenParts(new MemoryStore()) { Aes = new FakeAes() }));
        Assert.AreEqual(
            "1 3 D 40 43 250 251 252 350 1040 1041 1044 1050 1080 108A ",
            List(new TokenParts(new MemoryStore()) { Aes = new FakeAes(), Random = new TestRandom(), Rsa = new RsaEngine() }));
        Assert.AreEqual(
            "0 1 3 D 40 43 250 251 252 1041 1044 1050 ",
            List(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine(), RsaKeyGenerator = new NoKeys() }));
        Assert.AreEqual("250 251 252 1041 1044 1050 ", List(new TokenParts(new MemoryStore()) { RsaKeyGenerator = new NoKeys() }));
    }

    [TestMethod]
    public void TheListIsAskedForAsUsual()
    {
        Token token = Crypto.Open(new TokenParts(new MemoryStore())).Token;
        uint count = 99;
        Assert.AreEqual(CKR.CKR_OK, token.C_GetMechanismList(CK.SlotId, null, ref count));
        Assert.AreEqual(6u, count);
        count = 5;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, token.C_GetMechanismList(CK.SlotId, new uint[5], ref count));
        Assert.AreEqual(6u, count);
        count = 7;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_GetMechanismList(CK.SlotId, new uint[6], ref count));
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_GetMechanismList(0, null, ref count));
        Assert.AreEqual(CKR.CKR_SLOT_ID_INVALID, token.C_GetMechanismInfo(0, CKM.CKM_ECDSA, out CkMechanismInfo _));
        token.C_Finalize(null);
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_GetMechanismList(CK.SlotId, null, ref count));
    }

    [TestMethod]
    public void SizesAndUsesAreThoseThatWork()
    {
        FakeAes aes = new FakeAes();
        Token token = Crypto.Open(
            new TokenParts(new MemoryStore()) { Aes = aes, Random = new TestRandom(), Rsa = new RsaEngine(), RsaKeyGenerator = new NoKeys() }).Token;
        const uint Curve = CKF.CKF_EC_F_P | CKF.CKF_EC_NAMEDCURVE | CKF.CKF_EC_UNCOMPRESS;
        Is(token, CKM.CKM_RSA_PKCS_KEY_PAIR_GEN, 1024, 4096, CKF.CKF_GENERATE_KEY_PAIR);
        Is(token, CKM.CKM_RSA_PKCS, 1024, 4096, SignVerify);
        Is(token, CKM.CKM_SHA256_RSA_PKCS_PSS, 1024, 4096, SignVerify);
        Is(token, CKM.CKM_SHA256, 0, 0, CKF.CKF_DIGEST);
        Is(token, CKM.CKM_SHA256_HMAC, 8, 4096, SignVerify);
        Is(token, CKM.CKM_GENERIC_SECRET_KEY_GEN, 8, 4096, CKF.CKF_GENERATE);
        Is(token, CKM.CKM_EC_KEY_PAIR_GEN, 256, 256, CKF.CKF_GENERATE_KEY_PAIR | Curve);
        Is(token, CKM.CKM_ECDSA, 256, 256, SignVerify | Curve);
        Is(token, CKM.CKM_ECDH1_DERIVE, 256, 256, CKF.CKF_DERIVE | Curve);
        Is(token, CKM.CKM_AES_CMAC, 16, 16, SignVerify);
        aes.Longest = 32;
        Is(token, CKM.CKM_AES_KEY_GEN, 16, 32, CKF.CKF_GENERATE);
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, token.C_GetMechanismInfo(CK.SlotId, 0x1081, out CkMechanismInfo _));

        // PSS needs a salt; verifying does not.
        token = Crypto.Open(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() }).Token;
        Is(token, CKM.CKM_RSA_PKCS_PSS, 1024, 4096, CKF.CKF_VERIFY);
        Is(token, CKM.CKM_SHA256_RSA_PKCS, 1024, 4096, SignVerify);
    }

    private static void Is(Token token, uint type, uint min, uint max, uint flags)
    {
        Assert.AreEqual(CKR.CKR_OK, token.C_GetMechanismInfo(CK.SlotId, type, out CkMechanismInfo info));
        Assert.AreEqual(min, info.MinKeySize);
        Assert.AreEqual(max, info.MaxKeySize);
        Assert.AreEqual(flags, info.Flags);
    }

    private static string List(TokenParts parts)
    {
        Token token = Crypto.Open(parts).Token;
        uint[] list = new uint[20];
        uint count = 20;
        Assert.AreEqual(CKR.CKR_OK, token.C_GetMechanismList(CK.SlotId, list, ref count));
        string text = "";
        for (int i = 0; i < (int)count; i++)
        {
            text += list[i].ToString("X") + " ";
            Assert.AreEqual(CKR.CKR_OK, token.C_GetMechanismInfo(CK.SlotId, list[i], out CkMechanismInfo _));
        }

        return text;
    }

    private sealed class NoKeys : IRsaKeyGenerator
    {
        public byte[][] Generate(int modulusBits, byte[] publicExponent) => null;
    }
}
