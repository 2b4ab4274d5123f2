#ifndef NFTOKEN_FLASH_BLOCKS_H
#define NFTOKEN_FLASH_BLOCKS_H

#include <stdint.h>

// The blocks that the firmware's flash map sets apart for the token, numbered from 0. Each platform implements them once (FlashBlocks_*.cpp).
// Callers keep to the bounds of blocks (InBlock) and, when they program, to whole units.
struct FlashBlocks
{
    // 0 where the map has none.
    static uint32_t Count();

    // Bytes of a block below Count().
    static uint32_t Size(uint32_t block);

    // Program unit in bytes.
    static uint32_t WriteSize();

    // Whether a unit may be programmed again without an erase, to clear further bits.
    static bool CanReprogram();

    // False where the part or its driver reports failure.
    static bool Read(uint32_t block, uint32_t offset, uint8_t *data, uint32_t count);
    static bool Program(uint32_t block, uint32_t offset, const uint8_t *data, uint32_t count);
    static bool Erase(uint32_t block);

    // Whether [offset, offset + count) lies within [0, limit), for numbers that may be anything.
    static bool InBounds(int32_t offset, int32_t count, uint32_t limit)
    {
        return offset >= 0 && count >= 0 && (uint32_t)offset <= limit && (uint32_t)count <= limit - (uint32_t)offset;
    }
};

#endif
