#ifndef NFTOKEN_PAL_NANOFLASH_H
#define NFTOKEN_PAL_NANOFLASH_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

// The names are the Metadata Processor's: return type, then the parameters' types.
struct Library_NfToken_Pal_NanoFlash_NativeFlash
{
    NANOCLR_NATIVE_DECLARE(GetBlockCount___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(GetBlockSize___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(GetWriteSize___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4);
    NANOCLR_NATIVE_DECLARE(Program___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4);
    NANOCLR_NATIVE_DECLARE(Erase___STATIC__BOOLEAN__I4);
};

extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_NfToken_Pal_NanoFlash;

#endif
