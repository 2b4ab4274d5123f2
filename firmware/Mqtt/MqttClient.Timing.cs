using System;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <summary>Keep-alive, retransmission and the broker held for dead.</summary>
public sealed partial class MqttClient
{
    // Milliseconds of the clock; -1: not going on.
    private long _receivedAt;
    private long _sentAt;
    private long _writeAt;
    private long _pingAt;
    private bool _isListening;

    /// <summary>
    /// Does what the clock says is due: PINGREQ after three quarters of the keep-alive without traffic either way (section 3.1.2.10), QoS 1
    /// messages again, and the end of a connection whose broker does not answer or takes no data. The client's own thread calls this, where it
    /// has one.
    /// </summary>
    /// <returns>Whether there still is a connection.</returns>
    public bool Service()
    {
        IConnection connection;
        bool isDue;
        lock (_lock)
        {
            connection = _connection;
            isDue = _isEstablished;
        }

        if (connection == null)
        {
            return false;
        }

        CloseIfStuck(connection);
        if (isDue && _turn.WaitOne(0, false))
        {
            try
            {
                Ping(connection);
                Repeat(connection);
            }
            catch (MqttException)
            {
                // The connection is closed, and why is recorded.
            }
            finally
            {
                EndTurn();
            }
        }

        return IsConnected;
    }

    private void KeepTime(IConnection connection, ManualResetEvent ended)
    {
        // Often enough that keep-alive's last quarter is never missed.
        int pause = 1000;
        if (_options.KeepAlive > 0 && _options.KeepAlive < 4)
        {
            pause = _options.KeepAlive * 250;
        }

        try
        {
            while (!ended.WaitOne(pause, false))
            {
                Service();
            }
        }
        catch (Exception thrown)
        {
            Close(connection, Lost(thrown));
        }
    }

    private void ResetTimes()
    {
        _receivedAt = _clock.Milliseconds;
        _sentAt = _receivedAt;
        _writeAt = -1;
        _pingAt = -1;
        _isListening = false;
    }

    /// <summary>Ends the connection where a write or the answer to PINGREQ takes too long.</summary>
    private void CloseIfStuck(IConnection connection)
    {
        bool isMute;
        bool isStuck;
        lock (_lock)
        {
            long now = _clock.Milliseconds;
            isStuck = _writeAt >= 0 && now - _writeAt >= _options.ResponseTimeout;

            // While the listener is at work nothing is read, so nothing can be missed.
            isMute = _pingAt >= 0 && !_isListening && now - _pingAt >= _options.ResponseTimeout;
        }

        if (isStuck || isMute)
        {
            Close(connection, new MqttException(MqttError.Timeout, isStuck ? "broker takes no data" : "no PINGRESP from the broker"));
        }
    }

    private void Ping(IConnection connection)
    {
        lock (_lock)
        {
            long now = _clock.Milliseconds;
            long quiet = _options.KeepAlive * 750L;
            if (quiet == 0 || _pingAt >= 0 || (now - _sentAt < quiet && now - _receivedAt < quiet))
            {
                return;
            }

            _pingAt = now;
        }

        Write(connection, [PacketType.Pingreq, 0], 2);
    }

    private void Repeat(IConnection connection)
    {
        while (_options.RetransmitAfter > 0)
        {
            OutgoingMessage message;
            lock (_lock)
            {
                message = _queue.TakeOverdue(_clock.Milliseconds, _options.RetransmitAfter);
            }

            if (message == null)
            {
                return;
            }

            Write(connection, message.Packet, message.Length);
        }
    }

    private void SetListening(bool isListening)
    {
        lock (_lock)
        {
            _isListening = isListening;
            if (!isListening && _pingAt >= 0)
            {
                _pingAt = _clock.Milliseconds;
            }
        }
    }
}
