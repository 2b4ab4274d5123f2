using System;
using NfToken.Pal;

namespace NfToken.Tests.Storage;

/// <summary>Flash in RAM with the rules of NOR flash, and a power switch.</summary>
public sealed class RamFlash : IFlashRegion
{
    private readonly byte[][] _cells;

    /// <summary>Program and erase operations before power fails; negative: it does not.</summary>
    public int OperationsLeft { get; set; } = -1;

    public RamFlash(int blocks, int blockSize, int writeSize, bool canReprogram)
    {
        _cells = new byte[blocks][];
        WriteSize = writeSize;
        CanReprogram = canReprogram;
        for (int i = 0; i < blocks; i++)
        {
            _cells[i] = new byte[blockSize];
            Erase(i);
        }
    }

    public int BlockCount => _cells.Length;

    public int WriteSize { get; }

    public bool CanReprogram { get; }

    public int GetBlockSize(int block) => _cells[block].Length;

    public byte[] GetCells(int block) => _cells[block];

    public void Read(int block, int offset, byte[] buffer, int index, int count) => Array.Copy(_cells[block], offset, buffer, index, count);

    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        byte[] cells = _cells[block];
        if (offset % WriteSize != 0 || count % WriteSize != 0 || offset + count > cells.Length)
        {
            throw new FlashException("alignment");
        }

        bool last = CountDown();
        int end = last ? count / 2 : count;
        for (int i = 0; i < end; i++)
        {
            if (!CanReprogram && cells[offset + i] != 0xFF)
            {
                throw new FlashException("programmed twice");
            }

            cells[offset + i] &= data[index + i];
        }

        if (last)
        {
            throw new FlashException("power");
        }
    }

    public void Erase(int block)
    {
        bool last = CountDown();
        byte[] cells = _cells[block];
        for (int i = last ? cells.Length / 2 : 0; i < cells.Length; i++)
        {
            cells[i] = 0xFF;
        }

        if (last)
        {
            throw new FlashException("power");
        }
    }

    public void Sync()
    {
    }

    private bool CountDown()
    {
        if (OperationsLeft < 0)
        {
            return false;
        }

        if (OperationsLeft == 0)
        {
            throw new FlashException("no power");
        }

        return --OperationsLeft == 0;
    }
}
