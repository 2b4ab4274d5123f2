namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Mechanism types (CK_MECHANISM_TYPE).</summary>
public static class CKM
{
    public const uint CKM_RSA_PKCS_KEY_PAIR_GEN = 0x0000;
    public const uint CKM_RSA_PKCS = 0x0001;
    public const uint CKM_RSA_X_509 = 0x0003;
    public const uint CKM_RSA_PKCS_PSS = 0x000D;
    public const uint CKM_SHA256_RSA_PKCS = 0x0040;
    public const uint CKM_SHA256_RSA_PKCS_PSS = 0x0043;
    public const uint CKM_SHA256 = 0x0250;
    public const uint CKM_SHA256_HMAC = 0x0251;
    public const uint CKM_SHA256_HMAC_GENERAL = 0x0252;
    public const uint CKM_GENERIC_SECRET_KEY_GEN = 0x0350;
    public const uint CKM_EC_KEY_PAIR_GEN = 0x1040;
    public const uint CKM_ECDSA = 0x1041;
    public const uint CKM_ECDSA_SHA256 = 0x1044;
    public const uint CKM_ECDH1_DERIVE = 0x1050;
    public const uint CKM_AES_KEY_GEN = 0x1080;
    public const uint CKM_AES_CMAC = 0x108A;
}
