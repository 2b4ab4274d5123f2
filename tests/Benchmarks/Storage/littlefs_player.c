/*
 * Plays file operations over littlefs on a flash part in memory, and tells what that cost the part. Compiled together with littlefs's own lfs.c and
 * lfs_util.c by LittleFs.cs, which also writes the operations, one a line, to standard input:
 *
 *   F            format              M          mount
 *   K NAME       make a directory    L NAME     list a directory
 *   W NAME N     make or overwrite a file with N bytes
 *   R NAME       read a file whole   S NAME     ask whether it is there
 *   D NAME       delete a file
 *   C            print and reset the counts: bytes read, bytes programmed, blocks erased, nanoseconds, bytes of RAM
 *
 * Arguments: block size, blocks, read size, program size, cache size, lookahead size, block cycles.
 * Exit status 3: no space left, so the load does not fit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "lfs.h"

static uint8_t *cells;
static unsigned long long bytes_read, bytes_programmed, erases;
static struct lfs_config config;
static lfs_t fs;
static uint8_t value[1 << 16];
static uint32_t state = 1;

static int part_read(const struct lfs_config *c, lfs_block_t block, lfs_off_t offset, void *buffer, lfs_size_t size)
{
    bytes_read += size;
    memcpy(buffer, cells + (size_t)block * c->block_size + offset, size);
    return 0;
}

static int part_program(const struct lfs_config *c, lfs_block_t block, lfs_off_t offset, const void *buffer, lfs_size_t size)
{
    uint8_t *at = cells + (size_t)block * c->block_size + offset;
    bytes_programmed += size;
    for (lfs_size_t i = 0; i < size; i++)
    {
        at[i] &= ((const uint8_t *)buffer)[i];
    }
    return 0;
}

static int part_erase(const struct lfs_config *c, lfs_block_t block)
{
    erases++;
    memset(cells + (size_t)block * c->block_size, 0xFF, c->block_size);
    return 0;
}

static int part_sync(const struct lfs_config *c)
{
    (void)c;
    return 0;
}

static int demand(int result, const char *line)
{
    if (result >= 0)
    {
        return result;
    }
    if (result == LFS_ERR_NOSPC)
    {
        exit(3);
    }
    fprintf(stderr, "littlefs error %d at: %s\n", result, line);
    exit(1);
}

static unsigned long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (unsigned long long)t.tv_sec * 1000000000ull + (unsigned long long)t.tv_nsec;
}

static void write_file(const char *name, lfs_size_t size, const char *line)
{
    lfs_file_t file;
    for (lfs_size_t i = 0; i < size; i++)
    {
        state = state * 1664525u + 1013904223u;
        value[i] = (uint8_t)(state >> 24);
    }
    demand(lfs_file_open(&fs, &file, name, LFS_O_WRONLY | LFS_O_CREAT | LFS_O_TRUNC), line);
    demand((int)lfs_file_write(&fs, &file, value, size), line);
    demand(lfs_file_close(&fs, &file), line);
}

static void read_file(const char *name, const char *line)
{
    lfs_file_t file;
    demand(lfs_file_open(&fs, &file, name, LFS_O_RDONLY), line);
    demand((int)lfs_file_read(&fs, &file, value, sizeof value), line);
    demand(lfs_file_close(&fs, &file), line);
}

static void list(const char *name, const char *line)
{
    lfs_dir_t dir;
    struct lfs_info info;
    demand(lfs_dir_open(&fs, &dir, name), line);
    while (demand(lfs_dir_read(&fs, &dir, &info), line) > 0)
    {
    }
    demand(lfs_dir_close(&fs, &dir), line);
}

int main(int argc, char **argv)
{
    char line[256], name[128];
    unsigned long size;
    int mounted = 0;
    if (argc != 8)
    {
        return 2;
    }
    config.read = part_read;
    config.prog = part_program;
    config.erase = part_erase;
    config.sync = part_sync;
    config.block_size = (lfs_size_t)atoi(argv[1]);
    config.block_count = (lfs_size_t)atoi(argv[2]);
    config.read_size = (lfs_size_t)atoi(argv[3]);
    config.prog_size = (lfs_size_t)atoi(argv[4]);
    config.cache_size = (lfs_size_t)atoi(argv[5]);
    config.lookahead_size = (lfs_size_t)atoi(argv[6]);
    config.block_cycles = atoi(argv[7]);
    cells = malloc((size_t)config.block_size * config.block_count);
    memset(cells, 0xFF, (size_t)config.block_size * config.block_count);
    unsigned long long start = now();
    while (fgets(line, sizeof line, stdin))
    {
        line[strcspn(line, "\n")] = 0;
        name[0] = 0;
        size = 0;
        sscanf(line + 1, "%127s %lu", name, &size);
        switch (line[0])
        {
        case 'F': demand(lfs_format(&fs, &config), line); break;
        case 'M':
            if (mounted)
            {
                demand(lfs_unmount(&fs), line);
            }
            demand(lfs_mount(&fs, &config), line);
            mounted = 1;
            break;
        case 'K': demand(lfs_mkdir(&fs, name), line); break;
        case 'L': list(name, line); break;
        case 'W': write_file(name, (lfs_size_t)size, line); break;
        case 'R': read_file(name, line); break;
        case 'S':
        {
            struct lfs_info info;
            lfs_stat(&fs, name, &info);
            break;
        }
        case 'D': demand(lfs_remove(&fs, name), line); break;
        case 'C':
            printf("%llu %llu %llu %llu %lu\n", bytes_read, bytes_programmed, erases, now() - start,
                (unsigned long)(sizeof fs + 2 * config.cache_size + config.lookahead_size));
            bytes_read = bytes_programmed = erases = 0;
            start = now();
            break;
        default:
            fprintf(stderr, "unknown operation: %s\n", line);
            return 2;
        }
    }
    return 0;
}
