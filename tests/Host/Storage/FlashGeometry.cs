using NfToken.Pal.Simulator;

namespace NfToken.Tests.Host.Storage;

/// <summary>Parts that people have, small enough to be worked through.</summary>
public sealed record FlashGeometry(string Name, int[] Blocks, int WriteSize, bool CanReprogram)
{
    public static readonly FlashGeometry[] All =
    [
        new("two blocks of 256, bytes", [256, 256], 1, true),
        new("eight blocks of 256, bytes", Same(256, 8), 1, true),
        new("four blocks of 512, halfwords once", Same(512, 4), 2, false),
        new("two blocks of 2 KB, doublewords once (STM32L4)", Same(2048, 2), 8, false),
        new("six blocks of 1 KB, words", Same(1024, 6), 4, true),
        new("four blocks of 1 KB, quadwords once (STM32U5)", Same(1024, 4), 16, false),
        new("three blocks of 1 KB, 32 bytes once (STM32H7)", Same(1024, 3), 32, false),
        new("blocks of differing size, words (STM32F4)", [512, 512, 1024, 2048, 2048], 4, true),
        new("blocks of differing size, once", [512, 512, 1024, 1024], 8, false),
        new("four blocks of 4 KB, bytes (SPI NOR)", Same(4096, 4), 1, true),
    ];

    public FlashSimulator Make(int seed) => new(Blocks, WriteSize, CanReprogram, seed);

    public override string ToString() => Name;

    private static int[] Same(int size, int count) => [.. Enumerable.Repeat(size, count)];
}
