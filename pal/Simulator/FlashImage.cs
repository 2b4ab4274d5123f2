using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A region of a flash part whose every byte stands in an image file: programming clears bits only, in whole units, and an erase sets
/// a block to ones. The file may hold more than the region, which starts at an offset in it.
/// </summary>
/// <remarks>
/// Where the part forbids programming a unit twice, a unit counts as programmed once it does not read as blank.
/// One program at a time, but in a <see cref="SharedBoard"/>: the file is locked while it is open.
/// </remarks>
public sealed class FlashImage : IFlashRegion, IDisposable
{
    private readonly FileStream _file;
    private readonly ImageAccess _access;
    private readonly int[] _sizes;
    private readonly long[] _starts;

    /// <summary>Opens a region of an image.</summary>
    /// <param name="path">Path of the image file, which exists.</param>
    /// <param name="offset">Where in the file the region starts.</param>
    /// <param name="blockSizes">Sizes of its erase blocks in bytes, in order.</param>
    /// <param name="writeSize">Program unit in bytes.</param>
    /// <param name="canReprogram">Whether a unit may be programmed again.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the image open;
    /// <see cref="StoreError.Device"/>: it cannot be opened, or is too short.</exception>
    public FlashImage(string path, long offset, IReadOnlyList<int> blockSizes, int writeSize, bool canReprogram)
        : this(path, offset, blockSizes, writeSize, canReprogram, ImageAccess.Alone)
    {
    }

    internal FlashImage(string path, long offset, IReadOnlyList<int> blockSizes, int writeSize, bool canReprogram, ImageAccess access)
    {
        _access = access;
        _sizes = [.. blockSizes];
        _starts = new long[_sizes.Length];
        long end = offset;
        for (int i = 0; i < _sizes.Length; i++)
        {
            _starts[i] = end;
            end += _sizes[i];
        }

        WriteSize = writeSize;
        CanReprogram = canReprogram;
        _file = ImageFile.Open(path, end, access);
    }

    /// <inheritdoc/>
    public int BlockCount => _sizes.Length;

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _sizes[block];

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        Check(block, offset, count, 1);
        ImageFile.Guard(() =>
        {
            _file.Position = _starts[block] + offset;
            _file.ReadExactly(buffer, index, count);
        });
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        Check(block, offset, count, WriteSize);
        byte[] cells = new byte[count];
        Read(block, offset, cells, 0, count);
        if (!CanReprogram && cells.Any(cell => cell != 0xFF))
        {
            throw new FlashException($"block {block} offset {offset}: programmed a second time without an erase");
        }

        for (int i = 0; i < count; i++)
        {
            cells[i] &= data[index + i];
        }

        Write(_starts[block] + offset, cells);
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        Check(block, 0, 0, 1);
        byte[] ones = new byte[_sizes[block]];
        Array.Fill(ones, (byte)0xFF);
        Write(_starts[block], ones);
    }

    /// <inheritdoc/>
    public void Sync() => ImageFile.Sync(_file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(long position, byte[] cells) => ImageFile.Guard(() =>
    {
        _access.Change();
        _file.Position = position;
        _file.Write(cells);
    });

    private void Check(int block, int offset, int count, int unit)
    {
        if (block < 0 || block >= _sizes.Length || offset < 0 || count < 0 || offset + count > _sizes[block] || offset % unit != 0 || count % unit != 0)
        {
            throw new FlashException($"block {block} offset {offset}: {count} bytes do not lie in the block in units of {unit}");
        }
    }
}
