/* What the tests and the benchmark need of PKCS #11 v2.40 (pkcs11t.h); functions by their place in CK_FUNCTION_LIST. */
#include "functions.h"

typedef unsigned long word;

struct attribute {
    word type;
    void *value;
    word length;
};

struct mechanism {
    word type;
    void *parameter;
    word length;
};

struct initialize_args {
    void *create, *destroy, *lock, *unlock;
    word flags;
    void *reserved;
};

#define NUMBER(name, count) F_##name,
enum { FUNCTIONS(NUMBER) FUNCTION_COUNT };

enum {
    CKR_OK = 0x00,
    CKR_GENERAL_ERROR = 0x05,
    CKR_SLOT_ID_INVALID = 0x03,
    CKR_ARGUMENTS_BAD = 0x07,
    CKR_CANT_LOCK = 0x0A,
    CKR_ATTRIBUTE_SENSITIVE = 0x11,
    CKR_ATTRIBUTE_TYPE_INVALID = 0x12,
    CKR_ATTRIBUTE_VALUE_INVALID = 0x13,
    CKR_FUNCTION_NOT_PARALLEL = 0x51,
    CKR_FUNCTION_NOT_SUPPORTED = 0x54,
    CKR_KEY_HANDLE_INVALID = 0x60,
    CKR_MECHANISM_INVALID = 0x70,
    CKR_OBJECT_HANDLE_INVALID = 0x82,
    CKR_OPERATION_NOT_INITIALIZED = 0x91,
    CKR_SESSION_HANDLE_INVALID = 0xB3,
    CKR_SIGNATURE_INVALID = 0xC0,
    CKR_USER_TYPE_INVALID = 0x103,
    CKR_BUFFER_TOO_SMALL = 0x150,
    CKR_CRYPTOKI_NOT_INITIALIZED = 0x190,
    CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191,

    CKF_OS_LOCKING_OK = 2,

    CKA_CLASS = 0x00,
    CKA_TOKEN = 0x01,
    CKA_PRIVATE = 0x02,
    CKA_LABEL = 0x03,
    CKA_VALUE = 0x11,
    CKA_CERTIFICATE_TYPE = 0x80,
    CKA_KEY_TYPE = 0x100,
    CKA_SUBJECT = 0x101,
    CKA_ID = 0x102,
    CKA_SENSITIVE = 0x103,
    CKA_SIGN = 0x108,
    CKA_VERIFY = 0x10A,
    CKA_DERIVE = 0x10C,
    CKA_START_DATE = 0x110,
    CKA_MODULUS_BITS = 0x121,
    CKA_PUBLIC_EXPONENT = 0x122,
    CKA_VALUE_LEN = 0x161,
    CKA_EXTRACTABLE = 0x162,
    CKA_KEY_GEN_MECHANISM = 0x166,
    CKA_EC_PARAMS = 0x180,
    CKA_EC_POINT = 0x181,

    CKM_RSA_PKCS_KEY_PAIR_GEN = 0x0000,
    CKM_RSA_PKCS = 0x0001,
    CKM_SHA256_RSA_PKCS = 0x0040,
    CKM_SHA256 = 0x0250,
    CKM_EC_KEY_PAIR_GEN = 0x1040,
    CKM_ECDSA = 0x1041,
    CKM_ECDH1_DERIVE = 0x1050,

    CKD_NULL = 1,
};
