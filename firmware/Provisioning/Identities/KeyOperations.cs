using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>Device keys made and used by the token's own functions.</summary>
internal static class KeyOperations
{
    public static uint Generate(TokenSession session) => throw new CryptokiException(CKR.CKR_FUNCTION_NOT_SUPPORTED, "key", null);

    public static byte[] Sign(TokenSession session, uint key, KeyKind kind, byte[] message) => throw new CryptokiException(CKR.CKR_FUNCTION_NOT_SUPPORTED, "key", null);

    public static bool Verify(TokenSession session, uint key, KeyKind kind, byte[] message, byte[] signature) => throw new CryptokiException(CKR.CKR_FUNCTION_NOT_SUPPORTED, "key", null);

    public static uint FindPublicKey(TokenSession session, PublicKeyInfo key) => 0;

    public static void InitToken(Token token, byte[] pin, byte[] label) => throw new CryptokiException(CKR.CKR_FUNCTION_NOT_SUPPORTED, "key", null);
}
