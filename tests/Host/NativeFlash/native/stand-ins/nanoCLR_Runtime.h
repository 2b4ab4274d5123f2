// Stands in for nf-interpreter's header of this name: arguments and result of one call.
#pragma once
#include "nanoCLR_Interop.h"

struct CLR_RT_HeapBlock_Array
{
    uint32_t m_numOfElements;
    uint8_t *m_elements;

    uint8_t *GetFirstElement()
    {
        return m_elements;
    }
};

struct CLR_RT_HeapBlock
{
    struct Number
    {
        int32_t s4;
    } m_number;
    CLR_RT_HeapBlock_Array *m_array;

    Number &NumericByRef()
    {
        return m_number;
    }

    CLR_RT_HeapBlock_Array *DereferenceArray() const
    {
        return m_array;
    }
};

struct CLR_RT_StackFrame
{
    mutable CLR_RT_HeapBlock m_arguments[5];
    int32_t m_result;

    CLR_RT_HeapBlock &Arg0() const
    {
        return m_arguments[0];
    }

    CLR_RT_HeapBlock &Arg1() const
    {
        return m_arguments[1];
    }

    CLR_RT_HeapBlock &Arg2() const
    {
        return m_arguments[2];
    }

    CLR_RT_HeapBlock &Arg3() const
    {
        return m_arguments[3];
    }

    CLR_RT_HeapBlock &Arg4() const
    {
        return m_arguments[4];
    }

    void SetResult_I4(int32_t value)
    {
        m_result = value;
    }

    void SetResult_Boolean(bool value)
    {
        m_result = value ? 1 : 0;
    }
};
