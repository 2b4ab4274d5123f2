using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_Digest* and the life of an operation.</summary>
[TestClass]
public class DigestTests
{
    // FIPS 180-2, B.1, and the hash of nothing.
    private const string Abc = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
    private const string Nothing = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";

    [TestMethod]
    public void DigestsWholeAndInParts()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        byte[] data = [0, (byte)'a', (byte)'b', (byte)'c', 0];
        byte[] digest = new byte[40];
        uint length = 40;
        Assert.AreEqual(CKR.CKR_OK, Init(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Digest(session.Handle, data, 1, 3, digest, ref length));
        Assert.AreEqual(32u, length);
        Assert.AreEqual(Abc + "0000000000000000", Make.Hex(digest));
        Assert.AreEqual(CKR.CKR_OK, Init(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestUpdate(session.Handle, data, 1, 1));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestUpdate(session.Handle, null, 0, 0));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestUpdate(session.Handle, data, 2, 2));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestFinal(session.Handle, digest, ref length));
        Assert.AreEqual(Abc + "0000000000000000", Make.Hex(digest));
        Assert.AreEqual(Abc, Make.Hex(session.Digest([(byte)'a', (byte)'b', (byte)'c'])));
        Assert.AreEqual(Nothing, Make.Hex(session.Digest([])));
    }

    [TestMethod]
    public void AskingForTheLengthGoesOn()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        byte[] digest = new byte[32];
        uint length = 7;
        Init(session);
        Assert.AreEqual(CKR.CKR_OK, token.C_Digest(session.Handle, digest, 0, 3, null, ref length));
        Assert.AreEqual(32u, length);
        length = 31;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, token.C_Digest(session.Handle, digest, 0, 3, digest, ref length));
        Assert.AreEqual(32u, length);
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Init(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Digest(session.Handle, digest, 0, 3, digest, ref length));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Digest(session.Handle, digest, 0, 3, digest, ref length));

        Init(session);
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestUpdate(session.Handle, null, 0, 0));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestFinal(session.Handle, null, ref length));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Init(session));
        length = 0;
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, token.C_DigestFinal(session.Handle, digest, ref length));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestFinal(session.Handle, digest, ref length));
        Assert.AreEqual(Nothing, Make.Hex(digest));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_DigestFinal(session.Handle, digest, ref length));
    }

    [TestMethod]
    public void FailuresEndTheOperation()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        byte[] data = new byte[32];
        uint length = 32;
        Init(session);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_DigestUpdate(session.Handle, data, 30, 3));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_DigestUpdate(session.Handle, data, 0, 3));
        Init(session);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Digest(session.Handle, null, 0, 3, data, ref length));
        Init(session);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Digest(session.Handle, data, -1, 3, data, ref length));
        Init(session);
        length = 33;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Digest(session.Handle, data, 0, 3, data, ref length));
        Init(session);
        token.C_DigestUpdate(session.Handle, data, 0, 3);
        length = 32;
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, token.C_Digest(session.Handle, data, 0, 3, data, ref length));
        Assert.AreEqual(CKR.CKR_OK, Init(session));
        Assert.AreEqual(CKR.CKR_OK, token.C_Digest(session.Handle, data, 0, 3, null, ref length));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, token.C_DigestFinal(session.Handle, data, ref length));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Digest(session.Handle, data, 0, 3, data, ref length));
    }

    [TestMethod]
    public void ArgumentsAreChecked()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        uint length = 32;
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_DigestInit(session.Handle, null));
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, token.C_DigestInit(session.Handle, new CkMechanism(CKM.CKM_SHA256_HMAC)));
        Assert.AreEqual(CKR.CKR_MECHANISM_PARAM_INVALID, token.C_DigestInit(session.Handle, new CkMechanism(CKM.CKM_SHA256, new byte[1])));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_DigestUpdate(session.Handle, null, 0, 0));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_DigestInit(0, new CkMechanism(CKM.CKM_SHA256)));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_DigestUpdate(0, null, 0, 0));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_Digest(0, null, 0, 0, new byte[32], ref length));
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, token.C_DigestFinal(0, new byte[32], ref length));
        token.C_Finalize(null);
        Assert.AreEqual(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_DigestInit(session.Handle, new CkMechanism(CKM.CKM_SHA256)));
    }

    [TestMethod]
    public void SessionsDigestApart()
    {
        TokenSession session = Make.Session(new MemoryStore());
        using TokenSession other = TokenSession.Open(session.Token, false);
        byte[] digest = new byte[32];
        uint length = 32;
        Init(session);
        Init(other);
        session.Token.C_DigestUpdate(session.Handle, [(byte)'a'], 0, 1);
        session.Token.C_DigestUpdate(other.Handle, [(byte)'x'], 0, 1);
        session.Token.C_DigestUpdate(session.Handle, [(byte)'b', (byte)'c'], 0, 2);
        Assert.AreEqual(CKR.CKR_OK, session.Token.C_DigestFinal(session.Handle, digest, ref length));
        Assert.AreEqual(Abc, Make.Hex(digest));
        other.Dispose();
        Assert.AreEqual(CKR.CKR_SESSION_HANDLE_INVALID, session.Token.C_DigestFinal(other.Handle, digest, ref length));
    }

    private static uint Init(TokenSession session) => session.Token.C_DigestInit(session.Handle, new CkMechanism(CKM.CKM_SHA256));
}
