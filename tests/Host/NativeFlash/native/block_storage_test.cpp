// FlashBlocks_BlockStorage.cpp over a part in RAM: NOR rules, a driver that fails when it is told to, and a data cache that nobody else cleans.

#include <cstring>
#include <map>

#include <nanoPAL_BlockStorage.h>
#if __has_include(<hal.h>)
#include <hal.h>
#endif

#include "FlashBlocks.h"
#include "check.h"

namespace
{
    const unsigned Base = 0x08000000;
    const unsigned Bytes = 0x60000;
    uint8_t cells[Bytes];
    bool programmed[Bytes];
    int operationsLeft = -1;
    bool twice = false;
    unsigned longest = 0;

    // Reads go through a cache of 32-byte lines that keeps what it once read. Writes of the core update the lines they hit; the flash
    // controller's erase does not.
    std::map<unsigned, uint8_t[32]> lines;

    BlockRange small[] = {{BlockRange_RESERVED | BlockUsage_CODE, 0, 0}, {BlockRange_RESERVED | BlockUsage_STORAGE_A, 1, 3}};
    BlockRange large[] = {{BlockUsage_DEPLOYMENT, 0, 0}, {BlockUsage_STORAGE_B, 1, 1}};
    BlockRegionInfo regions[] = {
        {(BlockRegionAttribute)0, Base, 4, 0x8000, 2, small},
        {(BlockRegionAttribute)0, Base + 0x20000, 2, 0x20000, 2, large},
    };
    DeviceBlockInfo info = {MediaAttribute_SupportsXIP, 2, 2, regions};
    DeviceBlockInfo none = {(MediaAttribute)0, 2, 0, nullptr};
    BlockStorageDevice devices[2] = {{nullptr, &none}, {nullptr, &info}};

    bool Powered()
    {
        return operationsLeft < 0 || (operationsLeft > 0 && operationsLeft-- > 0);
    }

    uint8_t Cached(unsigned at)
    {
        unsigned line = at & ~31u;
        if (!lines.count(line))
        {
            std::memcpy(lines[line], cells + line, 32);
        }

        return lines[line][at - line];
    }
}

BlockStorageDevice *BlockStorageList_GetFirstDevice()
{
    return devices;
}

BlockStorageDevice *BlockStorageList_GetNextDevice(BlockStorageDevice *device)
{
    return device == devices ? devices + 1 : nullptr;
}

DeviceBlockInfo *BlockStorageDevice_GetDeviceInfo(BlockStorageDevice *device)
{
    return (DeviceBlockInfo *)device->m_context;
}

bool BlockStorageDevice_Read(BlockStorageDevice *device, unsigned address, unsigned count, unsigned char *buffer)
{
    CHECK(device == devices + 1 && count > 0 && address >= Base && address - Base + count <= Bytes);
    for (unsigned i = 0; i < count; i++)
    {
        buffer[i] = Cached(address - Base + i);
    }

    return Powered();
}

bool BlockStorageDevice_Write(BlockStorageDevice *device, unsigned address, unsigned count, unsigned char *buffer, bool readModifyWrite)
{
    CHECK(device == devices + 1 && !readModifyWrite && address >= Base && address - Base + count <= Bytes);
    CHECK(((uintptr_t)buffer & 7) == 0);
    longest = count > longest ? count : longest;
    bool powered = Powered();
    if (!powered)
    {
        count /= 2;
    }

    for (unsigned i = 0; i < count; i++)
    {
        unsigned at = address - Base + i;
        twice = twice || programmed[at];
        programmed[at] = true;
        cells[at] &= buffer[i];
        unsigned line = at & ~31u;
        if (lines.count(line))
        {
            lines[line][at - line] = buffer[i];
        }
    }

    return powered;
}

bool BlockStorageDevice_EraseBlock(BlockStorageDevice *device, unsigned address)
{
    CHECK(device == devices + 1);
    for (const BlockRegionInfo &region : regions)
    {
        unsigned offset = address - region.Start;
        if (offset < region.NumBlocks * region.BytesPerBlock)
        {
            CHECK(offset % region.BytesPerBlock == 0);
            bool powered = Powered();
            std::memset(cells + (address - Base), 0xFF, powered ? region.BytesPerBlock : region.BytesPerBlock / 2);
            std::memset(programmed + (address - Base), 0, region.BytesPerBlock);
            return powered;
        }
    }

    CHECK(false);
    return false;
}

#if defined(STM32F7XX)
void SCB_InvalidateDCache_by_Addr(void *address, int32_t size)
{
    unsigned at = (unsigned)(uintptr_t)address - Base;
    CHECK(at % 32 == 0 && size > 0);
    for (unsigned line = at; line < at + (unsigned)size; line += 32)
    {
        lines.erase(line);
    }
}
#endif

#if defined(STM32F4XX)
FLASH_TypeDef flash = {{FLASH_ACR_DCEN | 5}};

AccessControl &AccessControl::Set(uint32_t bits)
{
    CHECK((bits & FLASH_ACR_DCRST) == 0 || (bits & FLASH_ACR_DCEN) == 0);
    CHECK((bits & 15) == 5);
    value = bits;
    if ((bits & FLASH_ACR_DCRST) != 0)
    {
        lines.clear();
    }

    return *this;
}
#endif

static void TheMapIsFollowed()
{
    CHECK(FlashBlocks::Count() == 4);
    CHECK(FlashBlocks::Size(0) == 0x8000 && FlashBlocks::Size(2) == 0x8000 && FlashBlocks::Size(3) == 0x20000);
    CHECK(FlashBlocks::Size(4) == 0 && FlashBlocks::Size(0xFFFFFFFF) == 0);
    CHECK(FlashBlocks::WriteSize() == 2);

    small[1].RangeType |= BlockRange_READONLY;
    CHECK(FlashBlocks::Count() == 1 && FlashBlocks::Size(0) == 0x20000);
    small[1].RangeType = BlockUsage_SIMPLE_A;
    CHECK(FlashBlocks::Count() == 1);
    large[1].RangeType = BlockUsage_SIMPLE_B;
    CHECK(FlashBlocks::Count() == 4 && FlashBlocks::Size(3) == 0x20000);
    large[1].RangeType = BlockUsage_DEPLOYMENT;
    small[1].RangeType = BlockUsage_CODE;
    CHECK(FlashBlocks::Count() == 0 && !FlashBlocks::Erase(0));
    small[1].RangeType = BlockUsage_STORAGE_A;
    large[1].RangeType = BlockUsage_STORAGE_B;

    info.Attribute = MediaAttribute_ErasedBitsAreZero;
    CHECK(FlashBlocks::Count() == 0);
    info.Attribute = MediaAttribute_WriteProtected;
    CHECK(FlashBlocks::Count() == 0);
    info.Attribute = MediaAttribute_SupportsXIP;

    regions[1].Attributes = BlockRegionAttribute_ProgramWidthIs256bits;
    regions[0].Attributes = (BlockRegionAttribute)(BlockRegionAttribute_MemoryMapped | BlockRegionAttribute_ProgramWidthIs64bits);
    CHECK(FlashBlocks::WriteSize() == 32);
    regions[0].Attributes = regions[1].Attributes = (BlockRegionAttribute)0;
#if defined(STM32F7XX) || defined(STM32F4XX)
    CHECK(FlashBlocks::CanReprogram());
#else
    CHECK(!FlashBlocks::CanReprogram());
#endif
}

static bool Reads(uint32_t block, uint32_t offset, const uint8_t *expected, uint32_t count)
{
    uint8_t found[512];
    return FlashBlocks::Read(block, offset, found, count) && std::memcmp(found, expected, count) == 0;
}

static void WhatIsProgrammedReadsBackAndNothingElseChanges()
{
    std::memset(cells, 0xA5, Bytes);
    for (uint32_t block = 0; block < 4; block++)
    {
        CHECK(FlashBlocks::Erase(block));
    }

    for (unsigned at = 0; at < Bytes; at++)
    {
        bool ours = (at >= 0x8000 && at < 0x20000) || at >= 0x40000;
        CHECK(cells[at] == (ours ? 0xFF : 0xA5));
    }

    uint8_t data[301];
    for (unsigned i = 0; i < sizeof(data); i++)
    {
        data[i] = (uint8_t)(i * 7 + 1);
    }

    // From an odd place in memory, longer than the driver is given at once, up to the block's last byte.
    CHECK(FlashBlocks::Program(3, 0x20000 - 300, data + 1, 300));
    CHECK(Reads(3, 0x20000 - 300, data + 1, 300) && longest == 64);
    CHECK(cells[Bytes - 1] == data[300] && cells[Bytes - 301] == 0xFF);
    CHECK(FlashBlocks::Program(0, 0, data, 2) && cells[0x8000] == data[0] && cells[0x7FFF] == 0xA5);
    CHECK(!twice);
}

static void AnErasedBlockShowsOnesThoughItWasCached()
{
    uint8_t data[64];
    uint8_t ones[64];
    std::memset(data, 0, sizeof(data));
    std::memset(ones, 0xFF, sizeof(ones));
    CHECK(FlashBlocks::Erase(1) && Reads(1, 64, ones, 64));
    CHECK(FlashBlocks::Program(1, 64, data, 64) && Reads(1, 64, data, 64));
    CHECK(FlashBlocks::Erase(1));
#if defined(STM32F7XX) || defined(STM32F4XX)
    CHECK(Reads(1, 64, ones, 64));

    // Bits that are cleared in two steps: the cells hold both, the cache would hold the second.
    data[0] = 0xF5;
    CHECK(FlashBlocks::Program(1, 0, data, 2) && Reads(1, 0, data, 2));
    data[0] = 0x3F;
    CHECK(FlashBlocks::Program(1, 0, data, 2));
    data[0] = 0x35;
    CHECK(Reads(1, 0, data, 2));
#else
    lines.clear();
#endif
}

static void AFailureIsToldWhereverItComes()
{
    uint8_t data[256];
    std::memset(data, 0, sizeof(data));
    for (int operations = 0; operations < 4; operations++)
    {
        CHECK(FlashBlocks::Erase(2));
        operationsLeft = operations;
        CHECK(!FlashBlocks::Program(2, 0, data, sizeof(data)));
        operationsLeft = -1;
        lines.clear();
        unsigned length = 0;
        while (cells[0x8000 * 3 + length] == 0)
        {
            length++;
        }

        CHECK(length == (unsigned)operations * 64 + 32);
    }

    operationsLeft = 0;
    CHECK(!FlashBlocks::Erase(2) && !FlashBlocks::Read(2, 0, data, 1));
    operationsLeft = -1;
    CHECK(FlashBlocks::Erase(2));

    // Nothing is asked of the driver, which may stop the board over it.
    CHECK(FlashBlocks::Read(2, 0, data, 0) && FlashBlocks::Program(2, 0, data, 0));
#if defined(STM32F4XX)
    CHECK(flash.ACR == (FLASH_ACR_DCEN | 5));
#endif
}

int main()
{
    TheMapIsFollowed();
    WhatIsProgrammedReadsBackAndNothingElseChanges();
    AnErasedBlockShowsOnesThoughItWasCached();
    AFailureIsToldWhereverItComes();
    std::printf("4 tests\n");
    return 0;
}
