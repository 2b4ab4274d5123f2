// Stands in for nf-interpreter's header of this name: as much of it as pal/Nano/native uses, with its own names and types.
#pragma once
#include <cstddef>
#include <cstdint>

typedef int HRESULT;
#define S_OK ((HRESULT)0)
#define CLR_E_OUT_OF_RANGE ((HRESULT)0xA5000000)
#define CLR_E_ARGUMENT_NULL ((HRESULT)0xCE000000)

#define NANOCLR_HEADER() HRESULT hr
#define NANOCLR_LEAVE() goto nanoCLR_Cleanup
#define NANOCLR_SET_AND_LEAVE(expr) \
    {                               \
        hr = (expr);                \
        NANOCLR_LEAVE();            \
    }
#define NANOCLR_CHECK_HRESULT(expr)  \
    {                                \
        if ((hr = (expr)) < 0)       \
            NANOCLR_LEAVE();         \
    }
#define NANOCLR_NOCLEANUP() \
    hr = S_OK;              \
    nanoCLR_Cleanup:        \
    return hr
#define NANOCLR_NOCLEANUP_NOLABEL() \
    hr = S_OK;                      \
    return hr
#define FAULT_ON_NULL_ARG(ptr) \
    if (!(ptr))                \
    NANOCLR_SET_AND_LEAVE(CLR_E_ARGUMENT_NULL)

struct CLR_RT_StackFrame;
typedef HRESULT (*CLR_RT_MethodHandler)(CLR_RT_StackFrame &stack);
#define NANOCLR_NATIVE_DECLARE(mtd) static HRESULT mtd(CLR_RT_StackFrame &stack)

struct CLR_RECORD_VERSION
{
    uint16_t iMajorVersion, iMinorVersion, iBuildNumber, iRevisionNumber;
};

struct CLR_RT_NativeAssemblyData
{
    const char *m_szAssemblyName;
    unsigned int m_checkSum;
    const void *m_pNativeMethods;
    CLR_RECORD_VERSION m_Version;
};
