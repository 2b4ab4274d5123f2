/*
 * What of libnftoken.so programs see: the 68 functions, and the gate through which every call passes before it enters managed code.
 *
 * Fork. A runtime does not outlive a fork: its threads are gone in the child, and what they held stays held. So
 *  - at the moment of a fork no thread is inside: the atfork handler holds the gate, and with it neither the image's lock nor a key is in use;
 *  - the child never enters the runtime that it inherited. Until C_Initialize it hears CKR_CRYPTOKI_NOT_INITIALIZED; then it loads
 *    the library once more, under another name, which has a runtime of its own and knows nothing of the parent's sessions, keys and random state.
 *
 * Every argument but C_GetSlotList's first is a word wide (a CK_ULONG or a pointer), so calls travel as arrays of words.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include "functions.h"

#define EXPORTED __attribute__((visibility("default")))
#define CKR_OK 0x00UL
#define CKR_HOST_MEMORY 0x02UL
#define CKR_ARGUMENTS_BAD 0x07UL
#define CKR_FUNCTION_NOT_PARALLEL 0x51UL
#define CKR_CRYPTOKI_NOT_INITIALIZED 0x190UL

typedef uintptr_t word;
typedef word entry(int function, const word *arguments);

#define NUMBER(name, count) F_##name,
enum { FUNCTIONS(NUMBER) FUNCTION_COUNT };
#undef NUMBER

/* Module.cs */
entry nftoken_call;

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t fork_handlers = PTHREAD_ONCE_INIT;

/* Where calls go; null until C_Initialize, and in a child again. */
static entry *module;
static int own_runtime_started;

static void before_fork(void)
{
    pthread_mutex_lock(&gate);
}

static void after_fork_in_parent(void)
{
    pthread_mutex_unlock(&gate);
}

static void after_fork_in_child(void)
{
    module = NULL;
    pthread_mutex_init(&gate, NULL);
}

static void watch_forks(void)
{
    pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
}

/* The library once more, from a copy in memory: under its own name the loader would answer with the one that is there. */
static entry *load_again(void)
{
    Dl_info own;
    struct stat file;
    char name[64];
    entry *found = NULL;
    if (!dladdr((void *)&load_again, &own))
        return NULL;
    int from = open(own.dli_fname, O_RDONLY | O_CLOEXEC);
    int copy = memfd_create("libnftoken", MFD_CLOEXEC);
    if (from >= 0 && copy >= 0 && fstat(from, &file) == 0) {
        off_t left = file.st_size;
        while (left > 0) {
            ssize_t some = sendfile(copy, from, NULL, (size_t)left);
            if (some <= 0)
                break;
            left -= some;
        }
        snprintf(name, sizeof name, "/proc/self/fd/%d", copy);
        void *library = left == 0 ? dlopen(name, RTLD_NOW | RTLD_LOCAL) : NULL;
        found = library ? (entry *)dlsym(library, "nftoken_call") : NULL;
    }
    if (from >= 0)
        close(from);
    /* The copy stays open: a later one must not come under the same name. */
    return found;
}

static entry *load(void)
{
    if (own_runtime_started)
        return load_again();
    own_runtime_started = 1;
    return nftoken_call;
}

static word call(int function, const word *arguments)
{
    if (function == F_Initialize)
        pthread_once(&fork_handlers, watch_forks);
    word rv = CKR_CRYPTOKI_NOT_INITIALIZED;
    pthread_mutex_lock(&gate);
    if (module == NULL && function == F_Initialize) {
        module = load();
        rv = CKR_HOST_MEMORY;
    }
    if (module != NULL)
        rv = module(function, arguments);
    pthread_mutex_unlock(&gate);
    return rv;
}

static word dispatch(int function, const word *arguments);

#define FORWARD_1(name) EXPORTED word C_##name(word a) { return dispatch(F_##name, (word[]){a}); }
#define FORWARD_2(name) EXPORTED word C_##name(word a, word b) { return dispatch(F_##name, (word[]){a, b}); }
#define FORWARD_3(name) EXPORTED word C_##name(word a, word b, word c) { return dispatch(F_##name, (word[]){a, b, c}); }
#define FORWARD_4(name) EXPORTED word C_##name(word a, word b, word c, word d) { return dispatch(F_##name, (word[]){a, b, c, d}); }
#define FORWARD_5(name) \
    EXPORTED word C_##name(word a, word b, word c, word d, word e) { return dispatch(F_##name, (word[]){a, b, c, d, e}); }
#define FORWARD_6(name) \
    EXPORTED word C_##name(word a, word b, word c, word d, word e, word f) { return dispatch(F_##name, (word[]){a, b, c, d, e, f}); }
#define FORWARD_8(name) \
    EXPORTED word C_##name(word a, word b, word c, word d, word e, word f, word g, word h) \
    { \
        return dispatch(F_##name, (word[]){a, b, c, d, e, f, g, h}); \
    }
#define FORWARD(name, count) FORWARD_##count(name)
FUNCTIONS(FORWARD)

#define POINTER(name, count) (void *)C_##name,
static const struct {
    unsigned char major;
    unsigned char minor;
    void *functions[FUNCTION_COUNT];
} list = {2, 40, {FUNCTIONS(POINTER)}};

static word dispatch(int function, const word *arguments)
{
    switch (function) {
    case F_GetFunctionList:
        /* As in Memory.cs. */
        if (arguments[0] < 0x1000 || arguments[0] >= 0x800000000000)
            return CKR_ARGUMENTS_BAD;
        *(const void **)arguments[0] = &list;
        return CKR_OK;
    case F_GetFunctionStatus:
    case F_CancelFunction:
        return CKR_FUNCTION_NOT_PARALLEL;
    default:
        return call(function, arguments);
    }
}
