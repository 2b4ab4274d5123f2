using System.Threading;

namespace NfToken.HelloWorld;

/// <summary>Lets the calling thread sleep.</summary>
public sealed class ThreadPause : IPause
{
    /// <inheritdoc/>
    public void Wait(int milliseconds) => Thread.Sleep(milliseconds);
}
