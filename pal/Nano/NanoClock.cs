using System;

namespace NfToken.Pal.Nano;

/// <summary>The board's clock: runs from 1970 or the firmware's date until SNTP or the application has set it.</summary>
public sealed class NanoClock : IClock
{
    // No board of ours was running earlier: a clock that shows less was never set. WifiNetworkHelper judges the same way.
    private const int FirstYear = 2025;

    /// <inheritdoc/>
    public bool IsSet => DateTime.UtcNow.Year >= FirstYear;

    /// <inheritdoc/>
    public DateTime UtcNow => DateTime.UtcNow;

    /// <inheritdoc/>
    public long Milliseconds => Environment.TickCount64;
}
