using NfToken.Pal.Simulator;

namespace NfToken.Tests.Host.Storage;

/// <summary>A part: blocks, program unit, whether a unit may be programmed again.</summary>
internal sealed record FlashGeometry(string Name, int[] Blocks, int WriteSize, bool CanReprogram)
{
    public static FlashGeometry Of(int count, int size, int writeSize, bool canReprogram) =>
        new($"{count} x {(size < 1024 ? $"{size} B" : $"{size / 1024} KB")}", Same(size, count), writeSize, canReprogram);

    public static int[] Same(int size, int count) => [.. Enumerable.Repeat(size, count)];

    public FlashSimulator Make(ulong seed) => new(Blocks, WriteSize, CanReprogram, seed);

    public override string ToString() => $"{Name}, units of {WriteSize} {(CanReprogram ? "again" : "once")}";
}
