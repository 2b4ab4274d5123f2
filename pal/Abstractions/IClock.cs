using System;

namespace NfToken.Pal;

/// <summary>The time of day, which a board must fetch first, and a count of milliseconds that never jumps.</summary>
public interface IClock
{
    /// <summary>Whether the time of day was set since power-up. Certificates cannot be judged before.</summary>
    bool IsSet { get; }

    /// <summary>The time of day in UTC; means nothing while <see cref="IsSet"/> is false.</summary>
    DateTime UtcNow { get; }

    /// <summary>Milliseconds since some moment before; only differences mean anything.</summary>
    long Milliseconds { get; }
}
