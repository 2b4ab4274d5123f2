// Stands in for ESP-IDF's header of this name: as much of it as pal/Nano/native uses.
#pragma once
#include <cstddef>
#include <cstdint>

typedef int esp_err_t;
typedef struct esp_flash_t esp_flash_t;
#define ESP_OK 0
#define ESP_FAIL -1
#define ESP_ERR_INVALID_ARG 0x102
#define ESP_ERR_INVALID_SIZE 0x104

typedef enum
{
    ESP_PARTITION_TYPE_APP = 0,
    ESP_PARTITION_TYPE_DATA = 1,
} esp_partition_type_t;

typedef enum
{
    ESP_PARTITION_SUBTYPE_ANY = 0xff,
} esp_partition_subtype_t;

// Version 5.5 (since 5.1 with "readonly").
typedef struct
{
    esp_flash_t *flash_chip;
    esp_partition_type_t type;
    esp_partition_subtype_t subtype;
    uint32_t address;
    uint32_t size;
    uint32_t erase_size;
    char label[17];
    bool encrypted;
    bool readonly;
} esp_partition_t;

extern "C"
{
    const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype, const char *label);
    esp_err_t esp_partition_read(const esp_partition_t *partition, size_t offset, void *destination, size_t size);
    esp_err_t esp_partition_read_raw(const esp_partition_t *partition, size_t offset, void *destination, size_t size);
    esp_err_t esp_partition_write(const esp_partition_t *partition, size_t offset, const void *source, size_t size);
    esp_err_t esp_partition_erase_range(const esp_partition_t *partition, size_t offset, size_t size);
}
