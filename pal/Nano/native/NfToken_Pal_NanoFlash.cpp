#include "NfToken_Pal_NanoFlash.h"

// One entry for each method of the assembly, in the order of its type and method tables; NULL for those written in C#. The checksum is the Metadata
// Processor's, over the natives' names. tests/Host/NativeFlash compares both with the assembly.
static const CLR_RT_MethodHandler method_lookup[] = {
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    Library_NfToken_Pal_NanoFlash_NativeFlash::GetBlockCount___STATIC__I4,
    Library_NfToken_Pal_NanoFlash_NativeFlash::GetBlockSize___STATIC__I4__I4,
    Library_NfToken_Pal_NanoFlash_NativeFlash::GetWriteSize___STATIC__I4,
    Library_NfToken_Pal_NanoFlash_NativeFlash::Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4,
    Library_NfToken_Pal_NanoFlash_NativeFlash::Program___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4,
    Library_NfToken_Pal_NanoFlash_NativeFlash::Erase___STATIC__BOOLEAN__I4,
};

// nf-interpreter's CMake reads name, checksum and version out of this text.
const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_NfToken_Pal_NanoFlash = {
    "NfToken.Pal.NanoFlash",
    0x8A2BA5EE,
    method_lookup,
    {1, 0, 0, 0},
};
