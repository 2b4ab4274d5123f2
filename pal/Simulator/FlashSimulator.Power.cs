using System;
using System.Runtime.InteropServices;

namespace NfToken.Pal.Simulator;

/// <content>Power lost in the middle of an operation.</content>
public sealed partial class FlashSimulator
{
    private long _cutAt = long.MaxValue;

    /// <summary>Whether power is lost: nothing answers until <see cref="PowerUp"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Has power fail in the middle of an operation.</summary>
    /// <param name="operations">After how many whole operations more; 0: the next one is torn.</param>
    public void CutAfter(long operations) => _cutAt = Operations + operations;

    /// <summary>Switches the part on again, and takes back a cut that did not happen.</summary>
    public void PowerUp()
    {
        IsOff = false;
        _cutAt = long.MaxValue;
    }

    /// <summary>Does a part of an operation, as power lost in its middle leaves it, and has power again.</summary>
    /// <param name="operation">The operation, within the part and its rules.</param>
    public void Interrupt(FlashOperation operation)
    {
        _changedAt[operation.Block] = ++_changes;
        if (operation.IsErase)
        {
            EraseCounts[operation.Block]++;
            TearErase(operation.Block);
        }
        else
        {
            TearProgram(operation.Block, _starts[operation.Block] + operation.Offset, operation.Data.AsSpan(operation.Index, operation.Count));
        }

        HoldStuckBits(operation.Block);
    }

    /// <summary>
    /// Microcontrollers program unit after unit: some are whole, one is torn. Chips that take a page at a time let all its bits sink together.
    /// </summary>
    private void TearProgram(int block, int at, ReadOnlySpan<byte> data)
    {
        int units = data.Length / WriteSize;
        int from = 0;
        int count = data.Length;
        if (!CanReprogram || !_random.OneIn(3))
        {
            from = _random.Next(units + 1) * WriteSize;
            count = Math.Min(WriteSize, data.Length - from);
        }

        for (int i = 0; i < from; i++)
        {
            _cells[at + i] &= data[i];
            _unstable[at + i] &= data[i];
        }

        MarkProgrammed(at, from + count);
        if (count == 0)
        {
            return;
        }

        // Bits that were to become zeros end in three states: done, undecided, untouched.
        int done = Chance();
        int undecided = Chance();
        Span<byte> cells = _cells.AsSpan(at + from, count);
        Span<byte> unstable = _unstable.AsSpan(at + from, count);
        for (int i = 0; i < count; i++)
        {
            byte bits = (byte)(cells[i] & ~data[from + i]);
            byte zero = (byte)(bits & (byte)_random.Bits(done));
            cells[i] &= (byte)~zero;
            unstable[i] &= (byte)~zero;
            unstable[i] |= (byte)(bits & ~zero & (byte)_random.Bits(undecided));
        }

        _hasUnstable[block] = true;
    }

    /// <summary>An erase may first program all cells, so that they age alike; then their bits rise.</summary>
    private void TearErase(int block)
    {
        int size = GetBlockSize(block);
        Span<byte> cells = _cells.AsSpan(_starts[block], size);
        Span<byte> unstable = _unstable.AsSpan(_starts[block], size);
        int sink = _random.OneIn(3) ? Chance() : 0;
        bool rises = sink == 0 || sink == 256;
        int done = rises ? Chance() : 0;
        int undecided = _random.OneIn(4) ? Chance() : 77;
        Span<ulong> cellWords = MemoryMarshal.Cast<byte, ulong>(cells);
        Span<ulong> unstableWords = MemoryMarshal.Cast<byte, ulong>(unstable);
        for (int i = 0; i < cellWords.Length; i++)
        {
            ulong sunk = _random.Bits(sink);
            ulong risen = _random.Bits(done);
            ulong between = (sink != 0 ? _random.Bits(undecided) & (sunk ^ ulong.MaxValue) : 0) | (rises ? _random.Bits(undecided) & ~risen : 0);
            ulong ones = cellWords[i] & ~sunk;
            ulong zeros = ~ones | unstableWords[i];
            if (!rises)
            {
                // Ones on their way down.
                unstableWords[i] = (unstableWords[i] & ~sunk) | (ones & between);
                cellWords[i] = ones;
                continue;
            }

            ulong doubtful = zeros & between;
            cellWords[i] = ones | (zeros & risen) | doubtful;
            unstableWords[i] = (unstableWords[i] & ~risen & ~sunk) | doubtful;
        }

        // Whether a unit may be programmed is not known to anybody who did not see the erase end.
        MarkProgrammed(_starts[block], size);
        _hasUnstable[block] = true;
    }

    /// <summary>How far something came: often not at all or wholly, else anything between.</summary>
    private int Chance() => _random.Next(6) switch
    {
        0 => 0,
        1 => 256,
        _ => _random.Next(257),
    };
}
