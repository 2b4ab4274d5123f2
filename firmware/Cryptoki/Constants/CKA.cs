namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Attribute types (CK_ATTRIBUTE_TYPE).</summary>
public static class CKA
{
    public const uint CKA_CLASS = 0x00;
    public const uint CKA_TOKEN = 0x01;
    public const uint CKA_PRIVATE = 0x02;
    public const uint CKA_LABEL = 0x03;
    public const uint CKA_APPLICATION = 0x10;
    public const uint CKA_VALUE = 0x11;
    public const uint CKA_OBJECT_ID = 0x12;
    public const uint CKA_CERTIFICATE_TYPE = 0x80;
    public const uint CKA_ISSUER = 0x81;
    public const uint CKA_SERIAL_NUMBER = 0x82;
    public const uint CKA_TRUSTED = 0x86;
    public const uint CKA_CERTIFICATE_CATEGORY = 0x87;
    public const uint CKA_URL = 0x89;
    public const uint CKA_CHECK_VALUE = 0x90;
    public const uint CKA_KEY_TYPE = 0x100;
    public const uint CKA_SUBJECT = 0x101;
    public const uint CKA_ID = 0x102;
    public const uint CKA_SENSITIVE = 0x103;
    public const uint CKA_ENCRYPT = 0x104;
    public const uint CKA_DECRYPT = 0x105;
    public const uint CKA_WRAP = 0x106;
    public const uint CKA_UNWRAP = 0x107;
    public const uint CKA_SIGN = 0x108;
    public const uint CKA_SIGN_RECOVER = 0x109;
    public const uint CKA_VERIFY = 0x10A;
    public const uint CKA_VERIFY_RECOVER = 0x10B;
    public const uint CKA_DERIVE = 0x10C;
    public const uint CKA_START_DATE = 0x110;
    public const uint CKA_END_DATE = 0x111;
    public const uint CKA_MODULUS = 0x120;
    public const uint CKA_MODULUS_BITS = 0x121;
    public const uint CKA_PUBLIC_EXPONENT = 0x122;
    public const uint CKA_PRIVATE_EXPONENT = 0x123;
    public const uint CKA_PRIME_1 = 0x124;
    public const uint CKA_PRIME_2 = 0x125;
    public const uint CKA_EXPONENT_1 = 0x126;
    public const uint CKA_EXPONENT_2 = 0x127;
    public const uint CKA_COEFFICIENT = 0x128;
    public const uint CKA_PUBLIC_KEY_INFO = 0x129;
    public const uint CKA_VALUE_LEN = 0x161;
    public const uint CKA_EXTRACTABLE = 0x162;
    public const uint CKA_LOCAL = 0x163;
    public const uint CKA_NEVER_EXTRACTABLE = 0x164;
    public const uint CKA_ALWAYS_SENSITIVE = 0x165;
    public const uint CKA_KEY_GEN_MECHANISM = 0x166;
    public const uint CKA_MODIFIABLE = 0x170;
    public const uint CKA_COPYABLE = 0x171;
    public const uint CKA_DESTROYABLE = 0x172;
    public const uint CKA_EC_PARAMS = 0x180;
    public const uint CKA_EC_POINT = 0x181;
    public const uint CKA_ALWAYS_AUTHENTICATE = 0x202;
    public const uint CKA_WRAP_WITH_TRUSTED = 0x210;
}
