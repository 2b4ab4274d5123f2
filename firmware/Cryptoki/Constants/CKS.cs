namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Session states (CK_STATE).</summary>
public static class CKS
{
    public const uint CKS_RO_PUBLIC_SESSION = 0;
    public const uint CKS_RO_USER_FUNCTIONS = 1;
    public const uint CKS_RW_PUBLIC_SESSION = 2;
    public const uint CKS_RW_USER_FUNCTIONS = 3;
    public const uint CKS_RW_SO_FUNCTIONS = 4;
}
