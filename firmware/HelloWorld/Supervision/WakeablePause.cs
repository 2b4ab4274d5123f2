using System.Threading;

namespace NfToken.HelloWorld;

/// <summary>Lets the calling thread sleep until another wakes it.</summary>
#pragma warning disable CA1001 // An event of the device's library cannot be disposed of.
public sealed class WakeablePause : IPause
#pragma warning restore CA1001
{
    private readonly AutoResetEvent _woken = new(false);

    /// <inheritdoc/>
    public bool Wait(int milliseconds) => _woken.WaitOne(milliseconds, false);

    /// <summary>Something has changed: ends the pause that is, or else the next.</summary>
    public void Wake() => _woken.Set();
}
