using System;
using NfToken.Pal;

namespace NfToken.Tests.Mqtt;

/// <summary>A clock that goes when the test says so.</summary>
internal sealed class FakeClock : IClock
{
    private readonly object _lock = new object();
    private long _milliseconds = 1000000;

    public bool IsSet => false;

    public DateTime UtcNow => new DateTime(1970, 1, 1);

    public long Milliseconds
    {
        get
        {
            lock (_lock)
            {
                return _milliseconds;
            }
        }
    }

    public void Advance(int milliseconds)
    {
        lock (_lock)
        {
            _milliseconds += milliseconds;
        }
    }
}
