using System;
using NfToken.Pal;

namespace NfToken.Tests.Noise;

/// <summary>A clock that ticks each time after so many questions; never where that is 0.</summary>
internal sealed class CountingClock(int questions, long start) : IClock
{
    private long _milliseconds = start;
    private int _asked;

    public int Day { get; set; } = 1;

    public bool IsSet => false;

    public DateTime UtcNow => new DateTime(1970, 1, Day);

    public long Milliseconds
    {
        get
        {
            long now = _milliseconds;
            if (questions > 0 && ++_asked == questions)
            {
                _asked = 0;
                _milliseconds++;
            }

            return now;
        }
    }
}
