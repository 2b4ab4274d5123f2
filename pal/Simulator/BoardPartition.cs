namespace NfToken.Pal.Simulator;

/// <summary>A stretch of a board's flash.</summary>
/// <param name="Name">Its name in the partition table.</param>
/// <param name="Offset">First byte, from the start of the flash.</param>
/// <param name="Size">Length in bytes.</param>
public sealed record BoardPartition(string Name, uint Offset, uint Size)
{
    /// <summary>The first byte after it.</summary>
    public ulong End => (ulong)Offset + Size;
}
