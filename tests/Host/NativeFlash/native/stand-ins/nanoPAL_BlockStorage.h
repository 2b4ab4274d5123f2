// Stands in for nf-interpreter's header of this name (src/PAL/Include): names, values and layouts are its own.
#pragma once
#include "nanoHAL_v2.h"

typedef unsigned int ByteAddress;

typedef enum BlockUsage
{
    BlockUsage_CODE = 0x20,
    BlockUsage_DEPLOYMENT = 0x50,
    BlockUsage_SIMPLE_A = 0x90,
    BlockUsage_SIMPLE_B = 0xA0,
    BlockUsage_STORAGE_A = 0xE0,
    BlockUsage_STORAGE_B = 0xF0,
} BlockUsage;

#define BlockRange_RESERVED ((unsigned int)0x40000000)
#define BlockRange_READONLY ((unsigned int)0x20000000)
#define BlockRange_USAGE_MASK ((unsigned int)0xFF)

typedef struct BlockRange
{
    unsigned int RangeType, StartBlock, EndBlock;
} BlockRange;

typedef enum BlockRegionAttribute
{
    BlockRegionAttribute_MemoryMapped = 0x100,
    BlockRegionAttribute_ProgramWidthIs64bits = 0x200,
    BlockRegionAttribute_ProgramWidthIs256bits = 0x800,
} BlockRegionAttribute;

typedef struct BLOCKREGIONINFO BlockRegionInfo;

struct BLOCKREGIONINFO
{
    BlockRegionAttribute Attributes;
    ByteAddress Start;
    unsigned int NumBlocks, BytesPerBlock, NumBlockRanges;
    const BlockRange *BlockRanges;
};

typedef enum MediaAttribute
{
    MediaAttribute_SupportsXIP = 2,
    MediaAttribute_WriteProtected = 4,
    MediaAttribute_ErasedBitsAreZero = 0x10,
} MediaAttribute;

typedef struct DEVICEBLOCKINFO DeviceBlockInfo;

struct DEVICEBLOCKINFO
{
    MediaAttribute Attribute;
    uint32_t BytesPerSector, NumRegions;
    BlockRegionInfo *Regions;
};

// The driver's table of functions, which only the layer itself looks into.
typedef struct IBLOCKSTORAGEDEVICE IBlockStorageDevice;

typedef struct BLOCKSTORAGEDEVICE
{
    IBlockStorageDevice *m_BSD;
    void *m_context;
} BlockStorageDevice;

extern "C"
{
    BlockStorageDevice *BlockStorageList_GetFirstDevice();
    BlockStorageDevice *BlockStorageList_GetNextDevice(BlockStorageDevice *device);
    DeviceBlockInfo *BlockStorageDevice_GetDeviceInfo(BlockStorageDevice *device);
    bool BlockStorageDevice_Read(BlockStorageDevice *device, unsigned int startAddress, unsigned int numBytes, unsigned char *buffer);
    bool BlockStorageDevice_Write(BlockStorageDevice *device, unsigned int startAddress, unsigned int numBytes, unsigned char *buffer, bool readModifyWrite);
    bool BlockStorageDevice_EraseBlock(BlockStorageDevice *device, unsigned int address);
}
