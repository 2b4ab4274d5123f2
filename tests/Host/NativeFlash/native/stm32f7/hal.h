// Stands in for ChibiOS's header of this name on an STM32F7: the family's name, and CMSIS's cache function, here over the test's model of a data cache.
#pragma once
#include <cstdint>

#define STM32F7XX
#define __DCACHE_PRESENT 1U

// CMSIS 5.6, which nf-interpreter takes; earlier ones want uint32_t *, later ones volatile void *.
void SCB_InvalidateDCache_by_Addr(void *address, int32_t size);
