namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>User types (CK_USER_TYPE).</summary>
public static class CKU
{
    public const uint CKU_SO = 0;
    public const uint CKU_USER = 1;
    public const uint CKU_CONTEXT_SPECIFIC = 2;
}
