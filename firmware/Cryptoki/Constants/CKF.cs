namespace NfToken.Cryptoki;

// The names, values and meanings are those of PKCS #11 v2.40 (pkcs11t.h): no comment could add to them.
#pragma warning disable CS1591

/// <summary>Flags of C_Initialize, slots, tokens, sessions and mechanisms (CK_FLAGS).</summary>
public static class CKF
{
    public const uint CKF_LIBRARY_CANT_CREATE_OS_THREADS = 0x01;
    public const uint CKF_OS_LOCKING_OK = 0x02;
    public const uint CKF_TOKEN_PRESENT = 0x01;
    public const uint CKF_REMOVABLE_DEVICE = 0x02;
    public const uint CKF_HW_SLOT = 0x04;
    public const uint CKF_RNG = 0x01;
    public const uint CKF_WRITE_PROTECTED = 0x02;
    public const uint CKF_LOGIN_REQUIRED = 0x04;
    public const uint CKF_USER_PIN_INITIALIZED = 0x08;
    public const uint CKF_RESTORE_KEY_NOT_NEEDED = 0x20;
    public const uint CKF_CLOCK_ON_TOKEN = 0x40;
    public const uint CKF_PROTECTED_AUTHENTICATION_PATH = 0x100;
    public const uint CKF_DUAL_CRYPTO_OPERATIONS = 0x200;
    public const uint CKF_TOKEN_INITIALIZED = 0x400;
    public const uint CKF_USER_PIN_COUNT_LOW = 0x10000;
    public const uint CKF_USER_PIN_FINAL_TRY = 0x20000;
    public const uint CKF_USER_PIN_LOCKED = 0x40000;
    public const uint CKF_SO_PIN_COUNT_LOW = 0x100000;
    public const uint CKF_SO_PIN_FINAL_TRY = 0x200000;
    public const uint CKF_SO_PIN_LOCKED = 0x400000;
    public const uint CKF_RW_SESSION = 0x02;
    public const uint CKF_SERIAL_SESSION = 0x04;
    public const uint CKF_HW = 0x01;
    public const uint CKF_DIGEST = 0x400;
    public const uint CKF_SIGN = 0x800;
    public const uint CKF_VERIFY = 0x2000;
    public const uint CKF_GENERATE = 0x8000;
    public const uint CKF_GENERATE_KEY_PAIR = 0x10000;
    public const uint CKF_DERIVE = 0x80000;
    public const uint CKF_EC_F_P = 0x100000;
    public const uint CKF_EC_NAMEDCURVE = 0x800000;
    public const uint CKF_EC_UNCOMPRESS = 0x1000000;
}
