namespace NfToken.Pal.Storage;

/// <summary>
/// A block's header: the birth part, programmed right after an erase, and the opening part, programmed when the block is taken into use.
/// </summary>
internal sealed class FlashHeader
{
    /// <summary>Source of a block that is no copy.</summary>
    internal const uint NoSource = 0xFFFF;

    /// <summary>Source of a block that stands for the wiping of all older ones.</summary>
    internal const uint AllSources = 0xFFFE;

    private readonly FlashPart _part;

    /// <summary>Whether the birth part checks.</summary>
    internal bool IsBorn;

    /// <summary>Whether the first bytes are ours, whatever follows.</summary>
    internal bool HasMagic;

    internal byte Version;
    internal byte WriteSize;

    /// <summary>Size of the block in units of 256 bytes, and whether units may be programmed again (bit 0).</summary>
    internal uint Shape;

    /// <summary>How often the block was erased; means something when it is born.</summary>
    internal uint EraseCount;

    /// <summary>Whether the opening part is blank: the block is free.</summary>
    internal bool IsFree;

    /// <summary>Whether the opening part checks: the block is in use.</summary>
    internal bool IsOpen;

    /// <summary>Rises from opening to opening over the whole region; 0 where the block is not open.</summary>
    internal uint Sequence;

    /// <summary>The block whose live records this one takes over.</summary>
    internal uint Source;

    /// <summary>Which opening of the source is meant; where all are, the next serial: entries of lower ones are wiped.</summary>
    internal uint SourceSequence;

    /// <summary>Low 16 bits of the source's erase count.</summary>
    internal uint SourceErases;

    /// <summary>Whether the mark stands, after <see cref="ReadMark"/>.</summary>
    internal bool IsMarked;

    internal FlashHeader(FlashPart part)
    {
        _part = part;
    }

    /// <summary>Reads both parts.</summary>
    internal void Read(int block)
    {
        FlashPart part = _part;
        int opening = part.OpeningAt;
        part.Fetch(block, 0, opening + FlashLayout.HeaderBytes);
        byte[] raw = part.Scratch;
        HasMagic = part.Get(0) == FlashLayout.Magic;
        IsBorn = HasMagic && part.Get(12) == Crc32.Update(0, raw, 0, 12);
        Version = raw[4];
        WriteSize = raw[5];
        Shape = part.Get(4) >> 16;
        EraseCount = part.Get(8);
        IsFree = true;
        for (int i = 0; i < FlashLayout.HeaderBytes; i++)
        {
            if (raw[opening + i] != 0xFF)
            {
                IsFree = false;
            }
        }

        IsOpen = !IsFree && part.Get(opening + 12) == Crc32.Update(0, raw, opening, 12);
        Sequence = IsOpen ? part.Get(opening) : 0;
        Source = IsOpen ? part.Get(opening + 4) & 0xFFFF : NoSource;
        SourceErases = IsOpen ? part.Get(opening + 4) >> 16 : 0;
        SourceSequence = IsOpen ? part.Get(opening + 8) : 0;
    }

    /// <summary>Programs the birth part.</summary>
    internal void WriteBirth(int block, uint eraseCount)
    {
        FlashPart part = _part;
        part.Fill(0xFF, part.OpeningAt);
        part.Put(0, FlashLayout.Magic);
        part.Put(4, part.GetShape(block) << 16 | (uint)part.WriteSize << 8 | FlashLayout.Version);
        part.Put(8, eraseCount);
        part.Put(12, Crc32.Update(0, part.Scratch, 0, 12));
        part.Write(block, 0, part.Scratch, 0, part.OpeningAt);
    }

    /// <summary>Programs the opening part.</summary>
    internal void WriteOpening(int block, uint sequence, uint source, uint sourceSequence, uint sourceErases)
    {
        FlashPart part = _part;
        int size = part.OpeningAt;
        part.Fill(0xFF, size);
        part.Put(0, sequence);
        part.Put(4, sourceErases << 16 | source);
        part.Put(8, sourceSequence);
        part.Put(12, Crc32.Update(0, part.Scratch, 0, 12));
        part.Write(block, size, part.Scratch, 0, size);
    }

    /// <summary>Reads the mark of a complete compaction, many times, into <see cref="IsMarked"/>.</summary>
    internal void ReadMark(int block)
    {
        FlashPart part = _part;
        int size = part.MarkSize;
        IsMarked = true;
        for (int round = 0; round < 16 && IsMarked; round++)
        {
            part.Fetch(block, part.MarkAt, size);
            for (int i = 0; i < size; i++)
            {
                if (part.Scratch[i] != 0)
                {
                    IsMarked = false;
                }
            }
        }
    }

    /// <summary>Programs the mark.</summary>
    internal void WriteMark(int block) => _part.Clear(block, _part.MarkAt, _part.MarkSize);
}
