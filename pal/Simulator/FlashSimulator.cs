using System;
using System.Collections.Generic;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A flash part in memory that keeps to the rules of NOR flash and fails as parts fail: power lost in the middle of an operation, bits left
/// between 0 and 1 that read differently from read to read, flipped bits, blocks that wear out.
/// </summary>
public sealed class FlashSimulator : IFlashRegion
{
    private readonly byte[][] _cells;

    /// <summary>Set bits are undecided.</summary>
    private readonly byte[][] _unstable;

    /// <summary>For each unit, whether it was programmed since the erase.</summary>
    private readonly bool[][] _programmed;

    private readonly bool[] _hasUnstable;
    private readonly Random _random;
    private long _cutAt = long.MaxValue;

    /// <summary>Makes an erased part.</summary>
    /// <param name="blockSizes">Sizes of its erase blocks in bytes.</param>
    /// <param name="writeSize">Program unit in bytes.</param>
    /// <param name="canReprogram">Whether a unit may be programmed again.</param>
    /// <param name="seed">Seed of its faults.</param>
    public FlashSimulator(IReadOnlyList<int> blockSizes, int writeSize, bool canReprogram, int seed = 0)
    {
        _cells = [.. blockSizes.Select(size => Enumerable.Repeat((byte)0xFF, size).ToArray())];
        _unstable = [.. blockSizes.Select(size => new byte[size])];
        _programmed = [.. blockSizes.Select(size => new bool[size / writeSize])];
        _hasUnstable = new bool[blockSizes.Count];
        EraseCounts = new int[blockSizes.Count];
        Stuck = new bool[blockSizes.Count];
        WriteSize = writeSize;
        CanReprogram = canReprogram;
        _random = new Random(seed);
    }

    private FlashSimulator(FlashSimulator other, int seed)
    {
        _cells = [.. other._cells.Select(block => (byte[])block.Clone())];
        _unstable = [.. other._unstable.Select(block => (byte[])block.Clone())];
        _programmed = [.. other._programmed.Select(block => (bool[])block.Clone())];
        _hasUnstable = (bool[])other._hasUnstable.Clone();
        EraseCounts = (int[])other.EraseCounts.Clone();
        Stuck = (bool[])other.Stuck.Clone();
        Endurance = other.Endurance;
        WriteSize = other.WriteSize;
        CanReprogram = other.CanReprogram;
        _random = new Random(seed);
    }

    /// <inheritdoc/>
    public int BlockCount => _cells.Length;

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <summary>Erases of each block so far.</summary>
    public int[] EraseCounts { get; }

    /// <summary>Blocks that do not erase any more.</summary>
    public bool[] Stuck { get; }

    /// <summary>Erases that a block bears.</summary>
    public int Endurance { get; set; } = int.MaxValue;

    /// <summary>Program and erase operations since the start.</summary>
    public long Operations { get; private set; }

    /// <summary>Bytes read.</summary>
    public long BytesRead { get; set; }

    /// <summary>Bytes programmed.</summary>
    public long BytesProgrammed { get; set; }

    /// <summary>Of those, zeros over what was there: the erasure of old values in place.</summary>
    public long BytesCleared { get; set; }

    /// <summary>Whether power is lost: nothing answers until <see cref="PowerUp"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>The same part in the same state, with a fate of its own.</summary>
    /// <param name="seed">Seed of its faults.</param>
    public FlashSimulator Clone(int seed) => new(this, seed);

    /// <summary>Has power fail in the middle of an operation.</summary>
    /// <param name="operations">After how many whole operations more; 0: the next one is torn.</param>
    public void CutAfter(long operations) => _cutAt = Operations + operations;

    /// <summary>Switches the part on again, and takes back a cut that did not happen.</summary>
    public void PowerUp()
    {
        IsOff = false;
        _cutAt = long.MaxValue;
    }

    /// <summary>Flips a bit, as wear or radiation does.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="bit">Number of the bit in the block.</param>
    public void FlipBit(int block, int bit) => _cells[block][bit >> 3] ^= (byte)(1 << (bit & 7));

    /// <summary>What lies in a block, undecided bits as ones.</summary>
    /// <param name="block">Index of the block.</param>
    public ReadOnlySpan<byte> GetCells(int block) => _cells[block];

    /// <summary>Puts bytes into a block, whatever the rules.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="offset">Where they go.</param>
    /// <param name="data">The bytes.</param>
    public void Poke(int block, int offset, ReadOnlySpan<byte> data) => data.CopyTo(_cells[block].AsSpan(offset));

    /// <inheritdoc/>
    public int GetBlockSize(int block) => _cells[block].Length;

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        Check(block, offset, count, 1);
        BytesRead += count;
        Array.Copy(_cells[block], offset, buffer, index, count);
        if (_hasUnstable[block])
        {
            byte[] unstable = _unstable[block];
            for (int i = 0; i < count; i++)
            {
                byte doubt = unstable[offset + i];
                if (doubt != 0)
                {
                    buffer[index + i] ^= (byte)(doubt & _random.Next(256));
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        Check(block, offset, count, WriteSize);
        bool[] programmed = _programmed[block];
        for (int unit = offset / WriteSize; unit < (offset + count) / WriteSize; unit++)
        {
            if (programmed[unit] && !CanReprogram)
            {
                throw new FlashException($"block {block} unit {unit}: programmed a second time without an erase");
            }
        }

        BytesProgrammed += count;
        bool torn = Operations++ >= _cutAt;
        int whole = count;
        if (torn)
        {
            IsOff = true;
            whole = _random.Next(count / WriteSize + 1) * WriteSize;
        }

        bool cleared = true;
        for (int i = 0; i < whole; i++)
        {
            cleared &= data[index + i] == 0;
            Settle(block, offset + i, data[index + i]);
            programmed[(offset + i) / WriteSize] = true;
        }

        if (!torn)
        {
            BytesCleared += cleared ? count : 0;
            return;
        }

        if (whole < count)
        {
            programmed[(offset + whole) / WriteSize] = true;
            Tear(block, offset + whole, WriteSize, (i) => (byte)(_cells[block][offset + whole + i] & ~data[index + whole + i]));
        }

        throw new FlashException("power lost");
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        Check(block, 0, 0, 1);
        bool torn = Operations++ >= _cutAt;
        EraseCounts[block]++;
        if (EraseCounts[block] > Endurance)
        {
            Stuck[block] = true;
        }

        byte[] cells = _cells[block];
        if (torn)
        {
            IsOff = true;
            // Some bits have become ones, some waver, some stand; how many depends on how far it came.
            int come = _random.Next(101);
            for (int i = 0; i < cells.Length; i++)
            {
                byte zeros = (byte)(~cells[i] | _unstable[block][i]);
                byte done = Bits(come);
                byte doubtful = (byte)(zeros & ~done & Bits(come == 0 ? 0 : 30));
                cells[i] |= (byte)(zeros & done);
                cells[i] |= doubtful;
                _unstable[block][i] = (byte)((_unstable[block][i] & ~done) | doubtful);
            }

            _hasUnstable[block] = true;
            throw new FlashException("power lost");
        }

        if (Stuck[block])
        {
            throw new FlashException($"block {block}: does not erase");
        }

        Array.Fill(cells, (byte)0xFF);
        Array.Clear(_unstable[block]);
        Array.Clear(_programmed[block]);
        _hasUnstable[block] = false;
    }

    /// <inheritdoc/>
    public void Sync()
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }
    }

    private void Settle(int block, int at, byte value)
    {
        _cells[block][at] &= value;
        _unstable[block][at] &= value;
    }

    /// <summary>Leaves bits that were to become zeros in three states: done, wavering, untouched.</summary>
    private void Tear(int block, int at, int count, Func<int, byte> change)
    {
        int come = _random.Next(101);
        int wavering = _random.Next(4) == 0 ? 100 : _random.Next(101);
        for (int i = 0; i < count; i++)
        {
            byte bits = change(i);
            byte done = (byte)(bits & Bits(come));
            byte doubtful = (byte)(bits & ~done & Bits(wavering));
            _cells[block][at + i] &= (byte)~done;
            _unstable[block][at + i] &= (byte)~done;
            _unstable[block][at + i] |= doubtful;
        }

        _hasUnstable[block] = true;
    }

    /// <summary>A byte whose bits are set with a probability in percent.</summary>
    private byte Bits(int percent)
    {
        int bits = 0;
        for (int i = 0; i < 8; i++)
        {
            bits |= _random.Next(100) < percent ? 1 << i : 0;
        }

        return (byte)bits;
    }

    private void Check(int block, int offset, int count, int unit)
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }

        if (block < 0 || block >= _cells.Length || offset < 0 || count < 0 || offset + count > _cells[block].Length || offset % unit != 0 || count % unit != 0)
        {
            throw new FlashException($"block {block} offset {offset}: {count} bytes do not lie in the block in units of {unit}");
        }
    }
}
