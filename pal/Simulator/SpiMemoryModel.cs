namespace NfToken.Pal.Simulator;

/// <summary>What all serial memories have in common: an instruction in a frame's first byte, and a latch that WREN sets for the next write alone.</summary>
/// <param name="time">The bench's time.</param>
public abstract class SpiMemoryModel(SpiTime time) : SpiChip(time)
{
    /// <summary>Fault: WREN does nothing, as with a broken latch.</summary>
    public bool IgnoresWriteEnable { get; set; }

    /// <summary>Fault: whatever it starts never ends.</summary>
    public bool NeverEnds { get; set; }

    /// <summary>The WP# pin is low: with the status register's lock bit set, its bits stay.</summary>
    public bool WriteProtectPin { get; set; }

    /// <summary>Whether an operation is under way.</summary>
    public bool IsBusy => Time.Nanoseconds < BusyUntil;

    /// <summary>The frame's instruction, or <see cref="SpiChip.Floating"/> before there is one.</summary>
    protected int Command { get; set; }

    /// <summary>Whether the chip takes no notice of the frame.</summary>
    protected bool IsIgnored { get; set; }

    /// <summary>Whether the next write is enabled.</summary>
    protected bool IsWriteEnabled { get; set; }

    /// <summary>When the operation under way ends, in nanoseconds of the bench.</summary>
    protected long BusyUntil { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        Command = Floating;
        IsIgnored = false;
    }

    /// <summary>Notes that the chip was misused.</summary>
    /// <param name="what">How; once is enough.</param>
    protected void Note(string what)
    {
        if (!Misuse.Contains(what))
        {
            Misuse.Add(what);
        }
    }

    /// <summary>Takes the latch back for a write that begins.</summary>
    /// <returns>Whether it was set.</returns>
    protected bool TakeLatch()
    {
        bool set = IsWriteEnabled;
        if (!set)
        {
            Note($"instruction {Command:X2} without write enable");
        }

        IsWriteEnabled = false;
        return set;
    }

    /// <summary>Begins an operation.</summary>
    /// <param name="microseconds">How long it takes.</param>
    protected void BeBusy(int microseconds) => BusyUntil = NeverEnds ? long.MaxValue : Time.Nanoseconds + microseconds * 1000L;
}
