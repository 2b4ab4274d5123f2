using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>
/// What Google's pkcs11test asserts and other tests do not say already, in our own words: of tokens with PINs, of calls in the wrong order, and of
/// objects in sessions without log-in.
/// </summary>
public sealed class GoogleConformanceTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public void NothingWorksUninitialized()
    {
        var token = new Token(Pins.Parts(_store));
        var mechanism = new CkMechanism(CKM.CKM_AES_CMAC);
        uint length = 0;
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_EncryptInit(1, mechanism, 1));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_WrapKey(1, mechanism, 1, 1, null, ref length));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_WaitForSlotEvent(1, out _));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_InitToken(99, Pins.So, Pins.Bytes("x")));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_InitPIN(99, Pins.User));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_SetPIN(99, Pins.User, Pins.User));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_SeedRandom(99, new byte[1]));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, token.C_GenerateRandom(99, new byte[1], 0, 1));
    }

    [Fact]
    public void AWrongPinIsFlaggedUntilTheRightOne()
    {
        Token token = Pins.Token(_store);
        uint session = Pins.Open(token, Pins.Serial);
        Assert.Equal(CKR.CKR_PIN_INCORRECT, token.C_Login(session, CKU.CKU_USER, Pins.Bytes("simply-wrong")));
        Assert.NotEqual(0u, Pins.Flags(token) & CKF.CKF_USER_PIN_COUNT_LOW);
        Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
        Assert.Equal(CKR.CKR_OK, token.C_Logout(session));
        Assert.Equal(0u, Pins.Flags(token) & CKF.CKF_USER_PIN_COUNT_LOW);
    }

    [Fact]
    public void InitializedAnewTheTokenTakesPinsAgain()
    {
        Token token = Pins.Token(_store);
        Assert.Equal(CKR.CKR_PIN_INCORRECT, token.C_InitToken(CK.SlotId, Pins.Bytes("wrong"), Pins.Bytes("again")));
        Assert.Equal(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("again")));
        uint session = Pins.Open(token, Pins.ReadWrite);
        Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.Equal(CKR.CKR_OK, token.C_InitPIN(session, Pins.Bytes("reset")));
        Assert.Equal(CKR.CKR_OK, token.C_Logout(session));
        Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.Bytes("reset")));
        Assert.Equal(CKR.CKR_OK, token.C_SetPIN(session, Pins.Bytes("reset"), Pins.User));
        Assert.Equal(CKR.CKR_OK, token.C_Logout(session));
        uint reader = Pins.Open(token, Pins.Serial);
        Assert.Equal(CKR.CKR_OK, token.C_Login(reader, CKU.CKU_USER, Pins.User));
    }

    [Fact]
    public void ADigestIsWholeOrInParts()
    {
        Token token = Pins.Start(_store);
        uint session = Pins.Open(token, Pins.Serial);
        byte[] data = new byte[10];
        byte[] digest = new byte[512];
        uint length = 0;
        Assert.Equal(CKR.CKR_OK, token.C_DigestInit(session, new CkMechanism(CKM.CKM_SHA256)));
        Assert.Equal(CKR.CKR_OK, token.C_DigestUpdate(session, data, 0, 1));
        Assert.Equal(CKR.CKR_OK, token.C_DigestFinal(session, null, ref length));
        Assert.Equal(32u, length);
        length = 512;
        Assert.Equal(CKR.CKR_OPERATION_ACTIVE, token.C_Digest(session, data, 1, 9, digest, ref length));
        Assert.Equal(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_DigestFinal(session, digest, ref length));

        Assert.Equal(CKR.CKR_OK, token.C_DigestInit(session, new CkMechanism(CKM.CKM_SHA256)));
        Assert.Equal(CKR.CKR_OK, token.C_Digest(session, data, 0, 10, null, ref length));
        length = 512;
        Assert.Equal(CKR.CKR_OPERATION_ACTIVE, token.C_DigestFinal(session, digest, ref length));
        Assert.Equal(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_Digest(session, data, 0, 10, digest, ref length));
    }

    [Fact]
    public void ShortBuffersStayAsTheyWere()
    {
        Token token = Pins.Start(_store);
        uint session = Pins.Open(token, Pins.Serial);
        byte[] buffer = [0xAB, 0xAB, 0xAB];
        uint length = 2;
        Assert.Equal(CKR.CKR_OK, token.C_DigestInit(session, new CkMechanism(CKM.CKM_SHA256)));
        Assert.Equal(CKR.CKR_BUFFER_TOO_SMALL, token.C_Digest(session, [1], 0, 1, buffer, ref length));
        Assert.Equal(32u, length);
        Assert.Equal([0xAB, 0xAB, 0xAB], buffer);
    }

    /// <summary>Its tests of objects and keys run without log-in, on a token with PINs, with CKA_PRIVATE false.</summary>
    [Fact]
    public void PublicSessionsWorkWithPublicObjects()
    {
        Token token = Pins.Token(_store);
        using TokenSession session = TokenSession.Open(token, false);
        uint key = Pins.Create(
            token,
            session.Handle,
            [
                .. Make.RsaPrivateKey().Where(attribute => attribute.Type != CKA.CKA_TOKEN),
                new CkAttribute(CKA.CKA_TOKEN, false), new CkAttribute(CKA.CKA_PRIVATE, false), new CkAttribute(CKA.CKA_DECRYPT, true),
                new CkAttribute(CKA.CKA_SIGN, true), new CkAttribute(CKA.CKA_SENSITIVE, true), new CkAttribute(CKA.CKA_EXTRACTABLE, true),
            ]);
        Assert.Equal([0], session.GetAttribute(key, CKA.CKA_ALWAYS_SENSITIVE));
        Assert.Equal([0], session.GetAttribute(key, CKA.CKA_NEVER_EXTRACTABLE));
        Assert.Equal([0], session.GetAttribute(key, CKA.CKA_LOCAL));
        Assert.Equal(CK.CK_UNAVAILABLE_INFORMATION, BitConverter.ToUInt32(session.GetAttribute(key, CKA.CKA_KEY_GEN_MECHANISM)));
        foreach (uint found in session.FindObjects([]))
        {
            Assert.Equal([0], session.GetAttribute(found, CKA.CKA_PRIVATE));
        }
    }

    [Fact]
    public void LatchesClose()
    {
        Token token = Pins.Token(_store);
        using TokenSession session = TokenSession.Open(token, true);
        uint key = session.GenerateKey(
            CKM.CKM_GENERIC_SECRET_KEY_GEN,
            [
                new CkAttribute(CKA.CKA_VALUE_LEN, 16u), new CkAttribute(CKA.CKA_PRIVATE, false), new CkAttribute(CKA.CKA_SENSITIVE, false),
                new CkAttribute(CKA.CKA_EXTRACTABLE, true),
            ]);
        Assert.Equal(16, session.GetAttribute(key, CKA.CKA_VALUE).Length);
        session.SetAttributes(key, [new CkAttribute(CKA.CKA_SENSITIVE, true)]);
        session.SetAttributes(key, [new CkAttribute(CKA.CKA_EXTRACTABLE, false)]);
        Assert.Equal(CKR.CKR_ATTRIBUTE_READ_ONLY, token.C_SetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_SENSITIVE, false)]));
        Assert.Equal(CKR.CKR_ATTRIBUTE_READ_ONLY, token.C_SetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_EXTRACTABLE, true)]));
        Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, token.C_GetAttributeValue(session.Handle, key, [new CkAttribute(CKA.CKA_VALUE, new byte[16])]));
        Assert.Equal([1], session.GetAttribute(key, CKA.CKA_SENSITIVE));
    }

    [Fact]
    public void CopiesAreOtherObjects()
    {
        Token token = Pins.Token(_store);
        using TokenSession session = TokenSession.Open(token, true);
        uint one = session.CreateObject([.. Pins.Data("OldLabel", false, false), new CkAttribute(CKA.CKA_APPLICATION, "pkcs11test")]);
        Assert.Equal(CKR.CKR_OK, token.C_CopyObject(session.Handle, one, [], out uint two));
        session.SetAttributes(one, [new CkAttribute(CKA.CKA_LABEL, "NewLabel")]);
        Assert.Equal("OldLabel"u8.ToArray(), session.GetAttribute(two, CKA.CKA_LABEL));
        Assert.Equal(CKR.CKR_OK, token.C_CopyObject(session.Handle, one, [new CkAttribute(CKA.CKA_VALUE, [0xFA, 0xCE])], out uint three));
        Assert.Equal([0xFA, 0xCE], session.GetAttribute(three, CKA.CKA_VALUE));
        Assert.Equal([one, two, three], session.FindObjects([new CkAttribute(CKA.CKA_APPLICATION, "pkcs11test")]));
        Assert.Equal(CKR.CKR_ATTRIBUTE_READ_ONLY, token.C_CopyObject(session.Handle, one, [new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY)], out _));
        session.DestroyObject(three);
        Assert.Equal([one, two], session.FindObjects([new CkAttribute(CKA.CKA_APPLICATION, "pkcs11test")]));
    }
}
