using System;

namespace NfToken.Pal.Simulator;

/// <content>Worn and broken cells.</content>
public sealed partial class FlashSimulator
{
    /// <summary>Bits that read 1 whatever is done; null where there are none. Shared by copies and replaced when it changes.</summary>
    private byte[]? _stuckAtOne;

    private byte[]? _stuckAtZero;

    /// <summary>Of each block, how it fails to erase.</summary>
    public FlashFailure[] EraseFailures { get; }

    /// <summary>Of each block, how it fails to program.</summary>
    public FlashFailure[] ProgramFailures { get; }

    /// <summary>Erases that a block bears.</summary>
    public int Endurance { get; set; } = int.MaxValue;

    /// <summary>How a block that bore its last erase fails to erase.</summary>
    public FlashFailure WearFailure { get; set; } = FlashFailure.Reported;

    /// <summary>Flips a bit, as wear or radiation does.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="bit">Number of the bit in the block.</param>
    public void FlipBit(int block, int bit)
    {
        _cells[_starts[block] + (bit >> 3)] ^= (byte)(1 << (bit & 7));
        _changedAt[block] = ++_changes;
    }

    /// <summary>Has a bit read the same for ever.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="bit">Number of the bit in the block.</param>
    /// <param name="value">What it reads.</param>
    public void StickBit(int block, int bit, bool value)
    {
        byte[] stuck = (byte[]?)(value ? _stuckAtOne : _stuckAtZero)?.Clone() ?? new byte[_cells.Length];
        stuck[_starts[block] + (bit >> 3)] |= (byte)(1 << (bit & 7));
        if (value)
        {
            _stuckAtOne = stuck;
        }
        else
        {
            _stuckAtZero = stuck;
        }

        HoldStuckBits(block);
        _changedAt[block] = ++_changes;
    }

    /// <summary>Puts bytes into a block, whatever the rules.</summary>
    /// <param name="block">Index of the block.</param>
    /// <param name="offset">Where they go.</param>
    /// <param name="data">The bytes.</param>
    public void Poke(int block, int offset, ReadOnlySpan<byte> data)
    {
        data.CopyTo(_cells.AsSpan(_starts[block] + offset, GetBlockSize(block) - offset));
        _changedAt[block] = ++_changes;
    }

    /// <summary>Leaves some bits that were to become zeros as they are, one at least.</summary>
    private void ProgramBadly(int block, int at, ReadOnlySpan<byte> data)
    {
        int kept = _random.Next(data.Length);
        int share = 1 + _random.Next(255);
        for (int i = 0; i < data.Length; i++)
        {
            byte bits = (byte)(_cells[at + i] & ~data[i]);
            byte zero = (byte)(i == kept ? bits & (bits - 1) : bits & (byte)_random.Bits(share));
            _cells[at + i] &= (byte)~zero;
            _unstable[at + i] &= (byte)~zero;
        }

        MarkProgrammed(at, data.Length);
        HoldStuckBits(block);
        if (ProgramFailures[block] == FlashFailure.Reported)
        {
            throw new FlashException($"block {block}: does not program");
        }
    }

    /// <summary>Leaves the block as it is, or a few zeros in it.</summary>
    private void EraseBadly(int block)
    {
        if (_random.OneIn(2))
        {
            for (int i = _starts[block]; i < _starts[block + 1]; i++)
            {
                byte zeros = (byte)(~_cells[i] | _unstable[i]);
                _cells[i] |= (byte)(zeros & (byte)_random.Bits(248));
                _unstable[i] = 0;
            }

            // A zero stays in any case, or it would be an erase.
            _cells[_starts[block] + _random.Next(GetBlockSize(block))] &= 0x7F;
            MarkProgrammed(_starts[block], GetBlockSize(block));
            HoldStuckBits(block);
        }

        if (EraseFailures[block] == FlashFailure.Reported)
        {
            throw new FlashException($"block {block}: does not erase");
        }
    }

    private void HoldStuckBits(int block)
    {
        if (_stuckAtOne == null && _stuckAtZero == null)
        {
            return;
        }

        for (int i = _starts[block]; i < _starts[block + 1]; i++)
        {
            byte one = _stuckAtOne?[i] ?? 0;
            byte zero = _stuckAtZero?[i] ?? 0;
            _cells[i] = (byte)((_cells[i] | one) & ~zero);
            _unstable[i] &= (byte)~(one | zero);
        }
    }
}
