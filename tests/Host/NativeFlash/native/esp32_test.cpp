// FlashBlocks_Esp32.cpp over a partition in RAM, plain and with a stand-in for flash encryption: like the real one it makes noise of erased cells, and of
// ciphertext in which a bit was cleared.

#include <cstring>

#include <esp_partition.h>

#include "FlashBlocks.h"
#include "check.h"

namespace
{
    const size_t Bytes = 0x10000;
    uint8_t cells[Bytes];
    esp_partition_t partition = {nullptr, ESP_PARTITION_TYPE_DATA, (esp_partition_subtype_t)0xC0, 0x3A0000, Bytes, 0x1000, "pkcs11", false, false};
    bool fails = false;

    // A keyed permutation of the byte by its address; all that matters is that 0xFF is not deciphered to 0xFF.
    uint8_t Key(size_t at)
    {
        return (uint8_t)((at * 2654435761u >> 13) | 1);
    }

}

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype, const char *label)
{
    CHECK(type == ESP_PARTITION_TYPE_DATA && subtype == ESP_PARTITION_SUBTYPE_ANY);
    return std::strcmp(label, partition.label) == 0 ? &partition : nullptr;
}

esp_err_t esp_partition_read_raw(const esp_partition_t *p, size_t offset, void *destination, size_t size)
{
    CHECK(p == &partition && offset <= Bytes && size <= Bytes - offset);
    std::memcpy(destination, cells + offset, size);
    return fails ? ESP_FAIL : ESP_OK;
}

esp_err_t esp_partition_read(const esp_partition_t *p, size_t offset, void *destination, size_t size)
{
    esp_err_t status = esp_partition_read_raw(p, offset, destination, size);
    for (size_t i = 0; p->encrypted && i < size; i++)
    {
        ((uint8_t *)destination)[i] ^= Key(offset + i);
    }

    return status;
}

esp_err_t esp_partition_write(const esp_partition_t *p, size_t offset, const void *source, size_t size)
{
    CHECK(p == &partition && offset <= Bytes && size <= Bytes - offset);
    if (fails || (p->encrypted && (p->address + offset) % 16 != 0))
    {
        return fails ? ESP_FAIL : ESP_ERR_INVALID_ARG;
    }

    if (p->encrypted && size % 16 != 0)
    {
        return ESP_ERR_INVALID_SIZE;
    }

    for (size_t i = 0; i < size; i++)
    {
        cells[offset + i] &= (uint8_t)(((const uint8_t *)source)[i] ^ (p->encrypted ? Key(offset + i) : 0));
    }

    return ESP_OK;
}

esp_err_t esp_partition_erase_range(const esp_partition_t *p, size_t offset, size_t size)
{
    CHECK(p == &partition && offset % 0x1000 == 0 && size == 0x1000 && offset < Bytes);
    std::memset(cells + offset, 0xFF, size);
    return fails ? ESP_FAIL : ESP_OK;
}

static void Check(bool encrypted)
{
    partition.encrypted = encrypted;
    CHECK(FlashBlocks::Count() == 16 && FlashBlocks::Size(15) == 0x1000 && FlashBlocks::Size(16) == 0);
    CHECK(FlashBlocks::WriteSize() == (encrypted ? 16u : 1u) && FlashBlocks::CanReprogram() == !encrypted);

    std::memset(cells, 0x5A, Bytes);
    CHECK(FlashBlocks::Erase(7));
    CHECK(cells[0x6FFF] == 0x5A && cells[0x7000] == 0xFF && cells[0x7FFF] == 0xFF && cells[0x8000] == 0x5A);

    uint8_t data[320];
    for (unsigned i = 0; i < sizeof(data); i++)
    {
        data[i] = (uint8_t)(i * 3);
    }

    CHECK(FlashBlocks::Program(7, 32, data, 48) && FlashBlocks::Program(7, 112, data + 80, 160) && FlashBlocks::Program(7, 0x1000 - 16, data, 16));

    // Any place, any length: what was programmed, and ones where nothing was.
    for (uint32_t offset = 0; offset < 100; offset++)
    {
        for (uint32_t count = 0; count < 300; count++)
        {
            uint8_t found[301];
            std::memset(found, 0xCC, sizeof(found));
            CHECK(FlashBlocks::Read(7, offset, found, count) && found[count] == 0xCC);
            for (uint32_t i = 0; i < count; i++)
            {
                uint32_t at = offset + i;
                CHECK(found[i] == ((at >= 32 && at < 80) || (at >= 112 && at < 272) ? data[at - 32] : 0xFF));
            }
        }
    }

    fails = true;
    CHECK(!FlashBlocks::Erase(7) && !FlashBlocks::Program(7, 0, data, 16) && !FlashBlocks::Read(7, 0, data, 1));
    fails = false;
}

int main()
{
    std::strcpy(partition.label, "other");
    CHECK(FlashBlocks::Count() == 0 && FlashBlocks::Size(0) == 0 && !FlashBlocks::Erase(0));
    std::strcpy(partition.label, "pkcs11");
    Check(false);
    Check(true);
    CHECK(!FlashBlocks::Program(7, 8, cells, 16) && !FlashBlocks::Program(7, 0, cells, 8));
    std::printf("2 partitions\n");
    return 0;
}
