using NfToken.Pal;

namespace NfToken.Tests.NativeFlash;

/// <summary>The first 4 KB of each of the first four blocks: a test that fills a store then does not need a board's whole RAM.</summary>
internal sealed class SmallRegion : IFlashRegion
{
    private const int MostBlocks = 4;
    private const int MostBytes = 4096;

    private readonly IFlashRegion _whole;

    public SmallRegion(IFlashRegion whole)
    {
        _whole = whole;
        BlockCount = whole.BlockCount < MostBlocks ? whole.BlockCount : MostBlocks;
    }

    public int BlockCount { get; }

    public int WriteSize => _whole.WriteSize;

    public bool CanReprogram => _whole.CanReprogram;

    public int GetBlockSize(int block)
    {
        int size = _whole.GetBlockSize(block);
        return size < MostBytes ? size : MostBytes;
    }

    public void Read(int block, int offset, byte[] buffer, int index, int count) => _whole.Read(block, offset, buffer, index, count);

    public void Program(int block, int offset, byte[] data, int index, int count) => _whole.Program(block, offset, data, index, count);

    public void Erase(int block) => _whole.Erase(block);

    public void Sync() => _whole.Sync();
}
