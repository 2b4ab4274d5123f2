using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>From the words of a call in C to the token's method.</summary>
internal static unsafe class Functions
{
    /// <summary>A call.</summary>
    /// <param name="function">Which.</param>
    /// <param name="a">Its arguments.</param>
    /// <param name="token">The token.</param>
    /// <returns>CKR_*.</returns>
    public static uint Call(Function function, nuint* a, Token token)
    {
        try
        {
            return Dispatch(function, a, token);
        }
        catch (BadArgumentException bad)
        {
            uint session = Word.ToHandle(a[0]);
            EndOperation(function, session, token);

            // What is wrong with the session goes before what is wrong with the other arguments (5.1.7).
            uint rv = TakesSession(function) ? token.C_GetSessionInfo(session, out _) : CKR.CKR_OK;
            return rv == CKR.CKR_OK ? bad.ReturnValue : rv;
        }
    }

    private static bool TakesSession(Function function) => function is not (Function.GetInfo or Function.GetSlotList or Function.GetSlotInfo
        or Function.GetTokenInfo or Function.GetMechanismList or Function.GetMechanismInfo or Function.InitToken or Function.OpenSession or Function.CloseAllSessions);

    // Any failure ends a digest, signature or verification (5.2); the token, which never saw these arguments, is given others as bad.
    private static void EndOperation(Function function, uint session, Token token)
    {
        switch (function)
        {
            case Function.Digest or Function.DigestUpdate or Function.DigestFinal:
                _ = token.C_DigestUpdate(session, null, 0, 1);
                break;
            case Function.Sign or Function.SignUpdate or Function.SignFinal:
                _ = token.C_SignUpdate(session, null, 0, 1);
                break;
            case Function.Verify or Function.VerifyUpdate or Function.VerifyFinal:
                _ = token.C_VerifyUpdate(session, null, 0, 1);
                break;
        }
    }

    private static uint Dispatch(Function function, nuint* a, Token token) => function switch
    {
        Function.GetInfo => GeneralFunctions.GetInfo(token, a),
        Function.GetSlotList => GeneralFunctions.GetSlotList(token, a),
        Function.GetSlotInfo => GeneralFunctions.GetSlotInfo(token, a),
        Function.GetTokenInfo => GeneralFunctions.GetTokenInfo(token, a),
        Function.GetMechanismList => GeneralFunctions.GetMechanismList(token, a),
        Function.GetMechanismInfo => GeneralFunctions.GetMechanismInfo(token, a),
        Function.InitToken => LoginFunctions.InitToken(token, a),
        Function.InitPIN => LoginFunctions.InitPin(token, a),
        Function.SetPIN => LoginFunctions.SetPin(token, a),
        Function.Login => LoginFunctions.Login(token, a),
        Function.Logout => token.C_Logout(Word.ToHandle(a[0])),
        Function.OpenSession => GeneralFunctions.OpenSession(token, a),
        Function.CloseSession => token.C_CloseSession(Word.ToHandle(a[0])),
        Function.CloseAllSessions => token.C_CloseAllSessions(Word.ToHandle(a[0])),
        Function.GetSessionInfo => GeneralFunctions.GetSessionInfo(token, a),
        Function.CreateObject => ObjectFunctions.CreateObject(token, a),
        Function.CopyObject => ObjectFunctions.CopyObject(token, a),
        Function.DestroyObject => token.C_DestroyObject(Word.ToHandle(a[0]), Word.ToHandle(a[1])),
        Function.GetObjectSize => ObjectFunctions.GetObjectSize(token, a),
        Function.GetAttributeValue => ObjectFunctions.GetAttributeValue(token, a),
        Function.SetAttributeValue => ObjectFunctions.SetAttributeValue(token, a),
        Function.FindObjectsInit => ObjectFunctions.FindObjectsInit(token, a),
        Function.FindObjects => ObjectFunctions.FindObjects(token, a),
        Function.FindObjectsFinal => token.C_FindObjectsFinal(Word.ToHandle(a[0])),
        Function.DigestInit => token.C_DigestInit(Word.ToHandle(a[0]), Mechanisms.Read(a[1])),
        Function.Digest => CryptographicFunctions.Digest(token, a),
        Function.DigestUpdate => CryptographicFunctions.DigestUpdate(token, a),
        Function.DigestFinal => CryptographicFunctions.DigestFinal(token, a),
        Function.SignInit => token.C_SignInit(Word.ToHandle(a[0]), Mechanisms.Read(a[1]), Word.ToHandle(a[2])),
        Function.Sign => CryptographicFunctions.Sign(token, a),
        Function.SignUpdate => CryptographicFunctions.SignUpdate(token, a),
        Function.SignFinal => CryptographicFunctions.SignFinal(token, a),
        Function.VerifyInit => token.C_VerifyInit(Word.ToHandle(a[0]), Mechanisms.Read(a[1]), Word.ToHandle(a[2])),
        Function.Verify => CryptographicFunctions.Verify(token, a),
        Function.VerifyUpdate => CryptographicFunctions.VerifyUpdate(token, a),
        Function.VerifyFinal => token.C_VerifyFinal(Word.ToHandle(a[0]), Memory.Read(a[1], a[2])),
        Function.GenerateKey => KeyFunctions.GenerateKey(token, a),
        Function.GenerateKeyPair => KeyFunctions.GenerateKeyPair(token, a),
        Function.DeriveKey => KeyFunctions.DeriveKey(token, a),
        Function.SeedRandom => CryptographicFunctions.SeedRandom(token, a),
        Function.GenerateRandom => CryptographicFunctions.GenerateRandom(token, a),
        _ => CKR.CKR_FUNCTION_NOT_SUPPORTED,
    };
}
