/*
 * P-256 through a PKCS #11 module, for numbers that the caller chooses. Compiled and run by the tests of this folder:
 *     p256 MODULE FILE
 * For each line of the file a line of the answer, all in hexadecimal:
 *     sign D HASH                    POINT SIGNATURE, of the private key that was made of D
 *     derive D POINT                 the secret
 *     verify POINT HASH SIGNATURE    0, or the CKR_* of what refused it
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../Benchmarks/Cryptoki/module.h"

struct bytes {
    unsigned char at[160];
    word length;
};

static void *function_list;
static word session;
static unsigned char yes = 1, no = 0;
static unsigned char p256[] = {6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7};
static word public_class = 2, private_class = 3, secret_class = 4, ec = 3, generic = 0x10, secret_length = 32;

static word (*function(int place))()
{
    return ((word(**)())function_list)[1 + place];
}

#define CALL(name, ...) function(F_##name)(__VA_ARGS__)
#define NEED(name, ...) need(CALL(name, __VA_ARGS__), #name)

static void need(word rv, const char *what)
{
    if (rv != CKR_OK) {
        printf("C_%s: 0x%lx\n", what, rv);
        exit(1);
    }
}

static struct bytes parse(const char *hex)
{
    struct bytes result = {{0}, 0};
    for (; hex != NULL && sscanf(hex, "%2hhx", result.at + result.length) == 1; hex += 2)
        result.length++;
    return result;
}

static void print(const unsigned char *bytes, word length, const char *end)
{
    for (word i = 0; i < length; i++)
        printf("%02X", bytes[i]);
    printf("%s", end);
}

static word import(struct bytes d)
{
    word key;
    struct attribute template[] = {{CKA_CLASS, &private_class, 8}, {CKA_KEY_TYPE, &ec, 8}, {CKA_TOKEN, &no, 1}, {CKA_EC_PARAMS, p256, sizeof p256},
        {CKA_VALUE, d.at, d.length}, {CKA_SIGN, &yes, 1}, {CKA_DERIVE, &yes, 1}};
    NEED(CreateObject, session, template, 7UL, &key);
    return key;
}

static void sign(struct bytes d, struct bytes hash)
{
    word key = import(d), length = 64;
    unsigned char point[67], signature[64];
    struct attribute value = {CKA_EC_POINT, point, sizeof point};
    struct mechanism ecdsa = {CKM_ECDSA, NULL, 0};
    NEED(GetAttributeValue, session, key, &value, 1UL);
    NEED(SignInit, session, &ecdsa, key);
    NEED(Sign, session, hash.at, hash.length, signature, &length);
    NEED(DestroyObject, session, key);
    print(point + 2, value.length - 2, " ");
    print(signature, length, "\n");
}

static void derive(struct bytes d, struct bytes point)
{
    word key = import(d), secret;
    unsigned char bytes[32];
    word parameters[5] = {CKD_NULL, 0, 0, point.length, (word)point.at};
    struct mechanism ecdh = {CKM_ECDH1_DERIVE, parameters, sizeof parameters};
    struct attribute value = {CKA_VALUE, bytes, sizeof bytes};
    struct attribute template[] = {{CKA_CLASS, &secret_class, 8}, {CKA_KEY_TYPE, &generic, 8}, {CKA_TOKEN, &no, 1}, {CKA_VALUE_LEN, &secret_length, 8},
        {CKA_SENSITIVE, &no, 1}, {CKA_EXTRACTABLE, &yes, 1}};
    NEED(DeriveKey, session, &ecdh, key, template, 6UL, &secret);
    NEED(GetAttributeValue, session, secret, &value, 1UL);
    NEED(DestroyObject, session, secret);
    NEED(DestroyObject, session, key);
    print(bytes, value.length, "\n");
}

static void verify(struct bytes point, struct bytes hash, struct bytes signature)
{
    word key, rv;
    unsigned char octets[67] = {4, 65};
    struct mechanism ecdsa = {CKM_ECDSA, NULL, 0};
    memcpy(octets + 2, point.at, 65);
    struct attribute template[] = {{CKA_CLASS, &public_class, 8}, {CKA_KEY_TYPE, &ec, 8}, {CKA_TOKEN, &no, 1}, {CKA_EC_PARAMS, p256, sizeof p256},
        {CKA_EC_POINT, octets, sizeof octets}, {CKA_VERIFY, &yes, 1}};
    rv = CALL(CreateObject, session, template, 6UL, &key);
    if (rv == CKR_OK) {
        NEED(VerifyInit, session, &ecdsa, key);
        rv = CALL(Verify, session, hash.at, hash.length, signature.at, signature.length);
        NEED(DestroyObject, session, key);
    }
    printf("%lX\n", rv);
}

int main(int count, char **arguments)
{
    static char line[1024];
    if (count != 3)
        return 2;
    void *module = dlopen(arguments[1], RTLD_NOW);
    FILE *file = fopen(arguments[2], "r");
    if (module == NULL || file == NULL)
        return 2;
    need(((word(*)(void **))dlsym(module, "C_GetFunctionList"))(&function_list), "GetFunctionList");
    NEED(Initialize, NULL);
    NEED(OpenSession, 1UL, 6UL, NULL, NULL, &session);
    while (fgets(line, sizeof line, file) != NULL) {
        char *what = strtok(line, " \n");
        struct bytes first = parse(strtok(NULL, " \n")), second = parse(strtok(NULL, " \n")), third = parse(strtok(NULL, " \n"));
        if (!strcmp(what, "sign"))
            sign(first, second);
        else if (!strcmp(what, "derive"))
            derive(first, second);
        else
            verify(first, second, third);
    }
    NEED(Finalize, NULL);
    return 0;
}
