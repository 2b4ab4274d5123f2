using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Key management functions (PKCS #11 v2.40, 5.14).</summary>
internal static unsafe class KeyFunctions
{
    /// <summary>C_GenerateKey(hSession, pMechanism, pTemplate, ulCount, phKey).</summary>
    public static uint GenerateKey(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[4]);
        uint rv = token.C_GenerateKey(Word.ToHandle(a[0]), Mechanisms.Read(a[1]), Attributes.Read(a[2], a[3]), out uint key);
        return ObjectFunctions.Tell(rv, key, place);
    }

    /// <summary>C_GenerateKeyPair(hSession, pMechanism, pPublicKeyTemplate, ulCount, pPrivateKeyTemplate, ulCount, phPublicKey, phPrivateKey).</summary>
    public static uint GenerateKeyPair(Token token, nuint* a)
    {
        nuint* publicPlace = Memory.Need(a[6]);
        nuint* privatePlace = Memory.Need(a[7]);
        uint rv = token.C_GenerateKeyPair(
            Word.ToHandle(a[0]), Mechanisms.Read(a[1]), Attributes.Read(a[2], a[3]), Attributes.Read(a[4], a[5]), out uint publicKey, out uint privateKey);
        rv = ObjectFunctions.Tell(rv, publicKey, publicPlace);
        return ObjectFunctions.Tell(rv, privateKey, privatePlace);
    }

    /// <summary>C_DeriveKey(hSession, pMechanism, hBaseKey, pTemplate, ulCount, phKey).</summary>
    public static uint DeriveKey(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[5]);
        uint rv = token.C_DeriveKey(Word.ToHandle(a[0]), Mechanisms.Read(a[1]), Word.ToHandle(a[2]), Attributes.Read(a[3], a[4]), out uint key);
        return ObjectFunctions.Tell(rv, key, place);
    }
}
