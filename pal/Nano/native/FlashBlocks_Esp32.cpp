// On an ESP32 the block-storage layer knows the firmware and the deployment only, so this takes the partition "pkcs11" by ESP-IDF's own functions.

#include <string.h>

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
    bool IsErased(const uint8_t *raw)
    {
        uint8_t all = 0xFF;
        for (uint32_t i = 0; i < EncryptedUnit; i++)
        {
            all &= raw[i];
        }

        return all == 0xFF;
    }

    // By the piece, since each deciphered read maps the flash into memory and takes the map away again.
    bool ReadEncrypted(const esp_partition_t *partition, uint32_t at, uint8_t *data, uint32_t count)
    {
        uint8_t plain[8 * EncryptedUnit];
        uint8_t raw[sizeof(plain)];
        bool read = true;
        while (read && count > 0)
        {
            uint32_t skip = at % EncryptedUnit;
            uint32_t length = sizeof(plain) - skip < count ? sizeof(plain) - skip : count;
            uint32_t units = (skip + length + EncryptedUnit - 1) / EncryptedUnit;
            read = esp_partition_read_raw(partition, at - skip, raw, units * EncryptedUnit) == ESP_OK &&
                   esp_partition_read(partition, at - skip, plain, units * EncryptedUnit) == ESP_OK;
            for (uint32_t unit = 0; read && unit < units; unit++)
            {
                if (IsErased(raw + unit * EncryptedUnit))
                {
                    memset(plain + unit * EncryptedUnit, 0xFF, EncryptedUnit);
                }
            }

            if (read)
            {
                memcpy(data, plain + skip, length);
            }

            at += length;
            data += length;
            count -= length;
        }

        // What was read may be a key, and a stack is not cleared.
        for (volatile uint8_t *p = plain; p < plain + sizeof(plain); p++)
        {
            *p = 0;
        }

        return read;
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
