using System.Collections;
using System.Threading;

namespace NfToken.Mqtt;

/// <summary>
/// Wakes all threads that wait for a change: the board has no Monitor.Wait, and an event shared by several waiters either wakes one
/// or loses some. All members are called with the owner's lock held.
/// </summary>
internal sealed class Signal
{
    private readonly ArrayList _waiting = new ArrayList();

    /// <summary>Adds a waiter, woken by each change until it is removed.</summary>
    public AutoResetEvent Add()
    {
        AutoResetEvent waiter = new AutoResetEvent(false);
        _waiting.Add(waiter);
        return waiter;
    }

    /// <summary>Removes a waiter.</summary>
    public void Remove(AutoResetEvent waiter) => _waiting.Remove(waiter);

    /// <summary>Something has changed.</summary>
    public void Raise()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            ((AutoResetEvent)_waiting[i]).Set();
        }
    }
}
