// Stands in for ChibiOS's header of this name on an STM32F4: the family's name and the flash interface's register, whose cache may be reset only while
// it is off.
#pragma once
#include <cstdint>

#define STM32F4XX
#define FLASH_ACR_DCEN (1u << 10)
#define FLASH_ACR_DCRST (1u << 12)

struct AccessControl
{
    uint32_t value;

    operator uint32_t() const
    {
        return value;
    }

    AccessControl &operator|=(uint32_t bits)
    {
        return Set(value | bits);
    }

    AccessControl &operator&=(uint32_t bits)
    {
        return Set(value & bits);
    }

    AccessControl &Set(uint32_t bits);
};

struct FLASH_TypeDef
{
    AccessControl ACR;
};

extern FLASH_TypeDef flash;
#define FLASH (&flash)
