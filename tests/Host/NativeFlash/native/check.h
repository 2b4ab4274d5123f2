// A test program stops at the first thing that is not so.
#pragma once
#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                         \
    do                                                                           \
    {                                                                            \
        if (!(condition))                                                        \
        {                                                                        \
            std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);  \
            std::exit(1);                                                        \
        }                                                                        \
    } while (false)
