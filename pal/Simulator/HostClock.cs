using System;

namespace NfToken.Pal.Simulator;

/// <summary>The PC's clock as the board's: always set.</summary>
/// <param name="offset">How far the board's clock is ahead of the PC's; for trying certificates at another date.</param>
public sealed class HostClock(TimeSpan offset = default) : IClock
{
    /// <inheritdoc/>
    public bool IsSet => true;

    /// <inheritdoc/>
    public DateTime UtcNow => DateTime.UtcNow + offset;

    /// <inheritdoc/>
    public long Milliseconds => Environment.TickCount64;
}
