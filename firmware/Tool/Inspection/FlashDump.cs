using System;
using System.Collections.Generic;
using System.IO;
using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Inspection;

/// <summary>A region of flash as it was read from a file: nothing can be changed in it. What the file does not have any more reads as erased.</summary>
internal sealed class FlashDump : IFlashRegion
{
    private readonly byte[] _cells;
    private readonly int[] _sizes;
    private readonly int[] _starts;

    private FlashDump(byte[] cells, int[] sizes, int writeSize, bool canReprogram)
    {
        _cells = cells;
        _sizes = sizes;
        _starts = new int[sizes.Length];
        for (int i = 1; i < sizes.Length; i++)
        {
            _starts[i] = _starts[i - 1] + sizes[i - 1];
        }

        WriteSize = writeSize;
        CanReprogram = canReprogram;
    }

    /// <inheritdoc/>
    public int BlockCount => _sizes.Length;

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <summary>Reads a partition, or a chip's region.</summary>
    /// <param name="file">An image of the whole flash or chip, or of the partition or region alone.</param>
    /// <param name="region">The partition or region.</param>
    /// <param name="notes">Takes what is strange about the file.</param>
    public static FlashDump Read(FileStream file, BoardRegion region, ICollection<string> notes)
    {
        var partition = region.Place;
        string name = region.Chip == null ? "partition " + partition.Name : "the region of " + partition.Name;
        byte[] cells = new byte[partition.Size];
        Array.Fill(cells, (byte)0xFF);
        bool isPartition = file.Length == partition.Size;
        file.Position = isPartition ? 0 : Math.Min(partition.Offset, file.Length);
        int read = file.ReadAtLeast(cells, cells.Length, throwOnEndOfStream: false);
        if (isPartition)
        {
            notes.Add($"the file is taken for a dump of {name} alone, as it has that size");
        }
        else if (file.Length != region.CarrierSize)
        {
            notes.Add($"the file has {file.Length} bytes, {(region.Chip == null ? "the flash of the board" : partition.Name)} {region.CarrierSize}"
                + (read < cells.Length ? $"; the last {cells.Length - read} bytes of {name} are not in it and shown as erased" : string.Empty));
        }

        return new FlashDump(cells, region.BlockSizes, region.WriteSize, region.CanReprogram);
    }

    /// <summary>A part with the same content, on which a store can do what it wants.</summary>
    public FlashSimulator Copy()
    {
        FlashSimulator copy = new(_sizes, WriteSize, CanReprogram);
        for (int i = 0; i < _sizes.Length; i++)
        {
            copy.Poke(i, 0, _cells.AsSpan(_starts[i], _sizes[i]));
        }

        return copy;
    }

    /// <summary>Whether bytes of a block read as erased.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="offset">The first.</param>
    /// <param name="count">How many.</param>
    public bool IsErased(int block, int offset, int count) => _cells.AsSpan(_starts[block] + offset, count).IndexOfAnyExcept((byte)0xFF) < 0;

    /// <summary>Where a block starts.</summary>
    /// <param name="block">Its index.</param>
    public int StartOf(int block) => _starts[block];

    /// <summary>Forgets what was read, keys among it.</summary>
    public void Clear() => Array.Clear(_cells);

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _sizes[block];

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        if (offset + count > _sizes[block])
        {
            throw new FlashException($"block {block} offset {offset}: {count} bytes do not lie in the block");
        }

        Array.Copy(_cells, _starts[block] + offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count) => throw new FlashException("read only");

    /// <inheritdoc/>
    public void Erase(int block) => throw new FlashException("read only");

    /// <inheritdoc/>
    public void Sync()
    {
    }
}
