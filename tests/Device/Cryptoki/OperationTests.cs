using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>How long a signature or verification is active.</summary>
[TestClass]
public class OperationTests
{
    [TestMethod]
    public void OneSignatureAtATime()
    {
        TokenSession session = Crypto.Session(false);
        uint key = session.CreateObject(Make.EcPrivateKey());
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_OK, Crypto.Sign(session, [1]));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Sign(session, [1]));
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
    }

    [TestMethod]
    public void AfterAQuestionForTheLengthOneMayStartAfresh()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint key = session.CreateObject(Make.EcPrivateKey());
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Assert.AreEqual(CKR.CKR_OK, Crypto.AskLength(session, [1], out uint length));
        Assert.AreEqual(64u, length);
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Crypto.AskLength(session, [1], out length);
        Assert.AreEqual(CKR.CKR_OK, Crypto.Sign(session, [1]));

        // A failing start leaves what there was.
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Crypto.AskLength(session, [1], out length);
        Assert.AreEqual(CKR.CKR_MECHANISM_INVALID, Crypto.SignInit(session, CKM.CKM_SHA256, key));
        Assert.AreEqual(CKR.CKR_OK, Crypto.Sign(session, [1]));

        // With parts taken there is something to lose.
        Crypto.SignInit(session, CKM.CKM_ECDSA_SHA256, key);
        token.C_SignUpdate(session.Handle, [1], 0, 1);
        Assert.AreEqual(CKR.CKR_OK, token.C_SignFinal(session.Handle, null, ref length));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
    }

    [TestMethod]
    public void ABufferThatIsTooSmallGoesOn()
    {
        TokenSession session = Crypto.Session(false);
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint length = 63;
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Assert.AreEqual(CKR.CKR_BUFFER_TOO_SMALL, session.Token.C_Sign(session.Handle, [1], 0, 1, new byte[64], ref length));
        Assert.AreEqual(64u, length);
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_OK, Crypto.Sign(session, [1]));
    }

    [TestMethod]
    public void RawMechanismsTakeNoParts()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        uint length = 64;
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_SignUpdate(session.Handle, [1], 0, 1));
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_SignFinal(session.Handle, new byte[64], ref length));
        Assert.AreEqual(CKR.CKR_OK, Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_VerifyUpdate(session.Handle, [1], 0, 1));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Verify(session, [1], new byte[64]));
        Crypto.SignInit(session, CKM.CKM_ECDSA_SHA256, key);
        token.C_SignUpdate(session.Handle, [1], 0, 1);
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.Sign(session, [1]));
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA_SHA256, key));
    }

    [TestMethod]
    public void OperationsDoNotDisturbEachOther()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint key = session.CreateObject(Make.EcPrivateKey());
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        byte[] digest = new byte[32];
        byte[] signature = new byte[64];
        uint length = 32;
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsInit(session.Handle, null));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestInit(session.Handle, new CkMechanism(CKM.CKM_SHA256)));
        Assert.AreEqual(CKR.CKR_OK, Crypto.SignInit(session, CKM.CKM_ECDSA_SHA256, key));
        Assert.AreEqual(CKR.CKR_OK, Crypto.VerifyInit(session, CKM.CKM_ECDSA_SHA256, publicKey));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestUpdate(session.Handle, [9], 0, 1));
        Assert.AreEqual(CKR.CKR_OK, token.C_SignUpdate(session.Handle, [7], 0, 1));
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyUpdate(session.Handle, [7], 0, 1));
        Assert.AreEqual(CKR.CKR_OK, token.C_DigestFinal(session.Handle, digest, ref length));
        length = 64;
        Assert.AreEqual(CKR.CKR_OK, token.C_SignFinal(session.Handle, signature, ref length));
        Assert.AreEqual(CKR.CKR_OK, token.C_VerifyFinal(session.Handle, signature));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjects(session.Handle, new uint[4], 4, out uint count));
        Assert.AreEqual(2u, count);
    }

    [TestMethod]
    public void TheKeyMayGoWhileItSigns()
    {
        // What is needed of it was read by C_SignInit.
        MemoryStore store = new MemoryStore();
        TokenSession session = Crypto.Open(new TokenParts(store));
        uint key = session.CreateObject(Make.EcPrivateKey());
        Crypto.SignInit(session, CKM.CKM_ECDSA, key);
        Assert.AreEqual(Make.Hex(new byte[store.LastRead.Length]), Make.Hex(store.LastRead));
        session.DestroyObject(key);
        Assert.AreEqual(CKR.CKR_OK, Crypto.Sign(session, [1]));
        Assert.AreEqual(CKR.CKR_KEY_HANDLE_INVALID, Crypto.SignInit(session, CKM.CKM_ECDSA, key));
    }

    [TestMethod]
    public void VerificationEndsWithItsAnswer()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        uint publicKey = session.CreateObject(Make.EcPublicKey());
        Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey);
        Assert.AreEqual(CKR.CKR_SIGNATURE_LEN_RANGE, Crypto.Verify(session, [1], new byte[65]));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, Crypto.Verify(session, [1], new byte[64]));
        Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey);
        Assert.AreEqual(CKR.CKR_SIGNATURE_INVALID, Crypto.Verify(session, [1], new byte[64]));
        Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, Crypto.Verify(session, [1], null));
        Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey);
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_Verify(session.Handle, null, 0, 1, new byte[64]));
        Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey);
        Assert.AreEqual(CKR.CKR_DATA_LEN_RANGE, Crypto.Verify(session, [], new byte[64]));
        Assert.AreEqual(CKR.CKR_OK, Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, Crypto.VerifyInit(session, CKM.CKM_ECDSA, publicKey));
    }

    [TestMethod]
    public void WhatTheTokenCannotDoSaysSo()
    {
        TokenSession session = Crypto.Session(false);
        Token token = session.Token;
        const uint No = CKR.CKR_FUNCTION_NOT_SUPPORTED;
        uint length = 0;
        Assert.AreEqual(No, token.C_EncryptInit(session.Handle, new CkMechanism(CKM.CKM_RSA_PKCS), 1));
        Assert.AreEqual(No, token.C_DecryptFinal(session.Handle, null, ref length));
        Assert.AreEqual(No, token.C_DigestKey(session.Handle, 1));
        Assert.AreEqual(No, token.C_SignRecoverInit(session.Handle, null, 1));
        Assert.AreEqual(No, token.C_UnwrapKey(session.Handle, null, 1, null, null, out uint key));
        Assert.AreEqual(CK.CK_INVALID_HANDLE, key);
        Assert.AreEqual(No, token.C_GetOperationState(session.Handle, null, ref length));
        Assert.AreEqual(No, token.C_WaitForSlotEvent(1, out uint _));
        Assert.AreEqual(CKR.CKR_FUNCTION_NOT_PARALLEL, token.C_GetFunctionStatus(session.Handle));
        Assert.AreEqual(CKR.CKR_FUNCTION_NOT_PARALLEL, token.C_CancelFunction(session.Handle));
    }
}
