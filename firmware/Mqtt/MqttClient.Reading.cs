using System;
using System.Text;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <summary>The reader thread.</summary>
public sealed partial class MqttClient
{
    private readonly byte[] _puback = new byte[4];

    private void ReadAll(IConnection connection)
    {
        MqttException reason;
        try
        {
            while (_packets.Next(connection) && Handle(connection))
            {
            }

            reason = new MqttException(
                MqttError.ConnectionLost,
                _isEstablished ? "broker closed the connection" : "broker closed the connection before CONNACK");
        }
        catch (MqttException thrown)
        {
            reason = thrown;
        }
        catch (Exception thrown)
        {
            reason = Lost(thrown);
        }

        Close(connection, reason);
        bool isEstablished;
        lock (_lock)
        {
            reason = _failure;
            isEstablished = _isEstablished;
            _reader = null;
            _signal.Raise();
        }

        if (isEstablished && _listener != null)
        {
            try
            {
                _listener.OnClosed(this, reason);
            }
            catch (Exception)
            {
                // Nothing is left to close, and nobody to tell: the reason itself stays recorded.
            }
        }
    }

    /// <summary>Takes the packet just read.</summary>
    /// <returns>False where the connection has been ended meanwhile.</returns>
    private bool Handle(IConnection connection)
    {
        int header = _packets.Header;
        lock (_lock)
        {
            if (_connection != connection)
            {
                return false;
            }

            _receivedAt = _clock.Milliseconds;
            if (!_isEstablished && header != PacketType.Connack)
            {
                throw Violation("no CONNACK first");
            }
        }

        if ((header & 0xF0) == PacketType.Publish)
        {
            HandlePublish(connection, header);
            return true;
        }

        switch (header)
        {
            case PacketType.Puback:
                HandlePuback(connection);
                break;
            case PacketType.Pingresp:
                HandlePingresp();
                break;
            case PacketType.Suback:
            case PacketType.Unsuback:
                HandleAnswer(header);
                break;
            case PacketType.Connack:
                HandleConnack();
                break;
            default:
                throw Violation("packet type or flags");
        }

        return true;
    }

    /// <summary>Section 3.2.</summary>
    private void HandleConnack()
    {
        RequireLength(PacketType.Connack, 2);
        int flags = _packets.Buffer[_packets.Offset];
        int code = _packets.Buffer[_packets.Offset + 1];
        if (code != 0 && flags == 0)
        {
            throw Refusal(code);
        }

        if (code != 0 || flags > 1 || (flags == 1 && _options.CleanSession))
        {
            throw Violation("CONNACK");
        }

        lock (_lock)
        {
            if (_isEstablished)
            {
                throw Violation("second CONNACK");
            }

            _isEstablished = true;
            _isSessionPresent = flags == 1;
            _signal.Raise();
        }
    }

    /// <summary>Section 3.3. The acknowledgement goes out when the listener has returned.</summary>
    private void HandlePublish(IConnection connection, int header)
    {
        byte[] buffer = _packets.Buffer;
        int offset = _packets.Offset;
        int end = offset + _packets.Length;
        int qos = (header >> 1) & 3;
        if (qos > 1 || (qos == 0 && (header & PacketType.Duplicate) != 0))
        {
            throw Violation("PUBLISH flags");
        }

        int length = end - offset < 2 ? -1 : (buffer[offset] << 8) | buffer[offset + 1];
        int payload = offset + 2 + length + (2 * qos);
        if (length < 0 || payload > end)
        {
            throw Violation("PUBLISH cut off");
        }

        if (!Topic.IsName(buffer, offset + 2, length))
        {
            throw Violation("PUBLISH topic");
        }

        int id = qos == 0 ? 0 : (buffer[payload - 2] << 8) | buffer[payload - 1];
        if (qos == 1 && id == 0)
        {
            throw Violation("packet id 0");
        }

        if (_listener != null)
        {
            _message.Topic = Encoding.UTF8.GetString(buffer, offset + 2, length);
            _message.Offset = payload;
            _message.Length = end - payload;
            _message.Qos = (MqttQos)qos;
            _message.IsRetained = (header & PacketType.Retain) != 0;
            _message.IsDuplicate = (header & PacketType.Duplicate) != 0;
            CallListener();
        }

        if (qos == 1)
        {
            Acknowledge(connection, id);
        }
    }

    private void CallListener()
    {
        SetListening(true);
        try
        {
            _listener.OnMessage(this, _message);
        }
        catch (Exception thrown)
        {
            throw new MqttException(MqttError.Listener, "listener: " + thrown.Message, thrown);
        }
        finally
        {
            SetListening(false);
        }
    }

    private void Acknowledge(IConnection connection, int id)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return;
            }
        }

        // Only this thread uses the array.
        PacketWriter writer = new PacketWriter(_puback, PacketType.Puback, 2);
        writer.Number(id);
        Send(connection, _puback, _puback.Length);
    }

    /// <summary>Section 3.4.</summary>
    private void HandlePuback(IConnection connection)
    {
        RequireLength(PacketType.Puback, 2);
        int id = ReadId();
        bool hasMore;
        lock (_lock)
        {
            _queue.Acknowledge(id);
            hasMore = _queue.Count > 0;
            _signal.Raise();
        }

        if (hasMore)
        {
            SendUnsent(connection);
        }
    }

    /// <summary>SUBACK and UNSUBACK, sections 3.9 and 3.11.</summary>
    private void HandleAnswer(int header)
    {
        RequireLength(header, header == PacketType.Suback ? 3 : 2);
        int id = ReadId();
        int code = header == PacketType.Suback ? _packets.Buffer[_packets.Offset + 2] : 0;
        lock (_lock)
        {
            if (id != _requestId || header != _requestAnswer || _requestResult >= 0)
            {
                throw Violation("answer to no request");
            }

            if (code > _requestQos && code != 0x80)
            {
                throw Violation("SUBACK code");
            }

            _requestResult = code;
            _signal.Raise();
        }
    }

    /// <summary>Section 3.13.</summary>
    private void HandlePingresp()
    {
        RequireLength(PacketType.Pingresp, 0);
        lock (_lock)
        {
            if (_pingAt < 0)
            {
                throw Violation("PINGRESP to no PINGREQ");
            }

            _pingAt = -1;
        }
    }

    private int ReadId()
    {
        int id = (_packets.Buffer[_packets.Offset] << 8) | _packets.Buffer[_packets.Offset + 1];
        return id != 0 ? id : throw Violation("packet id 0");
    }

    private void RequireLength(int header, int length)
    {
        if (_packets.Length != length)
        {
            throw Violation("packet type " + (header >> 4) + " with length " + _packets.Length);
        }
    }

    /// <summary>Section 3.2.2.3.</summary>
    private static MqttException Refusal(int code) => code switch
    {
        1 => new MqttException(MqttError.RefusedVersion, "broker refused MQTT 3.1.1"),
        2 => new MqttException(MqttError.RefusedClientId, "broker refused the client id"),
        3 => new MqttException(MqttError.RefusedUnavailable, "broker: service unavailable"),
        4 => new MqttException(MqttError.RefusedCredentials, "broker refused user name or password"),
        5 => new MqttException(MqttError.RefusedAuthorization, "broker: client not authorised"),
        _ => Violation("CONNACK code " + code),
    };

    private static MqttException Violation(string what) => new MqttException(MqttError.Protocol, "broker broke MQTT: " + what);

    private static MqttException Lost(Exception cause) =>
        new MqttException(MqttError.ConnectionLost, "connection lost: " + cause.Message, cause);
}
