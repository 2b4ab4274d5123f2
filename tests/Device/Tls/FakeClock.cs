using System;
using NfToken.Pal;

namespace NfToken.Tests.Tls;

/// <summary>A clock that stands still.</summary>
internal sealed class FakeClock : IClock
{
    public FakeClock(int year, bool isSet = true)
    {
        UtcNow = new DateTime(year, 6, 1);
        IsSet = isSet;
    }

    public bool IsSet { get; }

    public DateTime UtcNow { get; }

    public long Milliseconds => 0;
}
