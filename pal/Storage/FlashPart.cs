using System;

namespace NfToken.Pal.Storage;

/// <summary>The region as the log uses it: where things lie, padded programs, each of them read back, overwriting with zeros.</summary>
internal sealed class FlashPart
{
    /// <summary>A multiple of every write size; the largest entry fits.</summary>
    internal const int ScratchSize = 96;

    private const int MostFailures = 6;

    private const int MostUsable = 0x40000 - 32;

    internal readonly IFlashRegion Region;
    internal readonly int WriteSize;
    internal readonly bool CanReprogram;

    /// <summary>What was read last, or is about to be programmed.</summary>
    internal readonly byte[] Scratch = new byte[ScratchSize];

    /// <summary>Size of the second largest block: what lies beyond it in a larger one stays unused, so that a block always fits elsewhere.</summary>
    private readonly int _usable;

    /// <summary>Programs that failed since the last that did not.</summary>
    private int _failures;

    /// <summary>Four lengths below 256, one a byte: a field costs 12 bytes of RAM.</summary>
    private readonly uint _shape;

    /// <exception cref="StoreException">The region does not fit the log.</exception>
    internal FlashPart(IFlashRegion region)
    {
        int writeSize = region.WriteSize;
        int count = region.BlockCount;
        if (writeSize < 1 || writeSize > 32 || (writeSize & (writeSize - 1)) != 0 || count < 2 || count > 1024)
        {
            throw new StoreException(StoreError.Device, "flash geometry");
        }

        Region = region;
        WriteSize = writeSize;
        CanReprogram = region.CanReprogram;
        int commitmentAt = Align(FlashLayout.AnnouncementBytes);
        int settledAt = commitmentAt + Align(FlashLayout.CommitmentBytes);
        _shape = (uint)((2 * OpeningAt) + MarkSize) | (uint)commitmentAt << 8 | (uint)settledAt << 16 | (uint)(settledAt + Align(4)) << 24;
        int largest = 0;
        for (int i = 0; i < count; i++)
        {
            int size = region.GetBlockSize(i);
            if (size < 256 || size > 0x40000 || (size & (writeSize - 1)) != 0)
            {
                throw new StoreException(StoreError.Device, "flash geometry");
            }

            if (size > largest)
            {
                _usable = largest;
                largest = size;
            }
            else if (size > _usable)
            {
                _usable = size;
            }
        }

        // An offset has 18 bits, and that of an entry without data in an empty block is the block's end.
        if (_usable > MostUsable)
        {
            _usable = MostUsable;
        }
    }

    /// <summary>Whether no program has succeeded since one failed.</summary>
    internal bool IsFailing => _failures > 0;

    /// <summary>Forgets what failed: power may have been away.</summary>
    internal void Restart() => _failures = 0;

    /// <summary>Where the opening header starts; the birth header starts at 0.</summary>
    internal int OpeningAt => Align(FlashLayout.HeaderBytes);

    /// <summary>Where the mark of a complete compaction starts.</summary>
    internal int MarkAt => 2 * OpeningAt;

    /// <summary>Length of the mark.</summary>
    internal int MarkSize => Align(8);

    /// <summary>Where the first entry starts.</summary>
    internal int EntriesAt => (int)(_shape & 0xFF);

    /// <summary>Within an entry: where the commitment starts. Before it lies the announcement.</summary>
    internal int CommitmentAt => (int)((_shape >> 8) & 0xFF);

    /// <summary>Within an entry: where the mark of the settled operation starts.</summary>
    internal int SettledAt => (int)((_shape >> 16) & 0xFF);

    /// <summary>Length of an entry.</summary>
    internal int EntrySize => (int)(_shape >> 24);

    /// <summary>Rounds a length up to the write size.</summary>
    internal int Align(int length) => (length + WriteSize - 1) & ~(WriteSize - 1);

    /// <summary>Where an entry starts in its block.</summary>
    internal int EntryAt(int number) => EntriesAt + (number * EntrySize);

    /// <summary>How much of a block is used.</summary>
    internal int GetSize(int block)
    {
        int size = Region.GetBlockSize(block);
        return size < _usable ? size : _usable;
    }

    /// <summary>What a birth header says of the part, but for the write size: the block's size in units of 256 bytes, above the bit of the program rule.</summary>
    internal uint GetShape(int block) => ((uint)Region.GetBlockSize(block) >> 8) << 1 | (CanReprogram ? 1u : 0u);

    /// <summary>Whether a block is large enough to take any other's records.</summary>
    internal bool IsFullSize(int block) => Region.GetBlockSize(block) >= _usable;

    /// <summary>Reads to the start of <see cref="Scratch"/>.</summary>
    internal void Fetch(int block, int offset, int count) => Region.Read(block, offset, Scratch, 0, count);

    /// <summary>Programs whole units and reads them back.</summary>
    /// <exception cref="FlashBlockException">The part answers, but this block does not hold the bytes.</exception>
    /// <exception cref="FlashException">The part does not answer.</exception>
    internal void Write(int block, int offset, byte[] data, int index, int count)
    {
        try
        {
            Region.Program(block, offset, data, index, count);
        }
        catch (FlashException failure)
        {
            throw Blame(block, failure);
        }

        _failures = 0;
        if (data != Scratch)
        {
            if (!Holds(block, offset, data, index, count))
            {
                throw new FlashBlockException(block, "verify, block " + block);
            }

            return;
        }

        byte[] back = new byte[count];
        Region.Read(block, offset, back, 0, count);
        for (int i = 0; i < count; i++)
        {
            if (back[i] != data[index + i])
            {
                throw new FlashBlockException(block, "verify, block " + block);
            }
        }
    }

    /// <summary>Takes a failure for the block's own, unless the part does not even read, or nothing has worked for a while: blocks do not fail by the half dozen.</summary>
    /// <exception cref="FlashException">The part is at fault.</exception>
    internal FlashBlockException Blame(int block, FlashException failure)
    {
        if (++_failures >= MostFailures)
        {
            throw failure;
        }

        Region.Read(block, 0, Scratch, 0, 1);
        return new FlashBlockException(block, failure.Message);
    }

    /// <summary>Programs bytes, padded with ones to whole units.</summary>
    internal void Program(int block, int offset, byte[] data, int index, int count)
    {
        int whole = count & ~(WriteSize - 1);
        if (whole > 0)
        {
            Write(block, offset, data, index, whole);
        }

        if (whole < count)
        {
            int unit = WriteSize;
            Fill(0xFF, unit);
            Array.Copy(data, index + whole, Scratch, 0, count - whole);
            Write(block, offset + whole, Scratch, 0, unit);
        }
    }

    /// <summary>Programs zeros over whole units.</summary>
    internal void Clear(int block, int offset, int count)
    {
        byte[] scratch = Scratch;
        while (count > 0)
        {
            int part = count < ScratchSize ? count : ScratchSize;
            Fill(0, part);
            try
            {
                Region.Program(block, offset, scratch, 0, part);
            }
            catch (FlashException failure)
            {
                throw Blame(block, failure);
            }

            _failures = 0;
            Fetch(block, offset, part);
            for (int i = 0; i < part; i++)
            {
                if (scratch[i] != 0)
                {
                    throw new FlashBlockException(block, "verify, block " + block);
                }
            }

            offset += part;
            count -= part;
        }
    }

    /// <summary>Whether all bytes read as 0xFF.</summary>
    internal bool IsBlank(int block, int offset, int count)
    {
        byte[] scratch = Scratch;
        while (count > 0)
        {
            int part = count < ScratchSize ? count : ScratchSize;
            Fetch(block, offset, part);
            int i = 0;
            for (; i + 8 <= part; i += 8)
            {
                // Eight at a time: a whole block is read after each erase.
                if ((scratch[i] & scratch[i + 1] & scratch[i + 2] & scratch[i + 3] & scratch[i + 4] & scratch[i + 5] & scratch[i + 6] & scratch[i + 7]) != 0xFF)
                {
                    return false;
                }
            }

            for (; i < part; i++)
            {
                if (scratch[i] != 0xFF)
                {
                    return false;
                }
            }

            offset += part;
            count -= part;
        }

        return true;
    }

    /// <summary>Fills the start of <see cref="Scratch"/>.</summary>
    internal void Fill(byte value, int count)
    {
        byte[] scratch = Scratch;
        for (int i = 0; i < count; i++)
        {
            scratch[i] = value;
        }
    }

    /// <summary>Puts a number into <see cref="Scratch"/>, least significant byte first.</summary>
    internal void Put(int at, uint value)
    {
        Scratch[at] = (byte)value;
        Scratch[at + 1] = (byte)(value >> 8);
        Scratch[at + 2] = (byte)(value >> 16);
        Scratch[at + 3] = (byte)(value >> 24);
    }

    /// <summary>Takes a number from <see cref="Scratch"/>.</summary>
    internal uint Get(int at) => BitConverter.ToUInt32(Scratch, at);

    /// <summary>Whether the flash holds these bytes.</summary>
    private bool Holds(int block, int offset, byte[] data, int index, int count)
    {
        byte[] scratch = Scratch;
        while (count > 0)
        {
            int part = count < ScratchSize ? count : ScratchSize;
            Fetch(block, offset, part);
            for (int i = 0; i < part; i++)
            {
                if (scratch[i] != data[index + i])
                {
                    return false;
                }
            }

            offset += part;
            index += part;
            count -= part;
        }

        return true;
    }
}
