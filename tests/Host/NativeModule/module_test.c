/*
 * What only a C program can do to a PKCS #11 module: bad pointers, forks, threads. Compiled and run by the tests of this folder:
 *     module_test MODULE CHECK
 * Prints what is wrong and ends with status 1, or prints nothing and ends with 0.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "../../Benchmarks/Cryptoki/module.h"

static void *function_list;

/* The functions by their place in CK_FUNCTION_LIST, whose first 8 bytes are the version. */
static word (*function(int place))()
{
    return ((word(**)())function_list)[1 + place];
}

#define CALL(name, ...) function(F_##name)(__VA_ARGS__)

static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    fflush(stdout);
    _exit(1);
}

#define EXPECT(rv, call) \
    do { \
        word got_ = (word)(call); \
        if (got_ != (word)(rv)) \
            fail("line %d: %s gave 0x%lx, not " #rv, __LINE__, #call, got_); \
    } while (0)

static word no = 0;
static unsigned char bool_true = 1;
static word class_data = 0;
static unsigned char p256[] = {6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7};

static word open_session(void)
{
    word session;
    EXPECT(CKR_OK, CALL(OpenSession, 1UL, 6UL, NULL, NULL, &session));
    return session;
}

static void make_pair(word session, word *public_key, word *private_key)
{
    struct mechanism generate = {CKM_EC_KEY_PAIR_GEN, NULL, 0};
    struct attribute public_template[] = {{CKA_EC_PARAMS, p256, sizeof p256}};
    struct attribute private_template[] = {{CKA_SIGN, &bool_true, 1}};
    EXPECT(CKR_OK, CALL(GenerateKeyPair, session, &generate, public_template, 1UL, private_template, 1UL, public_key, private_key));
}

static void sign_and_verify(word session, word public_key, word private_key, unsigned char fill)
{
    struct mechanism ecdsa = {CKM_ECDSA, NULL, 0};
    unsigned char hash[32], signature[64];
    word length = sizeof signature;
    memset(hash, fill, sizeof hash);
    EXPECT(CKR_OK, CALL(SignInit, session, &ecdsa, private_key));
    EXPECT(CKR_OK, CALL(Sign, session, hash, (word)sizeof hash, signature, &length));
    EXPECT(64, length);
    EXPECT(CKR_OK, CALL(VerifyInit, session, &ecdsa, public_key));
    EXPECT(CKR_OK, CALL(Verify, session, hash, (word)sizeof hash, signature, length));
    signature[9] ^= 1;
    EXPECT(CKR_OK, CALL(VerifyInit, session, &ecdsa, public_key));
    EXPECT(CKR_SIGNATURE_INVALID, CALL(Verify, session, hash, (word)sizeof hash, signature, length));
}

static word make_data(word session, const char *label, const void *value, word length, int token)
{
    word made;
    unsigned char on_token = token != 0;
    struct attribute template[] = {{CKA_CLASS, &class_data, sizeof class_data}, {CKA_TOKEN, &on_token, 1},
        {CKA_LABEL, (void *)label, strlen(label)}, {CKA_VALUE, (void *)value, length}};
    EXPECT(CKR_OK, CALL(CreateObject, session, template, 4UL, &made));
    return made;
}

static word find(word session, const char *label)
{
    word found[8] = {0}, count;
    struct attribute template[] = {{CKA_LABEL, (void *)label, strlen(label)}};
    EXPECT(CKR_OK, CALL(FindObjectsInit, session, template, 1UL));
    EXPECT(CKR_OK, CALL(FindObjects, session, found, 8UL, &count));
    EXPECT(CKR_OK, CALL(FindObjectsFinal, session));
    return count == 0 ? 0 : found[0];
}

static void initialize(void)
{
    struct initialize_args arguments = {NULL, NULL, NULL, NULL, CKF_OS_LOCKING_OK, NULL};
    EXPECT(CKR_OK, CALL(Initialize, &arguments));
}

/* Each function with null and with pointers into the first page for everything, in each state of the library. */
static void check_pointers(void)
{
    static const word bad[] = {0, 1, 8, 4095};
    for (int state = 0; state < 2; state++) {
        if (state == 1)
            initialize();
        word session = state == 1 ? open_session() : 1;
        for (int place = 0; place < FUNCTION_COUNT; place++) {
            for (int i = 0; i < 4 * 4; i++) {
                word pointer = bad[i & 3], length = (i >> 2) == 0 ? 0 : (i >> 2) == 1 ? 1 : (i >> 2) == 2 ? 64 : ~(word)0;
                word first = place == F_GetSlotList || place == F_Initialize || place == F_Finalize || place == F_GetInfo || place == F_GetFunctionList
                    ? pointer : session;
                if (place == F_CloseSession || place == F_CloseAllSessions || (place == F_Finalize && pointer == 0)
                    || (place == F_Initialize && pointer == 0) || place == F_Logout)
                    continue;
                /* pointer, length, pointer, length: the shape of nearly all of them */
                word rv = function(place)(first, pointer, length, pointer, length, pointer, pointer, pointer);
                if (rv == CKR_GENERAL_ERROR)
                    fail("function %d with pointer %lx and length %lx: general error", place, pointer, length);
                rv = function(place)(first, pointer, pointer, length, pointer, pointer, length, pointer);
                if (rv == CKR_GENERAL_ERROR)
                    fail("function %d with pointers %lx and length %lx: general error", place, pointer, length);
            }
        }
        if (state == 0) {
            word count;
            EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(GetSlotList, 1UL, NULL, &count));
            EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(EncryptInit, 1UL, NULL, 1UL));
            continue;
        }
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetInfo, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetFunctionList, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetSlotList, 1UL, NULL, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetSlotInfo, 1UL, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetTokenInfo, 1UL, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetMechanismList, 1UL, NULL, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetMechanismInfo, 1UL, (word)CKM_ECDSA, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(OpenSession, 1UL, 4UL, NULL, NULL, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetSessionInfo, session, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(CreateObject, session, NULL, 1UL, &no));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GetAttributeValue, session, 1UL, NULL, 1UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(FindObjectsInit, session, NULL, 1UL));
        EXPECT(CKR_OK, CALL(FindObjectsInit, session, NULL, 0UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(FindObjects, session, NULL, 1UL, &no));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(FindObjects, session, &no, 1UL, NULL));
        EXPECT(CKR_OK, CALL(FindObjectsFinal, session));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(DigestInit, session, NULL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(SignInit, session, NULL, 1UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(VerifyInit, session, NULL, 1UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GenerateKeyPair, session, NULL, NULL, 0UL, NULL, 0UL, &no, &no));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(GenerateRandom, session, NULL, 4UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(SeedRandom, session, NULL, 4UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(Login, session, 1UL, NULL, 4UL));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(Finalize, &no));
        EXPECT(CKR_FUNCTION_NOT_SUPPORTED, CALL(EncryptInit, session, NULL, 1UL));
        struct mechanism sha = {CKM_SHA256, NULL, 0};
        unsigned char hash[32];
        word room = sizeof hash;
        EXPECT(CKR_OK, CALL(DigestInit, session, &sha));
        EXPECT(CKR_ARGUMENTS_BAD, CALL(Digest, session, hash, 32UL, hash, NULL));
        EXPECT(CKR_OPERATION_NOT_INITIALIZED, CALL(Digest, session, hash, 32UL, hash, &room));
        /* what a mechanism without parameter has for one is not looked at */
        struct mechanism unset = {CKM_SHA256, (void *)0x5a5a5a5a5a5a5a5aUL, ~(word)0};
        EXPECT(CKR_OK, CALL(DigestInit, session, &unset));
        room = sizeof hash;
        EXPECT(CKR_OK, CALL(Digest, session, hash, 0UL, hash, &room));
        /* what is wrong with the session goes first (5.1.7) */
        EXPECT(CKR_SESSION_HANDLE_INVALID, CALL(GenerateRandom, session + 1, NULL, 4UL));
        EXPECT(CKR_SESSION_HANDLE_INVALID, CALL(GetSessionInfo, 0UL, NULL));
        EXPECT(CKR_SESSION_HANDLE_INVALID, CALL(CreateObject, ~0UL, NULL, 1UL, NULL));
        EXPECT(CKR_FUNCTION_NOT_PARALLEL, CALL(GetFunctionStatus, session));
        EXPECT(CKR_FUNCTION_NOT_PARALLEL, CALL(CancelFunction, session));
        EXPECT(CKR_OK, CALL(Finalize, NULL));
    }

    struct initialize_args reserved = {NULL, NULL, NULL, NULL, CKF_OS_LOCKING_OK, &no};
    EXPECT(CKR_ARGUMENTS_BAD, CALL(Initialize, &reserved));
    struct initialize_args some = {&no, NULL, NULL, NULL, CKF_OS_LOCKING_OK, NULL};
    EXPECT(CKR_ARGUMENTS_BAD, CALL(Initialize, &some));
    struct initialize_args own = {&no, &no, &no, &no, 0, NULL};
    EXPECT(CKR_CANT_LOCK, CALL(Initialize, &own));
    struct initialize_args either = {&no, &no, &no, &no, CKF_OS_LOCKING_OK, NULL};
    EXPECT(CKR_OK, CALL(Initialize, &either));
    EXPECT(CKR_CRYPTOKI_ALREADY_INITIALIZED, CALL(Initialize, NULL));
    EXPECT(CKR_OK, CALL(Finalize, NULL));
    EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(Finalize, NULL));
}

/* Numbers are 8 bytes here and 4 in the token. */
static void check_words(void)
{
    initialize();
    word session = open_session(), public_key, private_key, value = 0, other, object;
    make_pair(session, &public_key, &private_key);
    struct attribute number = {CKA_CLASS, &value, sizeof value};
    EXPECT(CKR_OK, CALL(GetAttributeValue, session, private_key, &number, 1UL));
    EXPECT(8, number.length);
    EXPECT(3, value);
    number = (struct attribute){CKA_KEY_TYPE, NULL, 0};
    EXPECT(CKR_OK, CALL(GetAttributeValue, session, private_key, &number, 1UL));
    EXPECT(8, number.length);
    number = (struct attribute){CKA_KEY_TYPE, &value, 4};
    EXPECT(CKR_BUFFER_TOO_SMALL, CALL(GetAttributeValue, session, private_key, &number, 1UL));
    EXPECT(~(word)0, number.length);
    number = (struct attribute){CKA_KEY_GEN_MECHANISM, &value, 8};
    EXPECT(CKR_OK, CALL(GetAttributeValue, session, private_key, &number, 1UL));
    EXPECT(CKM_EC_KEY_PAIR_GEN, value);
    unsigned char secret[64];
    struct attribute mixed[] = {{CKA_VALUE, secret, sizeof secret}, {CKA_CLASS, &value, 8}, {CKA_CLASS, NULL, 0}, {0x40000211, NULL, 0},
        {0x100000003UL, NULL, 0}};
    word rv = CALL(GetAttributeValue, session, private_key, mixed, 5UL);
    if (rv != CKR_ATTRIBUTE_SENSITIVE && rv != CKR_ATTRIBUTE_TYPE_INVALID)
        fail("sensitive and unknown attributes: 0x%lx", rv);
    EXPECT(~(word)0, mixed[0].length);
    EXPECT(8, mixed[1].length);
    EXPECT(8, mixed[2].length);
    EXPECT(~(word)0, mixed[3].length);
    EXPECT(~(word)0, mixed[4].length);

    /* too large, and as short as the token's own */
    word large = 0x100000000UL;
    struct attribute template[] = {{CKA_CLASS, &large, 8}, {CKA_VALUE, "x", 1}};
    EXPECT(CKR_ATTRIBUTE_VALUE_INVALID, CALL(CreateObject, session, template, 2UL, &object));
    unsigned int four = 0;
    template[0] = (struct attribute){CKA_CLASS, &four, 4};
    EXPECT(CKR_ATTRIBUTE_VALUE_INVALID, CALL(CreateObject, session, template, 2UL, &object));
    struct attribute query = {CKA_CLASS, &large, 8};
    word count = 9;
    EXPECT(CKR_OK, CALL(FindObjectsInit, session, &query, 1UL));
    EXPECT(CKR_OK, CALL(FindObjects, session, &object, 1UL, &count));
    EXPECT(0, count);
    EXPECT(CKR_OK, CALL(FindObjectsFinal, session));

    /* handles that differ from good ones in bits that the token does not have */
    EXPECT(CKR_SESSION_HANDLE_INVALID, CALL(CloseSession, session | 1UL << 32));
    EXPECT(CKR_SLOT_ID_INVALID, CALL(OpenSession, 1UL | 1UL << 32, 4UL, NULL, NULL, &other));
    struct mechanism ecdsa = {CKM_ECDSA | 1UL << 40, NULL, 0};
    EXPECT(CKR_MECHANISM_INVALID, CALL(SignInit, session, &ecdsa, private_key));
    ecdsa.type = CKM_ECDSA;
    EXPECT(CKR_KEY_HANDLE_INVALID, CALL(SignInit, session, &ecdsa, private_key | 1UL << 32));
    EXPECT(CKR_USER_TYPE_INVALID, CALL(Login, session, 1UL | 1UL << 32, "1234", 4UL));

    /* dates and lengths are bytes */
    unsigned char date[8] = "20261121", back[8];
    struct attribute change = {CKA_START_DATE, date, 8};
    EXPECT(CKR_OK, CALL(SetAttributeValue, session, private_key, &change, 1UL));
    change.value = back;
    EXPECT(CKR_OK, CALL(GetAttributeValue, session, private_key, &change, 1UL));
    if (memcmp(date, back, 8) != 0)
        fail("date");

    /* a length query keeps the operation */
    unsigned char hash[32] = {0}, signature[70];
    word length = 0;
    EXPECT(CKR_OK, CALL(SignInit, session, &ecdsa, private_key));
    EXPECT(CKR_OK, CALL(Sign, session, hash, 32UL, NULL, &length));
    EXPECT(64, length);
    length = 63;
    EXPECT(CKR_BUFFER_TOO_SMALL, CALL(Sign, session, hash, 32UL, signature, &length));
    EXPECT(64, length);
    length = sizeof signature;
    EXPECT(CKR_OK, CALL(Sign, session, hash, 32UL, signature, &length));
    EXPECT(64, length);

    /* texts are padded, not ended */
    unsigned char info[208];
    EXPECT(CKR_OK, CALL(GetTokenInfo, 1UL, info));
    if (info[31] != ' ' || info[63] != ' ' || memcmp(info + 32, "NfToken ", 8) != 0)
        fail("texts are not padded");
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

static void wait_for(pid_t child, const char *what)
{
    int status;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("%s: status 0x%x", what, status);
}

static void *hammer(void *stop)
{
    word session = open_session(), public_key, private_key;
    make_pair(session, &public_key, &private_key);
    while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED)) {
        sign_and_verify(session, public_key, private_key, 7);
        word made = make_data(session, "hammer", "some bytes", 10, 0);
        EXPECT(CKR_OK, CALL(DestroyObject, session, made));
    }
    EXPECT(CKR_OK, CALL(CloseSession, session));
    return NULL;
}

/* Leaves garbage enough for many collections. */
static void litter(word session)
{
    static unsigned char bytes[60000];
    unsigned char random[1000];
    for (int i = 0; i < 200; i++) {
        word made = make_data(session, "litter", bytes, sizeof bytes, 0);
        EXPECT(CKR_OK, CALL(DestroyObject, session, made));
        EXPECT(CKR_OK, CALL(GenerateRandom, session, random, (word)sizeof random));
    }
}

static void in_child(word inherited_session, word parents_key, int generations)
{
    struct mechanism ecdsa = {CKM_ECDSA, NULL, 0};
    word count, session, public_key, private_key;
    alarm(60);
    EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(GetSlotList, 1UL, NULL, &count));
    EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(SignInit, inherited_session, &ecdsa, parents_key));
    EXPECT(CKR_CRYPTOKI_NOT_INITIALIZED, CALL(Finalize, NULL));
    initialize();
    EXPECT(CKR_SESSION_HANDLE_INVALID, CALL(CloseSession, inherited_session));
    session = open_session();
    make_pair(session, &public_key, &private_key);
    sign_and_verify(session, public_key, private_key, 3);
    int stop = 0;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, hammer, &stop);
    litter(session);
    if (generations > 0) {
        pid_t child = fork();
        if (child == 0) {
            in_child(session, private_key, generations - 1);
            _exit(0);
        }
        wait_for(child, "grandchild");
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

/* Forks while threads are inside, again and again; parent and children go on. */
static void check_forks(void)
{
    initialize();
    word session = open_session(), public_key, private_key;
    make_pair(session, &public_key, &private_key);
    int stop = 0;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, hammer, &stop);
    for (int round = 0; round < 12; round++) {
        pid_t child = fork();
        if (child == 0) {
            in_child(session, private_key, round % 4 == 3);
            /* With the handlers that a program ends with, too. */
            exit(0);
        }
        sign_and_verify(session, public_key, private_key, 5);
        wait_for(child, "child");
        litter(session);
    }
    /* A child that does nothing but end, and one that starts another program. */
    for (int round = 0; round < 50; round++) {
        pid_t child = fork();
        if (child == 0) {
            if (round % 2)
                execl("/bin/true", "true", (char *)NULL);
            exit(0);
        }
        wait_for(child, "idle child");
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    EXPECT(CKR_OK, CALL(Finalize, NULL));

    /* What two children and their parent make is three different things. */
    int pipes[2];
    unsigned char random[3][32];
    if (pipe(pipes) != 0)
        fail("pipe");
    initialize();
    session = open_session();
    EXPECT(CKR_OK, CALL(GenerateRandom, session, random[0], 32UL));
    for (int i = 0; i < 2; i++) {
        pid_t child = fork();
        if (child == 0) {
            initialize();
            session = open_session();
            EXPECT(CKR_OK, CALL(GenerateRandom, session, random[0], 32UL));
            _exit(write(pipes[1], random[0], 32) != 32);
        }
        wait_for(child, "child");
        if (read(pipes[0], random[1 + i], 32) != 32)
            fail("read");
    }
    EXPECT(CKR_OK, CALL(GenerateRandom, session, random[0], 32UL));
    if (!memcmp(random[0], random[1], 32) || !memcmp(random[0], random[2], 32) || !memcmp(random[1], random[2], 32))
        fail("randomness came twice");
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

static void *work(void *argument)
{
    unsigned int seed = (unsigned int)(word)argument;
    for (int round = 0; round < 3; round++) {
        word session = open_session(), public_key, private_key;
        make_pair(session, &public_key, &private_key);
        char label[32];
        snprintf(label, sizeof label, "thread %u %d", seed, round);
        for (int i = 0; i < 20; i++) {
            unsigned char value[300];
            memset(value, (int)seed, sizeof value);
            sign_and_verify(session, public_key, private_key, (unsigned char)i);
            word length = 1 + rand_r(&seed) % sizeof value;
            word made = make_data(session, label, value, length, i % 8 == 0);
            EXPECT(made, find(session, label));
            unsigned char back[300];
            struct attribute read = {CKA_VALUE, back, sizeof back};
            EXPECT(CKR_OK, CALL(GetAttributeValue, session, made, &read, 1UL));
            if (read.length != length || memcmp(back, value, length) != 0)
                fail("thread read what it did not write");
            EXPECT(CKR_OK, CALL(DestroyObject, session, made));
            struct mechanism sha = {CKM_SHA256, NULL, 0};
            unsigned char hash[32];
            word room = sizeof hash;
            EXPECT(CKR_OK, CALL(DigestInit, session, &sha));
            EXPECT(CKR_OK, CALL(DigestUpdate, session, value, 100UL));
            EXPECT(CKR_OK, CALL(DigestFinal, session, hash, &room));
        }
        EXPECT(CKR_OK, CALL(CloseSession, session));
    }
    return NULL;
}

/* Many threads, which come and go. */
static void check_threads(void)
{
    initialize();
    for (int wave = 0; wave < 3; wave++) {
        pthread_t threads[16];
        for (int i = 0; i < 16; i++)
            pthread_create(&threads[i], NULL, work, (void *)(word)(wave * 100 + i));
        for (int i = 0; i < 16; i++)
            pthread_join(threads[i], NULL);
    }
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

/* One of several processes that use the board at the same time; the next argument is its number. */
static void check_process(const char *number)
{
    initialize();
    word session = open_session();
    char label[64];
    unsigned char value[200];
    for (int i = 0; i < 40; i++) {
        snprintf(label, sizeof label, "process %s object %d", number, i % 4);
        memset(value, i + 1, sizeof value);
        word made = make_data(session, label, value, sizeof value, 1);
        EXPECT(made, find(session, label));
        unsigned char back[200];
        struct attribute read = {CKA_VALUE, back, sizeof back};
        EXPECT(CKR_OK, CALL(GetAttributeValue, session, made, &read, 1UL));
        if (read.length != sizeof value || memcmp(back, value, sizeof value) != 0)
            fail("process %s read what it did not write", number);
        if (i < 36)
            EXPECT(CKR_OK, CALL(DestroyObject, session, made));
    }
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

/* Two processes take turns, and each sees at once what the other did, without any new session. */
static void check_turns(void)
{
    int there[2], back[2];
    char turn = 0;
    word found;
    if (pipe(there) != 0 || pipe(back) != 0)
        fail("pipe");
    pid_t child = fork();
    if (child == 0) {
        initialize();
        word session = open_session();
        EXPECT(0, find(session, "turn"));
        if (write(back[1], "x", 1) != 1 || read(there[0], &turn, 1) != 1)
            fail("pipe");
        found = find(session, "turn");
        if (found == 0)
            fail("the other process's object is not there");
        unsigned char value[8];
        struct attribute read_value = {CKA_VALUE, value, sizeof value};
        EXPECT(CKR_OK, CALL(GetAttributeValue, session, found, &read_value, 1UL));
        struct attribute change = {CKA_VALUE, "changed", 7};
        EXPECT(CKR_OK, CALL(SetAttributeValue, session, found, &change, 1UL));
        if (write(back[1], "x", 1) != 1 || read(there[0], &turn, 1) != 1)
            fail("pipe");
        EXPECT(0, find(session, "turn"));
        EXPECT(CKR_OBJECT_HANDLE_INVALID, CALL(GetAttributeValue, session, found, &read_value, 1UL));
        exit(0);
    }
    initialize();
    word session = open_session();
    if (read(back[0], &turn, 1) != 1)
        fail("pipe");
    word made = make_data(session, "turn", "first", 5, 1);
    if (write(there[1], "x", 1) != 1 || read(back[0], &turn, 1) != 1)
        fail("pipe");
    char value[8] = {0};
    struct attribute read_value = {CKA_VALUE, value, sizeof value};
    EXPECT(CKR_OK, CALL(GetAttributeValue, session, made, &read_value, 1UL));
    if (read_value.length != 7 || memcmp(value, "changed", 7) != 0)
        fail("the other process's change is not there");
    EXPECT(CKR_OK, CALL(DestroyObject, session, made));
    if (write(there[1], "x", 1) != 1)
        fail("pipe");
    wait_for(child, "the other process");
    EXPECT(CKR_OK, CALL(Finalize, NULL));
}

/* Writes until it is killed, and says how often it has written. */
static void check_endless(void)
{
    initialize();
    word session = open_session();
    unsigned char value[500];
    for (int i = 0;; i++) {
        memset(value, i, sizeof value);
        word made = make_data(session, "endless", value, sizeof value, 1);
        printf(".");
        fflush(stdout);
        EXPECT(CKR_OK, CALL(DestroyObject, session, made));
    }
}

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    void *module = dlopen(arguments[1], RTLD_NOW);
    if (module == NULL)
        fail("%s", dlerror());
    word (*get_list)(void **) = (word(*)(void **))dlsym(module, "C_GetFunctionList");
    if (get_list == NULL || get_list(&function_list) != CKR_OK || ((unsigned char *)function_list)[0] != 2 || ((unsigned char *)function_list)[1] != 40)
        fail("no function list of version 2.40");
    const char *check = arguments[2];
    if (!strcmp(check, "pointers"))
        check_pointers();
    else if (!strcmp(check, "words"))
        check_words();
    else if (!strcmp(check, "forks"))
        check_forks();
    else if (!strcmp(check, "threads"))
        check_threads();
    else if (!strcmp(check, "process") && count > 3)
        check_process(arguments[3]);
    else if (!strcmp(check, "turns"))
        check_turns();
    else if (!strcmp(check, "endless"))
        check_endless();
    else
        return 2;
    return 0;
}
