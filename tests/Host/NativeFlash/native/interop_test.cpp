// The natives as the interpreter calls them: whatever the numbers are, only FlashBlocks' own bounds are reached.

#include "FlashBlocks.h"
#include "NfToken_Pal_NanoFlash.h"
#include "check.h"

namespace
{
    const int32_t Odd[] = {0, 1, 2, 3, 4, 5, 6, 8, 12, 16, 20, 24, 28, 31, 32, 33, 36, 64, 255, 0x7FFFFFFC, 0x7FFFFFFF, -1, -2, -4, -32, (int32_t)0x80000000};
    uint8_t memory[64];
    int calls = 0;
    bool works = true;
}

uint32_t FlashBlocks::Count()
{
    return 3;
}

uint32_t FlashBlocks::Size(uint32_t block)
{
    CHECK(block < 3);
    return 32;
}

uint32_t FlashBlocks::WriteSize()
{
    return 4;
}

bool FlashBlocks::CanReprogram()
{
    return false;
}

bool FlashBlocks::Read(uint32_t block, uint32_t offset, uint8_t *data, uint32_t count)
{
    calls++;
    CHECK(block < 3 && offset <= 32 && count <= 32 - offset);
    CHECK(data >= memory + 16 && data <= memory + 40 && count <= (uint32_t)(memory + 40 - data));
    return works;
}

bool FlashBlocks::Program(uint32_t block, uint32_t offset, const uint8_t *data, uint32_t count)
{
    CHECK(offset % 4 == 0 && count % 4 == 0);
    return Read(block, offset, const_cast<uint8_t *>(data), count);
}

bool FlashBlocks::Erase(uint32_t block)
{
    calls++;
    CHECK(block < 3);
    return works;
}

static CLR_RT_MethodHandler Method(int index)
{
    return ((const CLR_RT_MethodHandler *)g_CLR_AssemblyNative_NfToken_Pal_NanoFlash.m_pNativeMethods)[index];
}

int main()
{
    typedef Library_NfToken_Pal_NanoFlash_NativeFlash Natives;
    int first = 0;
    while (Method(first) == nullptr)
    {
        first++;
    }

    CHECK(Method(first) == Natives::GetBlockCount___STATIC__I4 && Method(first + 5) == Natives::Erase___STATIC__BOOLEAN__I4);

    CLR_RT_StackFrame stack = {};
    CHECK(Natives::GetBlockCount___STATIC__I4(stack) == S_OK && stack.m_result == 3);
    CHECK(Natives::GetWriteSize___STATIC__I4(stack) == S_OK && stack.m_result == -4);

    CLR_RT_HeapBlock_Array array = {24, memory + 16};
    int reached = 0;
    for (int32_t block : Odd)
    {
        bool isBlock = block >= 0 && block < 3;
        stack.Arg0().m_number.s4 = block;
        CHECK(Natives::GetBlockSize___STATIC__I4__I4(stack) == (isBlock ? S_OK : CLR_E_OUT_OF_RANGE) && (!isBlock || stack.m_result == 32));
        CHECK(Natives::Erase___STATIC__BOOLEAN__I4(stack) == (isBlock ? S_OK : CLR_E_OUT_OF_RANGE));
        for (int32_t offset : Odd)
        {
            for (int32_t index : Odd)
            {
                for (int32_t count : Odd)
                {
                    stack.Arg1().m_number.s4 = offset;
                    stack.Arg2().m_array = &array;
                    stack.Arg3().m_number.s4 = index;
                    stack.Arg4().m_number.s4 = count;
                    bool fits = isBlock && offset >= 0 && count >= 0 && (int64_t)offset + count <= 32 && index >= 0 && (int64_t)index + count <= 24;
                    bool whole = offset % 4 == 0 && count % 4 == 0;
                    calls = 0;
                    HRESULT read = Natives::Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(stack);
                    HRESULT program = Natives::Program___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(stack);
                    CHECK(read == (fits ? S_OK : CLR_E_OUT_OF_RANGE) && program == (fits && whole ? S_OK : CLR_E_OUT_OF_RANGE));
                    CHECK(calls == (fits ? 1 : 0) + (fits && whole ? 1 : 0));
                    reached += calls;
                }
            }
        }
    }

    CHECK(reached > 1000);
    for (int32_t argument = 0; argument < 5; argument++)
    {
        stack.m_arguments[argument].m_number.s4 = 0;
    }

    works = false;
    CHECK(Natives::Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(stack) == S_OK && stack.m_result == 0);
    CHECK(Natives::Erase___STATIC__BOOLEAN__I4(stack) == S_OK && stack.m_result == 0);
    stack.Arg2().m_array = nullptr;
    CHECK(Natives::Read___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(stack) == CLR_E_ARGUMENT_NULL);
    CHECK(Natives::Program___STATIC__BOOLEAN__I4__I4__SZARRAY_U1__I4__I4(stack) == CLR_E_ARGUMENT_NULL);
    std::printf("%d calls within bounds\n", reached);
    return 0;
}
