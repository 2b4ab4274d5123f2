using System.Globalization;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>How littlefs is set up; the names are those of its lfs_config, sizes in bytes.</summary>
internal sealed record LittleFsConfiguration(int ReadSize, int ProgSize, int CacheSize, int LookaheadSize, int BlockCycles)
{
    private const int BlockSize = 4096;

    /// <summary>Small units, as SPI NOR allows them, and caches large enough to keep values of 64 bytes inside directories.</summary>
    public static LittleFsConfiguration Small { get; } = new(16, 16, 512, 128, 512);

    /// <summary>What esp_littlefs, the component of ESP-IDF projects, takes unless told otherwise (its Kconfig).</summary>
    public static LittleFsConfiguration Esp32 { get; } = new(128, 128, 512, 128, 512);

    /// <summary>In words.</summary>
    public override string ToString() =>
        $"blocks of {BlockSize}, read {ReadSize}, program {ProgSize}, cache {CacheSize}, lookahead {LookaheadSize}, block cycles {BlockCycles}";

    /// <summary>For littlefs_player.c.</summary>
    /// <param name="region">Size of the part.</param>
    public string[] Arguments(int region) =>
        [.. new[] { BlockSize, region / BlockSize, ReadSize, ProgSize, CacheSize, LookaheadSize, BlockCycles }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
}
