// Stands in for nf-interpreter's header of this name (src/PAL/Include): names, values and layouts are its own.
#pragma once
#include "nanoHAL_v2.h"

typedef unsigned int ByteAddress;

enum
{
    BlockUsage_CODE = 0x20,
    BlockUsage_DEPLOYMENT = 0x50,
    BlockUsage_SIMPLE_A = 0x90,
    BlockUsage_SIMPLE_B = 0xA0,
    BlockUsage_STORAGE_A = 0xE0,
    BlockUsage_STORAGE_B = 0xF0,
};

#define BlockRange_RESERVED ((unsigned int)0x40000000)
#define BlockRange_READONLY ((unsigned int)0x20000000)
#define BlockRange_USAGE_MASK ((unsigned int)0xFF)

struct BlockRange
{
    unsigned int RangeType, StartBlock, EndBlock;
};

enum BlockRegionAttribute
{
    BlockRegionAttribute_None = 0,
    BlockRegionAttribute_MemoryMapped = 0x100,
    BlockRegionAttribute_ProgramWidthIs64bits = 0x200,
    BlockRegionAttribute_ProgramWidthIs256bits = 0x800,
};

struct BlockRegionInfo
{
    BlockRegionAttribute Attributes;
    ByteAddress Start;
    unsigned int NumBlocks, BytesPerBlock, NumBlockRanges;
    const BlockRange *BlockRanges;
};

enum MediaAttribute
{
    MediaAttribute_None = 0,
    MediaAttribute_SupportsXIP = 2,
    MediaAttribute_WriteProtected = 4,
    MediaAttribute_ErasedBitsAreZero = 0x10,
};

struct DeviceBlockInfo
{
    MediaAttribute Attribute;
    uint32_t BytesPerSector, NumRegions;
    BlockRegionInfo *Regions;
};

struct BlockStorageDevice;

extern "C"
{
    BlockStorageDevice *BlockStorageList_GetFirstDevice();
    BlockStorageDevice *BlockStorageList_GetNextDevice(BlockStorageDevice *device);
    DeviceBlockInfo *BlockStorageDevice_GetDeviceInfo(BlockStorageDevice *device);
    bool BlockStorageDevice_Read(BlockStorageDevice *device, unsigned int startAddress, unsigned int numBytes, unsigned char *buffer);
    bool BlockStorageDevice_Write(BlockStorageDevice *device, unsigned int startAddress, unsigned int numBytes, unsigned char *buffer, bool readModifyWrite);
    bool BlockStorageDevice_EraseBlock(BlockStorageDevice *device, unsigned int address);
}
