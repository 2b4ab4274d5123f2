using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>A sound flash part in memory that counts what is done to it. It trusts its user: what breaks the rules is found by the tests.</summary>
public sealed class MeteredFlash : IFlashRegion, IMeteredPart
{
    private readonly byte[][] _cells;

    /// <summary>Makes an erased part.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="blockSize">Their size in bytes.</param>
    /// <param name="writeSize">Program unit in bytes.</param>
    /// <param name="canReprogram">Whether a unit may be programmed again.</param>
    public MeteredFlash(int blocks, int blockSize, int writeSize, bool canReprogram)
    {
        _cells = new byte[blocks][];
        WriteSize = writeSize;
        CanReprogram = canReprogram;
        for (int i = 0; i < blocks; i++)
        {
            _cells[i] = new byte[blockSize];
            Array.Fill(_cells[i], (byte)0xFF);
        }
    }

    /// <inheritdoc/>
    public int BlockCount => _cells.Length;

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <inheritdoc/>
    public long BytesRead { get; private set; }

    /// <inheritdoc/>
    public long BytesProgrammed { get; private set; }

    /// <inheritdoc/>
    public long BytesOverwritten { get; private set; }

    /// <inheritdoc/>
    public long Erases { get; private set; }

    /// <inheritdoc/>
    public ObjectStore Format() => FlashStore.Format(this);

    /// <inheritdoc/>
    public ObjectStore Open() => FlashStore.Open(this);

    /// <inheritdoc/>
    public void Reset() => BytesRead = BytesProgrammed = BytesOverwritten = Erases = 0;

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _cells[block].Length;

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        BytesRead += count;
        Array.Copy(_cells[block], offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        Span<byte> cells = _cells[block].AsSpan(offset, count);
        if (cells.IndexOfAnyExcept((byte)0xFF) < 0)
        {
            BytesProgrammed += count;
        }
        else
        {
            BytesOverwritten += count;
        }

        for (int i = 0; i < count; i++)
        {
            cells[i] &= data[index + i];
        }
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        Erases++;
        Array.Fill(_cells[block], (byte)0xFF);
    }

    /// <inheritdoc/>
    public void Sync()
    {
    }
}
