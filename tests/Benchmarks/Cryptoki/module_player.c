/*
 * Times two PKCS #11 modules on the same operations, in turns, in one process:
 *     module_player CERTIFICATE MODULE [MODULE]
 * The certificate is DER, in a file.
 * A module's session is logged in with PIN 1234 where its token wants that. Prints a line for each operation: its name, then for each module the median of the
 * rounds in nanoseconds a call. Six objects of 1200-byte certificates and keys are there while it measures, as after provisioning.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "module.h"

#define MODULES 2
#define ROUNDS 9

struct token {
    void *list;
    word session, ec_public, ec_private, rsa_private, rsa_public, certificate;
};

static word (*function(struct token *t, int place))()
{
    return ((word(**)())t->list)[1 + place];
}

#define CALL(t, name, ...) check(function(t, F_##name)(__VA_ARGS__), #name)

static unsigned char on = 1, off = 0;
static unsigned char p256[] = {6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7};
static unsigned char der[4096];
static word der_length;
/* The certificate's: CN=benchmark */
static unsigned char subject[] = {0x30, 0x14, 0x31, 0x12, 0x30, 0x10, 6, 3, 0x55, 4, 3, 0x0C, 9, 'b', 'e', 'n', 'c', 'h', 'm', 'a', 'r', 'k'};

static void check(word rv, const char *what)
{
    if (rv != 0) {
        fprintf(stderr, "C_%s: 0x%lx\n", what, rv);
        exit(1);
    }
}

static word store_certificate(struct token *t, const char *label)
{
    word class = 1, type = 0, made;
    struct attribute template[] = {{CKA_CLASS, &class, 8}, {CKA_CERTIFICATE_TYPE, &type, 8}, {CKA_TOKEN, &on, 1}, {CKA_PRIVATE, &off, 1},
        {CKA_LABEL, (void *)label, strlen(label)}, {CKA_ID, "1", 1}, {CKA_SUBJECT, subject, sizeof subject}, {CKA_VALUE, der, der_length}};
    CALL(t, CreateObject, t->session, template, 8UL, &made);
    return made;
}

static void make_keys(struct token *t)
{
    struct mechanism ec = {CKM_EC_KEY_PAIR_GEN, NULL, 0}, rsa = {CKM_RSA_PKCS_KEY_PAIR_GEN, NULL, 0};
    word bits = 2048;
    unsigned char exponent[] = {1, 0, 1};
    struct attribute ec_public[] = {{CKA_TOKEN, &on, 1}, {CKA_EC_PARAMS, p256, sizeof p256}, {CKA_LABEL, "Device Pub TLS Key", 18}, {CKA_ID, "1", 1}};
    struct attribute ec_private[] = {{CKA_TOKEN, &on, 1}, {CKA_PRIVATE, &on, 1}, {CKA_SIGN, &on, 1}, {CKA_LABEL, "Device Priv TLS Key", 19}, {CKA_ID, "1", 1}};
    struct attribute rsa_public[] = {{CKA_TOKEN, &on, 1}, {CKA_MODULUS_BITS, &bits, 8}, {CKA_PUBLIC_EXPONENT, exponent, 3}, {CKA_LABEL, "RSA", 3}};
    struct attribute rsa_private[] = {{CKA_TOKEN, &on, 1}, {CKA_PRIVATE, &on, 1}, {CKA_SIGN, &on, 1}, {CKA_LABEL, "RSA", 3}};
    CALL(t, GenerateKeyPair, t->session, &ec, ec_public, 4UL, ec_private, 5UL, &t->ec_public, &t->ec_private);
    CALL(t, GenerateKeyPair, t->session, &rsa, rsa_public, 4UL, rsa_private, 4UL, &t->rsa_public, &t->rsa_private);
    t->certificate = store_certificate(t, "Device Cert");
    store_certificate(t, "Root Cert");
}

static void open_token(struct token *t, const char *path)
{
    void *library = dlopen(path, RTLD_NOW);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    word (*get)(void **) = (word(*)(void **))dlsym(library, "C_GetFunctionList");
    check(get(&t->list), "GetFunctionList");
    struct initialize_args arguments = {NULL, NULL, NULL, NULL, CKF_OS_LOCKING_OK, NULL};
    CALL(t, Initialize, &arguments);
    word slots[8], count = 8, info[26];
    CALL(t, GetSlotList, 1UL, slots, &count);
    CALL(t, OpenSession, slots[0], 6UL, NULL, NULL, &t->session);
    CALL(t, GetTokenInfo, slots[0], info);
    if (info[12] & 4)
        CALL(t, Login, t->session, 1UL, "1234", 4UL);
    make_keys(t);
}

static unsigned char hash[32], big[16384], room[4096], ec_signature[64];

static void sign(struct token *t, word mechanism, word key, word size)
{
    struct mechanism m = {mechanism, NULL, 0};
    word length = sizeof room;
    hash[0]++;
    CALL(t, SignInit, t->session, &m, key);
    CALL(t, Sign, t->session, hash, size, room, &length);
}

static void ecdsa_sign(struct token *t)
{
    sign(t, CKM_ECDSA, t->ec_private, 32);
}

static void ecdsa_verify(struct token *t)
{
    struct mechanism m = {CKM_ECDSA, NULL, 0};
    CALL(t, VerifyInit, t->session, &m, t->ec_public);
    CALL(t, Verify, t->session, hash, 32UL, ec_signature, 64UL);
}

static void prepare_verify(struct token *t)
{
    ecdsa_sign(t);
    memcpy(ec_signature, room, 64);
}

static void rsa_sign(struct token *t)
{
    sign(t, CKM_SHA256_RSA_PKCS, t->rsa_private, 32);
}

static void generate_pair(struct token *t)
{
    struct mechanism ec = {CKM_EC_KEY_PAIR_GEN, NULL, 0};
    struct attribute public_template[] = {{CKA_TOKEN, &off, 1}, {CKA_EC_PARAMS, p256, sizeof p256}};
    struct attribute private_template[] = {{CKA_TOKEN, &off, 1}, {CKA_SIGN, &on, 1}};
    word public_key, private_key;
    CALL(t, GenerateKeyPair, t->session, &ec, public_template, 2UL, private_template, 2UL, &public_key, &private_key);
    CALL(t, DestroyObject, t->session, public_key);
    CALL(t, DestroyObject, t->session, private_key);
}

static void digest(struct token *t, word size)
{
    struct mechanism m = {CKM_SHA256, NULL, 0};
    word length = sizeof room;
    CALL(t, DigestInit, t->session, &m);
    CALL(t, Digest, t->session, big, size, room, &length);
}

static void digest_short(struct token *t)
{
    digest(t, 64);
}

static void digest_long(struct token *t)
{
    digest(t, sizeof big);
}

static void random_short(struct token *t)
{
    CALL(t, GenerateRandom, t->session, room, 32UL);
}

static void random_long(struct token *t)
{
    CALL(t, GenerateRandom, t->session, room, 1024UL);
}

static void find(struct token *t)
{
    word found[2], count;
    struct attribute template = {CKA_LABEL, "Device Cert", 11};
    CALL(t, FindObjectsInit, t->session, &template, 1UL);
    CALL(t, FindObjects, t->session, found, 2UL, &count);
    CALL(t, FindObjectsFinal, t->session);
    if (count != 1 || found[0] != t->certificate) {
        fprintf(stderr, "found %lu objects\n", count);
        exit(1);
    }
}

static void read_certificate(struct token *t)
{
    struct attribute value = {CKA_VALUE, NULL, 0};
    CALL(t, GetAttributeValue, t->session, t->certificate, &value, 1UL);
    value.value = room;
    CALL(t, GetAttributeValue, t->session, t->certificate, &value, 1UL);
    if (value.length != der_length || memcmp(room, der, der_length) != 0) {
        fprintf(stderr, "read another certificate\n");
        exit(1);
    }
}

static void create_and_destroy(struct token *t)
{
    word made = store_certificate(t, "one more");
    CALL(t, DestroyObject, t->session, made);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        void (*run)(struct token *);
        void (*prepare)(struct token *);
        int calls;
    } operations[] = {
        {"ECDSA P-256, SignInit + Sign", ecdsa_sign, NULL, 400},
        {"ECDSA P-256, VerifyInit + Verify", ecdsa_verify, prepare_verify, 200},
        {"RSA-2048, SHA-256, SignInit + Sign", rsa_sign, NULL, 40},
        {"EC key pair, generate + destroy", generate_pair, NULL, 200},
        {"SHA-256 of 64 bytes", digest_short, NULL, 4000},
        {"SHA-256 of 16 kB", digest_long, NULL, 400},
        {"Random, 32 bytes", random_short, NULL, 2000},
        {"Random, 1 kB", random_long, NULL, 1000},
        {"Find by label among 6 objects", find, NULL, 2000},
        {"Read a certificate of 1.2 kB", read_certificate, NULL, 4000},
        {"Create + destroy a stored certificate", create_and_destroy, NULL, 20},
    };
    struct token tokens[MODULES];
    int modules = count - 2;
    FILE *certificate = modules >= 1 && modules <= MODULES ? fopen(arguments[1], "rb") : NULL;
    if (certificate == NULL || (der_length = fread(der, 1, sizeof der, certificate)) == 0)
        return 2;
    fclose(certificate);
    for (int m = 0; m < modules; m++)
        open_token(&tokens[m], arguments[2 + m]);
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        double times[MODULES][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int m = 0; m < modules; m++) {
                if (operations[i].prepare)
                    operations[i].prepare(&tokens[m]);
                double start = now();
                for (int call = 0; call < operations[i].calls; call++)
                    operations[i].run(&tokens[m]);
                if (round >= 0)
                    times[m][round] = (now() - start) / operations[i].calls;
            }
        }
        printf("%s", operations[i].name);
        for (int m = 0; m < modules; m++) {
            qsort(times[m], ROUNDS, sizeof(double), by_size);
            printf("\t%.0f", times[m][ROUNDS / 2]);
        }
        printf("\n");
        fflush(stdout);
    }
    return 0;
}
