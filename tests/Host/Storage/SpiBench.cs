using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>A serial NOR flash on its wire, some sectors of it with cells.</summary>
public sealed class SpiBench
{
    public SpiBench(SpiNorPart part, int sectors = 16, int firstSector = 0, ulong seed = 1)
    {
        FirstSector = firstSector;
        Cells = new FlashSimulator([.. Enumerable.Repeat(4096, sectors)], 1, true, (ulong)seed);
        Chip = new SpiNorModel(part, Time, Cells, (uint)firstSector * 4096);
        Wire = new SpiWire(Chip, Time);
    }

    public int FirstSector { get; }

    public SpiTime Time { get; } = new();

    public FlashSimulator Cells { get; }

    public SpiNorModel Chip { get; }

    public SpiWire Wire { get; }

    /// <summary>The region that has cells, or some of it.</summary>
    public SpiNorFlash Open(int blockCount = 0) => new(Wire, Time, FirstSector, blockCount == 0 ? Cells.BlockCount : blockCount);

    /// <summary>One frame, as the board could send it.</summary>
    public byte[] Send(params byte[] frame)
    {
        Wire.Transfer(frame, frame.Length, 0);
        return frame;
    }

    public void AssertProper() => Assert.Empty(Chip.Misuse);

    public static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
