using System;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <summary>
/// Writing: one thread has the turn at a time, which an event gives rather than a lock, because waiting for it must end when the
/// broker takes no more data, and the thread that finds that out must not wait at all.
/// </summary>
public sealed partial class MqttClient
{
    private readonly AutoResetEvent _turn = new AutoResetEvent(true);
    private byte[] _once;

    private void TakeTurn(IConnection connection)
    {
        while (!_turn.WaitOne(_options.ResponseTimeout, false))
        {
            CloseIfStuck(connection);
            lock (_lock)
            {
                if (_connection != connection)
                {
                    throw Closed();
                }
            }
        }
    }

    private void EndTurn() => _turn.Set();

    private void Send(IConnection connection, byte[] packet, int length)
    {
        TakeTurn(connection);
        try
        {
            Write(connection, packet, length);
        }
        finally
        {
            EndTurn();
        }
    }

    private void SendOnce(IConnection connection, byte[] topic, byte[] payload, bool retain, int length)
    {
        TakeTurn(connection);
        try
        {
            if (_once == null || _once.Length < length)
            {
                _once = new byte[length];
            }

            PublishPacket.Encode(_once, topic, payload, MqttQos.AtMostOnce, retain, 0);
            Write(connection, _once, length);
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>Queues a message and sends what may be sent.</summary>
    /// <returns>Its id, or 0 where there is no room.</returns>
    private int Enqueue(IConnection connection, byte[] topic, byte[] payload, bool retain, bool isListener)
    {
        TakeTurn(connection);
        try
        {
            int id;
            lock (_lock)
            {
                if (_connection != connection)
                {
                    throw Closed();
                }

                if (!_queue.HasRoom(isListener))
                {
                    return 0;
                }

                id = NextId();
                _queue.Add(topic, payload, retain, id);
            }

            try
            {
                WriteUnsent(connection);
            }
            catch (MqttException) when (!_options.CleanSession)
            {
                // The message is the session's now and goes out on the next connection.
            }

            return id;
        }
        finally
        {
            EndTurn();
        }
    }

    private void SendUnsent(IConnection connection)
    {
        TakeTurn(connection);
        try
        {
            WriteUnsent(connection);
        }
        finally
        {
            EndTurn();
        }
    }

    private void WriteUnsent(IConnection connection)
    {
        while (true)
        {
            OutgoingMessage message;
            lock (_lock)
            {
                if (_connection != connection)
                {
                    throw Closed();
                }

                message = _queue.TakeUnsent(_clock.Milliseconds);
            }

            if (message == null)
            {
                return;
            }

            Write(connection, message.Packet, message.Length);
        }
    }

    private void SayGoodbye(IConnection connection)
    {
        try
        {
            Send(connection, [PacketType.Disconnect, 0], 2);
        }
        catch (MqttException)
        {
            // The connection ends all the same.
        }
    }

    /// <summary>Writes a packet; the caller has the turn. A failure closes the connection.</summary>
    private void Write(IConnection connection, byte[] packet, int length)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                throw Closed();
            }

            _writeAt = _clock.Milliseconds;
        }

        try
        {
            connection.Write(packet, 0, length);
        }
        catch (Exception thrown)
        {
            Close(connection, Lost(thrown));
            lock (_lock)
            {
                throw Closed();
            }
        }
        finally
        {
            lock (_lock)
            {
                _writeAt = -1;
                _sentAt = _clock.Milliseconds;
            }
        }
    }
}
