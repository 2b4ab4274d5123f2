namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Certificate types (CK_CERTIFICATE_TYPE).</summary>
public static class CKC
{
    public const uint CKC_X_509 = 0x00;
    public const uint CKC_X_509_ATTR_CERT = 0x01;
    public const uint CKC_WTLS = 0x02;
}
