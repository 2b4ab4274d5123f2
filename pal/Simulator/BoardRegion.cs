namespace NfToken.Pal.Simulator;

/// <summary>A stretch of flash that carries a flash log: a partition of the board's flash, or part of a chip on its SPI bus.</summary>
/// <param name="Place">Name of the partition or chip, and the stretch in it.</param>
/// <param name="BlockSizes">Sizes of its erase blocks in bytes.</param>
/// <param name="WriteSize">Program unit in bytes.</param>
/// <param name="CanReprogram">Whether a unit may be programmed again before it is erased.</param>
/// <param name="Chip">The chip on the SPI bus; null: the board's own flash.</param>
/// <param name="CarrierSize">Size in bytes of the flash or chip of which it is a part.</param>
public sealed record BoardRegion(BoardPartition Place, int[] BlockSizes, int WriteSize, bool CanReprogram, SpiNorPart? Chip, uint CarrierSize);
