// Over nf-interpreter's block-storage layer (STM32 with ChibiOS or ThreadX): the blocks that the target's flash map (Device_BlockStorage.c) gives the usage
// STORAGE_A or STORAGE_B, or SIMPLE_A or SIMPLE_B where it has no STORAGE, in the order of the map.

#include <string.h>

#include <nanoHAL_v2.h>
#include <nanoPAL_BlockStorage.h>

// ChibiOS: names the family, and has the core's cache functions.
#if defined(__has_include)
#if __has_include(<hal.h>)
#include <hal.h>
#endif
#endif

#include "FlashBlocks.h"

namespace
{
    struct Place
    {
        BlockStorageDevice *device;
        const BlockRegionInfo *region;
        uint32_t address;
    };

    bool IsOurs(uint32_t rangeType, bool simple)
    {
        uint32_t usage = rangeType & BlockRange_USAGE_MASK;
        bool ours = simple ? usage == BlockUsage_SIMPLE_A || usage == BlockUsage_SIMPLE_B : usage == BlockUsage_STORAGE_A || usage == BlockUsage_STORAGE_B;
        return ours && (rangeType & BlockRange_READONLY) == 0;
    }

    // Walks the map itself: the layer's DeviceBlockInfo_FindForBlockUsage loses its results (July 2026).
    // Finds block `index`, or counts them all where there are no more than that.
    uint32_t Walk(bool simple, uint32_t index, Place *place)
    {
        uint32_t count = 0;
        for (BlockStorageDevice *device = BlockStorageList_GetFirstDevice(); device != NULL; device = BlockStorageList_GetNextDevice(device))
        {
            const DeviceBlockInfo *info = BlockStorageDevice_GetDeviceInfo(device);

            // Memory whose erased bits are 0 (STM32L0) does not keep to the rules of NOR flash.
            if (info == NULL || (info->Attribute & (MediaAttribute_ErasedBitsAreZero | MediaAttribute_WriteProtected)) != 0)
            {
                continue;
            }

            for (uint32_t i = 0; i < info->NumRegions; i++)
            {
                const BlockRegionInfo *region = &info->Regions[i];
                for (uint32_t j = 0; j < region->NumBlockRanges; j++)
                {
                    const BlockRange *range = &region->BlockRanges[j];
                    if (!IsOurs(range->RangeType, simple))
                    {
                        continue;
                    }

                    uint32_t blocks = range->EndBlock - range->StartBlock + 1;
                    if (place != NULL && index - count < blocks)
                    {
                        place->device = device;
                        place->region = region;
                        place->address = region->Start + (range->StartBlock + (index - count)) * region->BytesPerBlock;
                        return count + blocks;
                    }

                    count += blocks;
                }
            }
        }

        return count;
    }

    bool Find(uint32_t block, Place *place)
    {
        place->device = NULL;
        bool simple = Walk(false, 0, NULL) == 0;
        Walk(simple, block, place);
        return place->device != NULL;
    }

    uint32_t WidthOf(const Place *place)
    {
        // Bits 9 to 14 stand for 64, 128, … 2048 bits.
        for (uint32_t bit = 9; bit <= 14; bit++)
        {
            if (((uint32_t)place->region->Attributes & (1u << bit)) != 0)
            {
                return 8u << (bit - 9);
            }
        }

        uint32_t sector = BlockStorageDevice_GetDeviceInfo(place->device)->BytesPerSector;
        return sector == 0 ? 1 : sector;
    }

    // Flash is read through a cache, and the drivers change cells behind its back: without this an erased block could go on showing what it held.
    void ForgetCached(uint32_t address, uint32_t count)
    {
        (void)address;
        (void)count;

#if defined(__DCACHE_PRESENT) && (__DCACHE_PRESENT == 1)
        // The core's (STM32F7, H7): whole lines of 32 bytes. Flash is never written through it, so no line is lost.
        uint32_t first = address & ~31u;
        SCB_InvalidateDCache_by_Addr((uint32_t *)(uintptr_t)first, (int32_t)(address + count - first));
#endif

#if defined(FLASH_ACR_DCRST)
        // The flash interface's own (STM32F2, F4, L4). It may be reset only while it is off.
        uint32_t enabled = FLASH->ACR & FLASH_ACR_DCEN;
        FLASH->ACR &= ~FLASH_ACR_DCEN;
        FLASH->ACR |= FLASH_ACR_DCRST;
        FLASH->ACR &= ~FLASH_ACR_DCRST;
        FLASH->ACR |= enabled;
#endif
    }
}

uint32_t FlashBlocks::Count()
{
    uint32_t count = Walk(false, 0, NULL);
    return count != 0 ? count : Walk(true, 0, NULL);
}

uint32_t FlashBlocks::Size(uint32_t block)
{
    Place place;
    return Find(block, &place) ? place.region->BytesPerBlock : 0;
}

uint32_t FlashBlocks::WriteSize()
{
    uint32_t largest = 1;
    Place place;
    for (uint32_t block = 0; Find(block, &place); block++)
    {
        uint32_t width = WidthOf(&place);
        if (width > largest)
        {
            largest = width;
        }
    }

    return largest;
}

bool FlashBlocks::CanReprogram()
{
    // The other families forbid it, or keep ECC over the unit. Where the family is not known, once is right everywhere.
#if defined(STM32F2XX) || defined(STM32F4XX) || defined(STM32F7XX)
    return true;
#else
    return false;
#endif
}

bool FlashBlocks::Read(uint32_t block, uint32_t offset, uint8_t *data, uint32_t count)
{
    // ChibiOS's driver stops the board where it is asked for no bytes (osalDbgCheck, in firmware with checks).
    Place place;
    return Find(block, &place) && (count == 0 || BlockStorageDevice_Read(place.device, place.address + offset, count, data));
}

bool FlashBlocks::Program(uint32_t block, uint32_t offset, const uint8_t *data, uint32_t count)
{
    Place place;
    if (!Find(block, &place))
    {
        return false;
    }

    // The drivers read their buffer by half words and words, and a Cortex-M0 cannot do that where data is not aligned. 32 bytes is the largest unit.
    alignas(8) uint8_t piece[64];
    uint32_t address = place.address + offset;
    bool programmed = true;
    for (uint32_t done = 0; programmed && done < count;)
    {
        uint32_t length = count - done < sizeof(piece) ? count - done : (uint32_t)sizeof(piece);
        memcpy(piece, data + done, length);
        programmed = BlockStorageDevice_Write(place.device, address + done, length, piece, false);
        ForgetCached(address + done, length);
        done += length;
    }

    // What is programmed may be a key, and a stack is not cleared.
    for (volatile uint8_t *p = piece; p < piece + sizeof(piece); p++)
    {
        *p = 0;
    }

    return programmed;
}

bool FlashBlocks::Erase(uint32_t block)
{
    Place place;
    if (!Find(block, &place))
    {
        return false;
    }

    bool erased = BlockStorageDevice_EraseBlock(place.device, place.address);
    ForgetCached(place.address, place.region->BytesPerBlock);
    return erased;
}
