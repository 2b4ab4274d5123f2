namespace NfToken.Pal.Simulator;

/// <summary>What a data sheet says about a serial NOR flash. Times are typical ones.</summary>
public sealed record SpiNorPart
{
    /// <summary>The maker's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>Answer to 9Fh: maker, type, capacity.</summary>
    public required uint JedecId { get; init; }

    /// <summary>Size in bytes.</summary>
    public required uint Size { get; init; }

    /// <summary>Answer to 5Ah, from address 0; empty: the part does not know the instruction.</summary>
    public required byte[] Sfdp { get; init; }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; init; } = 256;

    /// <summary>Whether it has 13h, 12h and 21h, instructions of their own for four-byte addresses.</summary>
    public bool HasFourByteInstructions { get; init; }

    /// <summary>Whether EN4B (B7h) is taken only with the write enable latch set.</summary>
    public bool EnterFourByteNeedsLatch { get; init; }

    /// <summary>Whether it has a second status register (35h, 31h) with the complement bit.</summary>
    public bool HasStatus2 { get; init; } = true;

    /// <summary>Whether it has Macronix's security register (2Bh) with flags of failure.</summary>
    public bool HasFailureFlags { get; init; }

    /// <summary>Whether an operation on a protected block, which is not carried out, resets the write enable latch.</summary>
    public bool RefusalResetsLatch { get; init; } = true;

    /// <summary>Bits of status register 1 that protect blocks.</summary>
    public int ProtectionMask { get; init; } = 0x1C;

    /// <summary>Programming of a page, in microseconds.</summary>
    public int ProgramTime { get; init; } = 400;

    /// <summary>Erase of 4 KB, in microseconds.</summary>
    public int SectorTime { get; init; } = 45_000;

    /// <summary>Erase of 64 KB, in microseconds; half for 32 KB.</summary>
    public int BlockTime { get; init; } = 150_000;

    /// <summary>Writing a status register, in microseconds.</summary>
    public int StatusTime { get; init; } = 10_000;

    /// <summary>From power-down or reset until it takes instructions, in microseconds.</summary>
    public int WakeTime { get; init; } = 30;

    /// <summary>From power-up until it takes instructions, in microseconds.</summary>
    public int StartTime { get; init; } = 5_000;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
