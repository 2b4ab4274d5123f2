namespace NfToken.Pal.Simulator;

/// <summary>What a flash part was told to do.</summary>
/// <param name="Block">Index of the block.</param>
/// <param name="Offset">First byte in the block.</param>
/// <param name="Data">Holds the bytes to program; null for an erase. The caller's own array: good until the operation ends.</param>
/// <param name="Index">Where in it they start.</param>
/// <param name="Count">How many.</param>
public readonly record struct FlashOperation(int Block, int Offset, byte[]? Data, int Index, int Count)
{
    /// <summary>Whether the block is to be erased.</summary>
    public bool IsErase => Data == null;

    /// <inheritdoc/>
    public override string ToString() => IsErase ? $"erase block {Block}" : $"program {Count} bytes at {Block}:{Offset}";
}
