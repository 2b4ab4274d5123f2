# Goes to CMake/Modules of nf-interpreter; the sources to InteropAssemblies/NfToken.Pal.NanoFlash. README.md says how.

set(NfToken.Pal.NanoFlash_PATH "${CMAKE_SOURCE_DIR}/InteropAssemblies/NfToken.Pal.NanoFlash")

list(APPEND NfToken.Pal.NanoFlash_INCLUDE_DIRS
    "${CMAKE_SOURCE_DIR}/src/CLR/Core"
    "${CMAKE_SOURCE_DIR}/src/CLR/Include"
    "${CMAKE_SOURCE_DIR}/src/HAL/Include"
    "${CMAKE_SOURCE_DIR}/src/PAL/Include"
    "${NfToken.Pal.NanoFlash_PATH}")

set(NfToken.Pal.NanoFlash_SRCS
    NfToken_Pal_NanoFlash.cpp
    NfToken_Pal_NanoFlash_NativeFlash.cpp)

if(RTOS_ESP32_CHECK)
    list(APPEND NfToken.Pal.NanoFlash_SRCS FlashBlocks_Esp32.cpp)
else()
    list(APPEND NfToken.Pal.NanoFlash_SRCS FlashBlocks_BlockStorage.cpp)
endif()

foreach(SOURCE ${NfToken.Pal.NanoFlash_SRCS})
    list(APPEND NfToken.Pal.NanoFlash_SOURCES "${NfToken.Pal.NanoFlash_PATH}/${SOURCE}")
endforeach()

include(FindPackageHandleStandardArgs)
FIND_PACKAGE_HANDLE_STANDARD_ARGS(INTEROP-NfToken.Pal.NanoFlash DEFAULT_MSG NfToken.Pal.NanoFlash_INCLUDE_DIRS NfToken.Pal.NanoFlash_SOURCES)
