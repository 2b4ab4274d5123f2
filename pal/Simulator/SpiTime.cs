using System;

namespace NfToken.Pal.Simulator;

/// <summary>Time of a bench of simulated chips: it passes only as their buses are used, so nothing ever waits.</summary>
public sealed class SpiTime : IClock
{
    /// <summary>Nanoseconds since the bench was made.</summary>
    public long Nanoseconds { get; private set; }

    /// <inheritdoc/>
    public bool IsSet => false;

    /// <inheritdoc/>
    public DateTime UtcNow => DateTime.UnixEpoch.AddTicks(Nanoseconds / 100);

    /// <inheritdoc/>
    public long Milliseconds => Nanoseconds / 1_000_000;

    /// <summary>Lets time pass.</summary>
    /// <param name="nanoseconds">How much.</param>
    public void Pass(long nanoseconds) => Nanoseconds += nanoseconds;
}
