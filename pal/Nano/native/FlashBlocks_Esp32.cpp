// On an ESP32 the block-storage layer knows the firmware and the deployment only, so this takes the partition "pkcs11" by ESP-IDF's own functions.

#include <esp_partition.h>

#include "FlashBlocks.h"

namespace
{
    // AES works on 16 bytes: what flash encryption lets one program (ESP-IDF, Flash Encryption, "Writing to Encrypted Flash").
    const uint32_t EncryptedUnit = 16;

    const esp_partition_t *Partition()
    {
        static const esp_partition_t *found = NULL;
        if (found == NULL)
        {
            found = esp_partition_find_first(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, "pkcs11");
        }

        return found;
    }

    // Erased cells read as deciphered 0xFF, which is noise. A unit whose raw bytes are all 0xFF is an erased one: that a programmed one
    // looks like that has a chance of 2^-128.
    bool ReadEncrypted(const esp_partition_t *partition, uint32_t at, uint8_t *data, uint32_t count)
    {
        while (count > 0)
        {
            uint8_t plain[EncryptedUnit];
            uint8_t raw[EncryptedUnit];
            uint32_t start = at & ~(EncryptedUnit - 1);
            if (esp_partition_read_raw(partition, start, raw, EncryptedUnit) != ESP_OK || esp_partition_read(partition, start, plain, EncryptedUnit) != ESP_OK)
            {
                return false;
            }

            bool erased = true;
            for (uint32_t i = 0; i < EncryptedUnit; i++)
            {
                erased = erased && raw[i] == 0xFF;
            }

            uint32_t skip = at - start;
            uint32_t length = EncryptedUnit - skip < count ? EncryptedUnit - skip : count;
            for (uint32_t i = 0; i < length; i++)
            {
                data[i] = erased ? 0xFF : plain[skip + i];
            }

            for (volatile uint8_t *p = plain; p < plain + EncryptedUnit; p++)
            {
                *p = 0;
            }

            at += length;
            data += length;
            count -= length;
        }

        return true;
    }
}

uint32_t FlashBlocks::Count()
{
    const esp_partition_t *partition = Partition();
    return partition == NULL ? 0 : partition->size / partition->erase_size;
}

uint32_t FlashBlocks::Size(uint32_t block)
{
    return block < Count() ? Partition()->erase_size : 0;
}

uint32_t FlashBlocks::WriteSize()
{
    const esp_partition_t *partition = Partition();
    return partition != NULL && partition->encrypted ? EncryptedUnit : 1;
}

bool FlashBlocks::CanReprogram()
{
    // Clearing bits of ciphertext gives other plaintext altogether.
    const esp_partition_t *partition = Partition();
    return partition != NULL && !partition->encrypted;
}

bool FlashBlocks::Read(uint32_t block, uint32_t offset, uint8_t *data, uint32_t count)
{
    const esp_partition_t *partition = Partition();
    if (partition == NULL)
    {
        return false;
    }

    uint32_t at = block * partition->erase_size + offset;
    return partition->encrypted ? ReadEncrypted(partition, at, data, count) : esp_partition_read(partition, at, data, count) == ESP_OK;
}

bool FlashBlocks::Program(uint32_t block, uint32_t offset, const uint8_t *data, uint32_t count)
{
    const esp_partition_t *partition = Partition();
    return partition != NULL && esp_partition_write(partition, block * partition->erase_size + offset, data, count) == ESP_OK;
}

bool FlashBlocks::Erase(uint32_t block)
{
    const esp_partition_t *partition = Partition();
    return partition != NULL && esp_partition_erase_range(partition, block * partition->erase_size, partition->erase_size) == ESP_OK;
}
