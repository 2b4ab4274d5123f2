using System;

namespace NfToken.Pal.Storage;

/// <summary>The region as the log uses it: padded programs, overwriting with zeros, comparison with what was meant.</summary>
internal sealed class FlashPart
{
    /// <summary>A multiple of every write size; an entry and both headers fit.</summary>
    private const int ScratchSize = 128;

    internal readonly IFlashRegion Region;
    internal readonly FlashLayout Layout;
    internal readonly bool CanReprogram;
    internal readonly int BlockCount;

    /// <summary>What was read last, or is about to be programmed.</summary>
    internal readonly byte[] Scratch = new byte[ScratchSize];

    /// <summary>Size of the second largest block: what lies beyond it in a larger one stays unused, so that a block always fits elsewhere.</summary>
    private readonly int _usable;

    /// <exception cref="StoreException">The region does not fit the log.</exception>
    internal FlashPart(IFlashRegion region)
    {
        int writeSize = region.WriteSize;
        BlockCount = region.BlockCount;
        if (writeSize < 1 || writeSize > 32 || (writeSize & (writeSize - 1)) != 0 || BlockCount < 2 || BlockCount > 1024)
        {
            throw new StoreException(StoreError.Device, "flash geometry");
        }

        Region = region;
        CanReprogram = region.CanReprogram;
        Layout = new FlashLayout(writeSize);
        int largest = 0;
        for (int i = 0; i < BlockCount; i++)
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
    }

    /// <summary>How much of a block is used.</summary>
    internal int GetSize(int block)
    {
        int size = Region.GetBlockSize(block);
        return size < _usable ? size : _usable;
    }

    /// <summary>Whether a block is large enough to take any other's records.</summary>
    internal bool IsFullSize(int block) => Region.GetBlockSize(block) >= _usable;

    /// <summary>Reads to the start of <see cref="Scratch"/>.</summary>
    internal void Fetch(int block, int offset, int count) => Region.Read(block, offset, Scratch, 0, count);

    /// <summary>Programs bytes, padded with ones to whole units.</summary>
    internal void Program(int block, int offset, byte[] data, int index, int count)
    {
        int whole = count & ~(Layout.WriteSize - 1);
        if (whole > 0)
        {
            Region.Program(block, offset, data, index, whole);
        }

        if (whole < count)
        {
            int unit = Layout.WriteSize;
            Fill(0xFF, unit);
            Array.Copy(data, index + whole, Scratch, 0, count - whole);
            Region.Program(block, offset + whole, Scratch, 0, unit);
        }
    }

    /// <summary>Programs zeros over whole units.</summary>
    internal void Clear(int block, int offset, int count)
    {
        Fill(0, count < ScratchSize ? count : ScratchSize);
        while (count > 0)
        {
            int part = count < ScratchSize ? count : ScratchSize;
            Region.Program(block, offset, Scratch, 0, part);
            offset += part;
            count -= part;
        }
    }

    /// <summary>Whether the flash holds these bytes.</summary>
    internal bool Holds(int block, int offset, byte[] data, int index, int count)
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

    /// <summary>Whether all bytes read as 0xFF.</summary>
    internal bool IsBlank(int block, int offset, int count)
    {
        byte[] scratch = Scratch;
        while (count > 0)
        {
            int part = count < ScratchSize ? count : ScratchSize;
            Fetch(block, offset, part);
            for (int i = 0; i < part; i++)
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
}
