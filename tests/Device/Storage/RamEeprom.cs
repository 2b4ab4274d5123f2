using System;
using NfToken.Pal;

namespace NfToken.Tests.Storage;

/// <summary>EEPROM sections in RAM, and a power switch.</summary>
public sealed class RamEeprom : IEeprom
{
    private readonly byte[][] _cells;

    /// <summary>Writes before power fails, the last of them in its middle; negative: it does not.</summary>
    public int WritesLeft { get; set; } = -1;

    /// <summary>Section that takes no writes, or -1.</summary>
    public int Stuck { get; set; } = -1;

    /// <summary>Bytes read so far.</summary>
    public int BytesRead { get; set; }

    public RamEeprom(int count, int size)
    {
        _cells = new byte[count][];
        SectionSize = size;
        for (int i = 0; i < count; i++)
        {
            _cells[i] = new byte[size];
        }
    }

    public int SectionCount => _cells.Length;

    public int SectionSize { get; }

    public byte[] GetCells(int section) => _cells[section];

    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        if (WritesLeft == 0)
        {
            throw new FlashException("no power");
        }

        BytesRead += count;
        Array.Copy(_cells[section], offset, buffer, index, count);
    }

    public void Write(int section, byte[] data, int index, int count)
    {
        if (WritesLeft == 0 || section == Stuck)
        {
            throw new FlashException("no power, or stuck");
        }

        if (WritesLeft > 0 && --WritesLeft == 0)
        {
            Array.Copy(data, index, _cells[section], 0, count / 2);
            throw new FlashException("power");
        }

        Array.Copy(data, index, _cells[section], 0, count);
    }

    public void Sync()
    {
    }
}
