namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Object classes (CK_OBJECT_CLASS).</summary>
public static class CKO
{
    public const uint CKO_DATA = 0x00;
    public const uint CKO_CERTIFICATE = 0x01;
    public const uint CKO_PUBLIC_KEY = 0x02;
    public const uint CKO_PRIVATE_KEY = 0x03;
    public const uint CKO_SECRET_KEY = 0x04;
    public const uint CKO_HW_FEATURE = 0x05;
    public const uint CKO_DOMAIN_PARAMETERS = 0x06;
    public const uint CKO_MECHANISM = 0x07;
    public const uint CKO_VENDOR_DEFINED = 0x80000000;
}
