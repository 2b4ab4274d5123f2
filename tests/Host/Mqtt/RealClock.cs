using NfToken.Pal;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>The PC's clock.</summary>
public sealed class RealClock : IClock
{
    public bool IsSet => true;

    public DateTime UtcNow => DateTime.UtcNow;

    public long Milliseconds => Environment.TickCount64;
}
