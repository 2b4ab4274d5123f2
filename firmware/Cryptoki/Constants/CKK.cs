namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Key types (CK_KEY_TYPE).</summary>
public static class CKK
{
    public const uint CKK_RSA = 0x00;
    public const uint CKK_DSA = 0x01;
    public const uint CKK_DH = 0x02;
    public const uint CKK_EC = 0x03;
    public const uint CKK_GENERIC_SECRET = 0x10;
    public const uint CKK_AES = 0x1F;
}
