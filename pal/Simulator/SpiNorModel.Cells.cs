using System;
using System.IO;

namespace NfToken.Pal.Simulator;

/// <content>What instructions do to the cells and to the status registers, and how that fails.</content>
public sealed partial class SpiNorModel
{
    private int Cell(uint address)
    {
        address %= Part.Size;
        uint at = address - _window;
        if (address < _window || at / Sector >= (uint)_cells.BlockCount)
        {
            return 0xFF;
        }

        _cells.Read((int)(at / Sector), (int)(at % Sector), _one, 0, 1);
        return _one[0];
    }

    private void WriteStatus()
    {
        if (!TakeLatch())
        {
            return;
        }

        bool locked = WriteProtectPin && (Status1 & 0x80) != 0;
        if (!locked && Command == 0x01)
        {
            Status1 = _argument & 0xFC;
        }
        else if (!locked)
        {
            Status2 = _argument;
        }

        BeBusy(Part.StatusTime);
    }

    private void Program()
    {
        if (!TakeLatch() || Refused())
        {
            return;
        }

        uint page = _address % Part.Size & ~(uint)(Part.PageSize - 1);
        Act(() =>
        {
            for (int from = 0; from < Part.PageSize;)
            {
                int to = from;
                while (to < Part.PageSize && _touched[to])
                {
                    to++;
                }

                if (to > from)
                {
                    var (block, offset) = Locate(page + (uint)from);
                    _cells.Program(block, offset, _page, from, to - from);
                }

                from = to + 1;
            }
        }, 0x20);
        BeBusy(Part.ProgramTime);
    }

    private void Erase(int size, int microseconds)
    {
        if (!TakeLatch() || Refused())
        {
            return;
        }

        uint start = _address % Part.Size & ~(uint)(size - 1);
        Act(() =>
        {
            for (int i = 0; i < size / Sector; i++)
            {
                _cells.Erase(Locate(start + (uint)(i * Sector)).Block);
            }
        }, 0x40);
        BeBusy(microseconds);
    }

    private (int Block, int Offset) Locate(uint address)
    {
        uint at = address - _window;
        if (address < _window || at / Sector >= (uint)_cells.BlockCount)
        {
            throw new InvalidDataException($"{address:X6} is outside the cells that are simulated");
        }

        return ((int)(at / Sector), (int)(at % Sector));
    }

    /// <summary>Whether the blocks are protected: all of them with any protection bit set, which is the part's strictest setting.</summary>
    private bool Refused()
    {
        bool refused = (Status1 & Part.ProtectionMask) != 0 != (Part.HasStatus2 && (Status2 & Complement) != 0);
        IsWriteEnabled = refused && !Part.RefusalResetsLatch;
        return refused;
    }

    private void Act(Action action, int failure)
    {
        _security &= ~failure;
        if (Fails)
        {
            _security |= failure;
            return;
        }

        try
        {
            action();
        }
        catch (FlashException)
        {
            if (_cells is FlashSimulator { IsOff: true })
            {
                PowerOff();
            }

            _security |= failure;
        }
    }
}
