using System.Threading;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <content>How callers wait for what the reader thread learns.</content>
public sealed partial class MqttClient
{
    private delegate bool Condition();

    /// <summary>Waits for the broker's acknowledgement of a QoS 1 message.</summary>
    /// <param name="id">What <see cref="Publish"/> returned.</param>
    /// <param name="timeout">Milliseconds; -1 waits for ever.</param>
    /// <returns>Whether it came in time.</returns>
    /// <exception cref="MqttException">The connection ended first.</exception>
    public bool WaitForAcknowledgement(int id, int timeout) => WaitForQueue(() => !_queue.Contains(id), timeout);

    /// <summary>Waits until all QoS 1 messages are acknowledged.</summary>
    /// <param name="timeout">Milliseconds; -1 waits for ever.</param>
    /// <returns>Whether all were in time.</returns>
    /// <exception cref="MqttException">The connection ended first.</exception>
    public bool Flush(int timeout) => WaitForQueue(() => _queue.Count == 0, timeout);

    private bool IsReader
    {
        get
        {
            Thread current = Thread.CurrentThread;
            lock (_lock)
            {
                return current == _reader;
            }
        }
    }

    private bool WaitForQueue(Condition condition, int timeout)
    {
        RefuseReader();
        IConnection connection = Connected();
        bool isMet = false;
        return Wait(() => (isMet = condition()) || _connection != connection, timeout) && (isMet ? true : throw Closed());
    }

    /// <summary>Waits for a condition, which is evaluated with the lock held.</summary>
    private bool Wait(Condition condition, int timeout)
    {
        long start = _clock.Milliseconds;
        AutoResetEvent waiter;
        lock (_lock)
        {
            if (condition())
            {
                return true;
            }

            waiter = _signal.Add();
        }

        int left = timeout;
        while (true)
        {
            bool isWoken = waiter.WaitOne(left, false);
            if (timeout >= 0)
            {
                long spent = _clock.Milliseconds - start;
                left = spent < timeout ? timeout - (int)spent : 0;
            }

            lock (_lock)
            {
                bool isMet = condition();
                if (isMet || !isWoken)
                {
                    _signal.Remove(waiter);
                    return isMet;
                }
            }
        }
    }

    private void RefuseReader()
    {
        if (IsReader)
        {
            throw new MqttException(MqttError.Argument, "the listener must not wait for the broker");
        }
    }
}
