// From the interpreter's stack to FlashBlocks. All numbers are checked here: managed code must not reach other blocks, nor bytes beyond an array.

#include "FlashBlocks.h"
#include "NfToken_Pal_NanoFlash.h"

namespace
{
    int32_t Number(CLR_RT_HeapBlock &argument)
    {
        return argument.NumericByRef().s4;
    }

    bool IsBlock(int32_t block)
    {
        return block >= 0 && (uint32_t)block < FlashBlocks::Count();
    }

    // Arguments of Read and Program: block, offset, array, index, count.
    HRESULT Transfer(CLR_RT_StackFrame &stack, uint32_t unit, uint8_t **data)
    {
        NANOCLR_HEADER();

        int32_t block = Number(stack.Arg0());
        int32_t offset = Number(stack.Arg1());
        int32_t index = Number(stack.Arg3());
        int32_t count = Number(stack.Arg4());
        CLR_RT_HeapBlock_Array *array = stack.Arg2().DereferenceArray();
        FAULT_ON_NULL_ARG(array);

        if (!IsBlock(block) || !FlashBlocks::InBounds(offset, count, FlashBlocks::Size((uint32_t)block)) ||
            !FlashBlocks::InBounds(index, count, array->m_numOfElements) || (uint32_t)offset % unit != 0 || (uint32_t)count % unit != 0)
        {
            NANOCLR_SET_AND_LEAVE(CLR_E_OUT_OF_RANGE);
        }

        *data = (uint8_t *)array->GetFirstElement() + index;

        NANOCLR_NOCLEANUP();
    }
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::GetBlockCount___STATIC__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    stack.SetResult_I4((int32_t)FlashBlocks::Count());

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::GetBlockSize___STATIC__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    int32_t block = Number(stack.Arg0());
    if (!IsBlock(block))
    {
        NANOCLR_SET_AND_LEAVE(CLR_E_OUT_OF_RANGE);
    }

    stack.SetResult_I4((int32_t)FlashBlocks::Size((uint32_t)block));

    NANOCLR_NOCLEANUP();
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::GetWriteSize___STATIC__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    int32_t size = (int32_t)FlashBlocks::WriteSize();
    stack.SetResult_I4(FlashBlocks::CanReprogram() ? size : -size);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    uint8_t *data;
    NANOCLR_CHECK_HRESULT(Transfer(stack, 1, &data));
    stack.SetResult_Boolean(
        FlashBlocks::Read((uint32_t)Number(stack.Arg0()), (uint32_t)Number(stack.Arg1()), data, (uint32_t)Number(stack.Arg4())));

    NANOCLR_NOCLEANUP();
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::Program___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    uint8_t *data;
    NANOCLR_CHECK_HRESULT(Transfer(stack, FlashBlocks::WriteSize(), &data));
    stack.SetResult_Boolean(
        FlashBlocks::Program((uint32_t)Number(stack.Arg0()), (uint32_t)Number(stack.Arg1()), data, (uint32_t)Number(stack.Arg4())));

    NANOCLR_NOCLEANUP();
}

HRESULT Library_NfToken_Pal_NanoFlash_NativeFlash::Erase___STATIC__BOOLEAN__I4(CLR_RT_StackFrame &stack)
{
    NANOCLR_HEADER();

    int32_t block = Number(stack.Arg0());
    if (!IsBlock(block))
    {
        NANOCLR_SET_AND_LEAVE(CLR_E_OUT_OF_RANGE);
    }

    stack.SetResult_Boolean(FlashBlocks::Erase((uint32_t)block));

    NANOCLR_NOCLEANUP();
}
