using System;
using System.Collections.Generic;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A flash part in memory that keeps to the rules of NOR flash and fails as parts fail: power lost in the middle of an operation, bits left
/// between 0 and 1 that read differently from read to read, flipped bits, blocks that wear out.
/// </summary>
public sealed partial class FlashSimulator : IFlashRegion
{
    /// <summary>Where in the arrays below each block starts, and the end of the last.</summary>
    private readonly int[] _starts;

    /// <summary>All blocks one after another; undecided bits are ones.</summary>
    private readonly byte[] _cells;

    /// <summary>Set bits are undecided.</summary>
    private readonly byte[] _unstable;

    /// <summary>For each unit, whether it was programmed since the erase. Empty where a unit may be programmed again.</summary>
    private readonly bool[] _programmed;

    private readonly bool[] _hasUnstable;
    private readonly FaultRandom _random;

    /// <summary>Makes an erased part.</summary>
    /// <param name="blockSizes">Sizes of its erase blocks in bytes.</param>
    /// <param name="writeSize">Program unit in bytes.</param>
    /// <param name="canReprogram">Whether a unit may be programmed again.</param>
    /// <param name="seed">Seed of its faults.</param>
    public FlashSimulator(IReadOnlyList<int> blockSizes, int writeSize, bool canReprogram, ulong seed = 0)
        : this(StartsOf(blockSizes), writeSize, canReprogram, seed)
    {
        Array.Fill(_cells, (byte)0xFF);
    }

    private FlashSimulator(int[] starts, int writeSize, bool canReprogram, ulong seed)
    {
        _starts = starts;
        _cells = new byte[starts[^1]];
        _unstable = new byte[starts[^1]];
        _programmed = new bool[canReprogram ? 0 : starts[^1] / writeSize];
        int blocks = starts.Length - 1;
        _hasUnstable = new bool[blocks];
        _changedAt = new long[blocks];
        EraseCounts = new int[blocks];
        EraseFailures = new FlashFailure[blocks];
        ProgramFailures = new FlashFailure[blocks];
        WriteSize = writeSize;
        CanReprogram = canReprogram;
        _random = new FaultRandom(seed);
    }

    /// <inheritdoc/>
    public int BlockCount => _starts.Length - 1;

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <summary>Erases of each block so far.</summary>
    public int[] EraseCounts { get; }

    /// <summary>Program and erase operations since the start.</summary>
    public long Operations { get; private set; }

    /// <summary>Bytes read.</summary>
    public long BytesRead { get; set; }

    /// <summary>Bytes programmed.</summary>
    public long BytesProgrammed { get; set; }

    /// <summary>Of those, zeros over what was there: the erasure of old values in place.</summary>
    public long BytesCleared { get; set; }

    /// <summary>Called before each program and erase operation that keeps to the rules.</summary>
    public Action<FlashOperation>? Watcher { get; set; }

    /// <summary>What lies in a block, undecided bits as ones.</summary>
    /// <param name="block">Index of the block.</param>
    public ReadOnlySpan<byte> GetCells(int block) => _cells.AsSpan(_starts[block], GetBlockSize(block));

    /// <summary>Which bits of a block are undecided: those that are set.</summary>
    /// <param name="block">Index of the block.</param>
    public ReadOnlySpan<byte> GetUndecided(int block) => _unstable.AsSpan(_starts[block], GetBlockSize(block));

    /// <summary>Whether bits of a block are undecided, or were since its last erase.</summary>
    /// <param name="block">Index of the block.</param>
    public bool HasUndecided(int block) => _hasUnstable[block];

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _starts[block + 1] - _starts[block];

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        Check(block, offset, count, 1);
        BytesRead += count;
        int at = _starts[block] + offset;
        _cells.AsSpan(at, count).CopyTo(buffer.AsSpan(index));
        if (_hasUnstable[block])
        {
            ReadUndecided(at, buffer.AsSpan(index, count));
        }
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        Check(block, offset, count, WriteSize);
        int at = _starts[block] + offset;
        if (!CanReprogram)
        {
            int twice = _programmed.AsSpan(at / WriteSize, count / WriteSize).IndexOf(true);
            if (twice >= 0)
            {
                throw new FlashException($"block {block} offset {offset + twice * WriteSize}: programmed a second time without an erase");
            }
        }

        FlashOperation operation = new(block, offset, data, index, count);
        Watcher?.Invoke(operation);
        _changedAt[block] = ++_changes;
        BytesProgrammed += count;
        ReadOnlySpan<byte> bytes = data.AsSpan(index, count);
        if (Operations++ >= _cutAt)
        {
            Interrupt(operation);
            IsOff = true;
            throw new FlashException("power lost");
        }

        if (ProgramFailures[block] != FlashFailure.None)
        {
            ProgramBadly(block, at, bytes);
            return;
        }

        BytesCleared += bytes.ContainsAnyExcept((byte)0) ? 0 : count;
        for (int i = 0; i < bytes.Length; i++)
        {
            _cells[at + i] &= bytes[i];
        }

        if (_hasUnstable[block])
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                _unstable[at + i] &= bytes[i];
            }
        }

        MarkProgrammed(at, count);
        HoldStuckBits(block);
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        Check(block, 0, 0, 1);
        FlashOperation operation = new(block, 0, null, 0, GetBlockSize(block));
        Watcher?.Invoke(operation);
        _changedAt[block] = ++_changes;
        if (Operations++ >= _cutAt)
        {
            Interrupt(operation);
            IsOff = true;
            throw new FlashException("power lost");
        }

        if (++EraseCounts[block] > Endurance && EraseFailures[block] == FlashFailure.None)
        {
            EraseFailures[block] = WearFailure;
        }

        if (EraseFailures[block] != FlashFailure.None)
        {
            EraseBadly(block);
            return;
        }

        int start = _starts[block];
        int size = GetBlockSize(block);
        _cells.AsSpan(start, size).Fill(0xFF);
        if (_hasUnstable[block])
        {
            _unstable.AsSpan(start, size).Clear();
            _hasUnstable[block] = false;
        }

        MarkErased(start, size);
        HoldStuckBits(block);
    }

    /// <inheritdoc/>
    public void Sync()
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }
    }

    private static int[] StartsOf(IReadOnlyList<int> blockSizes)
    {
        int[] starts = new int[blockSizes.Count + 1];
        for (int i = 0; i < blockSizes.Count; i++)
        {
            starts[i + 1] = starts[i] + blockSizes[i];
        }

        return starts;
    }

    private void ReadUndecided(int at, Span<byte> buffer)
    {
        ReadOnlySpan<byte> unstable = _unstable.AsSpan(at, buffer.Length);
        for (int i = 0; i < buffer.Length; i++)
        {
            if (unstable[i] != 0)
            {
                buffer[i] ^= (byte)(unstable[i] & (byte)_random.Next());
            }
        }
    }

    private void MarkProgrammed(int at, int count)
    {
        if (!CanReprogram)
        {
            _programmed.AsSpan(at / WriteSize, (count + WriteSize - 1) / WriteSize).Fill(true);
        }
    }

    private void MarkErased(int at, int count)
    {
        if (!CanReprogram)
        {
            _programmed.AsSpan(at / WriteSize, count / WriteSize).Clear();
        }
    }

    private void Check(int block, int offset, int count, int unit)
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }

        if (block < 0 || block >= BlockCount || offset < 0 || count < 0 || offset + count > GetBlockSize(block) || offset % unit != 0 || count % unit != 0)
        {
            throw new FlashException($"block {block} offset {offset}: {count} bytes do not lie in the block in units of {unit}");
        }
    }
}
