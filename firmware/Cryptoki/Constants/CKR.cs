namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Return values (CK_RV).</summary>
public static class CKR
{
    public const uint CKR_OK = 0x00;
    public const uint CKR_CANCEL = 0x01;
    public const uint CKR_HOST_MEMORY = 0x02;
    public const uint CKR_SLOT_ID_INVALID = 0x03;
    public const uint CKR_GENERAL_ERROR = 0x05;
    public const uint CKR_FUNCTION_FAILED = 0x06;
    public const uint CKR_ARGUMENTS_BAD = 0x07;
    public const uint CKR_NO_EVENT = 0x08;
    public const uint CKR_NEED_TO_CREATE_THREADS = 0x09;
    public const uint CKR_CANT_LOCK = 0x0A;
    public const uint CKR_ATTRIBUTE_READ_ONLY = 0x10;
    public const uint CKR_ATTRIBUTE_SENSITIVE = 0x11;
    public const uint CKR_ATTRIBUTE_TYPE_INVALID = 0x12;
    public const uint CKR_ATTRIBUTE_VALUE_INVALID = 0x13;
    public const uint CKR_ACTION_PROHIBITED = 0x1B;
    public const uint CKR_DATA_INVALID = 0x20;
    public const uint CKR_DATA_LEN_RANGE = 0x21;
    public const uint CKR_DEVICE_ERROR = 0x30;
    public const uint CKR_DEVICE_MEMORY = 0x31;
    public const uint CKR_DEVICE_REMOVED = 0x32;
    public const uint CKR_FUNCTION_CANCELED = 0x50;
    public const uint CKR_FUNCTION_NOT_PARALLEL = 0x51;
    public const uint CKR_FUNCTION_NOT_SUPPORTED = 0x54;
    public const uint CKR_KEY_HANDLE_INVALID = 0x60;
    public const uint CKR_KEY_SIZE_RANGE = 0x62;
    public const uint CKR_KEY_TYPE_INCONSISTENT = 0x63;
    public const uint CKR_KEY_FUNCTION_NOT_PERMITTED = 0x68;
    public const uint CKR_MECHANISM_INVALID = 0x70;
    public const uint CKR_MECHANISM_PARAM_INVALID = 0x71;
    public const uint CKR_OBJECT_HANDLE_INVALID = 0x82;
    public const uint CKR_OPERATION_ACTIVE = 0x90;
    public const uint CKR_OPERATION_NOT_INITIALIZED = 0x91;
    public const uint CKR_PIN_INCORRECT = 0xA0;
    public const uint CKR_PIN_INVALID = 0xA1;
    public const uint CKR_PIN_LEN_RANGE = 0xA2;
    public const uint CKR_PIN_LOCKED = 0xA4;
    public const uint CKR_SESSION_CLOSED = 0xB0;
    public const uint CKR_SESSION_COUNT = 0xB1;
    public const uint CKR_SESSION_HANDLE_INVALID = 0xB3;
    public const uint CKR_SESSION_PARALLEL_NOT_SUPPORTED = 0xB4;
    public const uint CKR_SESSION_READ_ONLY = 0xB5;
    public const uint CKR_SESSION_EXISTS = 0xB6;
    public const uint CKR_SESSION_READ_ONLY_EXISTS = 0xB7;
    public const uint CKR_SESSION_READ_WRITE_SO_EXISTS = 0xB8;
    public const uint CKR_SIGNATURE_INVALID = 0xC0;
    public const uint CKR_SIGNATURE_LEN_RANGE = 0xC1;
    public const uint CKR_TEMPLATE_INCOMPLETE = 0xD0;
    public const uint CKR_TEMPLATE_INCONSISTENT = 0xD1;
    public const uint CKR_TOKEN_NOT_PRESENT = 0xE0;
    public const uint CKR_TOKEN_WRITE_PROTECTED = 0xE2;
    public const uint CKR_USER_ALREADY_LOGGED_IN = 0x100;
    public const uint CKR_USER_NOT_LOGGED_IN = 0x101;
    public const uint CKR_USER_PIN_NOT_INITIALIZED = 0x102;
    public const uint CKR_USER_TYPE_INVALID = 0x103;
    public const uint CKR_USER_ANOTHER_ALREADY_LOGGED_IN = 0x104;
    public const uint CKR_RANDOM_SEED_NOT_SUPPORTED = 0x120;
    public const uint CKR_RANDOM_NO_RNG = 0x121;
    public const uint CKR_DOMAIN_PARAMS_INVALID = 0x130;
    public const uint CKR_CURVE_NOT_SUPPORTED = 0x140;
    public const uint CKR_BUFFER_TOO_SMALL = 0x150;
    public const uint CKR_CRYPTOKI_NOT_INITIALIZED = 0x190;
    public const uint CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191;
}
