using System;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Mqtt;

/// <summary>
/// A client of MQTT 3.1.1 (OASIS Standard, 29 October 2014; sections cited are its) with QoS 0 and 1, over any connection.
/// </summary>
/// <remarks>
/// All members may be called from any thread. One thread reads and calls the listener; another, unless switched off, keeps time.
/// Both end with the connection, so a program ends only after <see cref="Disconnect"/> or a failure. What fails
/// on either thread closes the connection and is thrown to the callers that wait, to later callers, and given to the listener.
/// RAM: the receive buffer, one buffer a QoS 1 message on its way or queued, one for QoS 0.
/// </remarks>
public sealed partial class MqttClient : IDisposable
{
    private readonly IClock _clock;
    private readonly MqttOptions _options;
    private readonly IMqttListener _listener;
    private readonly PacketReader _packets;
    private readonly MqttMessage _message;
    private readonly OutgoingQueue _queue;

    // Guards all fields below and the queue; never held while reading, writing or calling the listener.
    private readonly object _lock = new object();
    private readonly Signal _signal = new Signal();
    private IConnection _connection;
    private bool _isEstablished;
    private bool _isSessionPresent;
    private bool _isLeaving;
    private MqttException _failure;
    private Thread _reader;
    private ManualResetEvent _ended;
    private int _lastId;

    /// <summary>Makes a client without a connection.</summary>
    /// <param name="clock">Gives the milliseconds by which keep-alive and retransmission go.</param>
    /// <param name="options">Identity and bounds; kept, not copied.</param>
    /// <param name="listener">Takes messages, or null.</param>
    /// <exception cref="MqttException"><see cref="MqttError.Argument"/>: a bound is out of range.</exception>
    public MqttClient(IClock clock, MqttOptions options, IMqttListener listener)
    {
        if (options.MaxPacketSize < 32 || options.MaxPacketSize > 268435460 || options.MaxPending < 2 || options.MaxPending > 1000
            || options.MaxInFlight < 1 || options.MaxInFlight > options.MaxPending || options.ResponseTimeout < 1
            || options.RetransmitAfter < 0)
        {
            throw new MqttException(MqttError.Argument, "MQTT options: out of range");
        }

        _clock = clock;
        _options = options;
        _listener = listener;
        _packets = new PacketReader(options.MaxPacketSize);
        _message = new MqttMessage(_packets.Buffer);
        _queue = new OutgoingQueue(options.MaxPending, options.MaxInFlight);
    }

    /// <summary>Whether there is an established connection.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_lock)
            {
                return _isEstablished && _connection != null;
            }
        }
    }

    /// <summary>Whether the broker had kept this client's session at the last <see cref="Connect"/> (section 3.2.2.2): else subscribe again.</summary>
    public bool IsSessionPresent
    {
        get
        {
            lock (_lock)
            {
                return _isSessionPresent;
            }
        }
    }

    /// <summary>
    /// Sends CONNECT and waits for the broker's answer. Without <see cref="MqttOptions.CleanSession"/>, messages that an
    /// earlier connection left unacknowledged are then sent again; with it they are forgotten.
    /// </summary>
    /// <param name="connection">A fresh connection, the client's from here on: closed with the session, and when this fails. Given the one that it has already,
    /// it fails and leaves that alone.</param>
    /// <exception cref="MqttException">The broker refused or did not answer.</exception>
    public void Connect(IConnection connection)
    {
        byte[] packet = null;
        bool isTaken = false;
        try
        {
            packet = ConnectPacket.Encode(_options);
            Begin(connection, out isTaken);
            TakeTurn(connection);
            try
            {
                Write(connection, packet, packet.Length);
            }
            finally
            {
                EndTurn();
            }

            if (!Wait(() => _isEstablished || _connection != connection, _options.ResponseTimeout))
            {
                Close(connection, new MqttException(MqttError.Timeout, "no CONNACK from the broker"));
            }

            SendUnsent(connection);
        }
        catch (Exception thrown)
        {
            if (isTaken)
            {
                Close(connection, Lost(thrown));
            }

            if (isTaken || !IsCurrent(connection))
            {
                connection.Close();
            }

            throw;
        }
        finally
        {
            if (packet != null)
            {
                Array.Clear(packet, 0, packet.Length);
            }
        }
    }

    /// <summary>
    /// Sends a message. QoS 1: queues it, sends it as soon as fewer than <see cref="MqttOptions.MaxInFlight"/> are on their way, and
    /// repeats it until it is acknowledged; waits where the queue is full, but not when called by the listener.
    /// </summary>
    /// <param name="topic">Topic name, without wildcards.</param>
    /// <param name="payload">The message; not kept.</param>
    /// <param name="qos">How hard to try.</param>
    /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
    /// <returns>Its packet identifier for <see cref="WaitForAcknowledgement"/>; 0 with QoS 0.</returns>
    /// <exception cref="MqttException">It is not sent; or the connection failed, and then a QoS 1 message of a session that persists is
    /// kept where this had already queued it, and its identifier returned instead.</exception>
    public int Publish(string topic, byte[] payload, MqttQos qos, bool retain = false)
    {
        byte[] name = Topic.EncodeName(topic);
        int length = PacketWriter.LengthOf(PublishPacket.Remaining(name, payload, qos));
        if (length > _options.MaxPacketSize)
        {
            throw new MqttException(MqttError.TooLarge, "message: packet of " + length + " bytes, limit " + _options.MaxPacketSize);
        }

        IConnection connection = Connected();
        if (qos == MqttQos.AtMostOnce)
        {
            SendOnce(connection, name, payload, retain, length);
            return 0;
        }

        bool isListener = IsReader;
        int id;
        while ((id = Enqueue(connection, name, payload, retain, isListener)) == 0)
        {
            if (isListener || !Wait(() => _connection != connection || _queue.HasRoom(false), _options.ResponseTimeout))
            {
                throw new MqttException(MqttError.QueueFull, "too many messages unacknowledged");
            }
        }

        return id;
    }

    /// <summary>
    /// Ends the session in order (DISCONNECT, section 3.14) and closes the connection; waits for the reader thread unless that calls.
    /// Messages not acknowledged are left: <see cref="Flush"/> first. Does nothing where there is no connection, and never throws.
    /// </summary>
    public void Disconnect()
    {
        IConnection connection;
        bool isEstablished;
        lock (_lock)
        {
            connection = _connection;
            isEstablished = _isEstablished;

            // The broker may close before this side does: that is no failure then.
            _isLeaving = true;
        }

        if (connection != null)
        {
            if (isEstablished)
            {
                SayGoodbye(connection);
            }

            Close(connection, null);
        }

        if (!IsReader)
        {
            Wait(() => _reader == null, _options.ResponseTimeout);
        }
    }

    /// <summary>The same as <see cref="Disconnect"/>; the client can connect again.</summary>
    public void Dispose() => Disconnect();

    private bool IsCurrent(IConnection connection)
    {
        lock (_lock)
        {
            return _connection == connection;
        }
    }

    /// <param name="connection">The new connection.</param>
    /// <param name="isTaken">Whether it has become the client's, be it that this throws afterwards.</param>
    private void Begin(IConnection connection, out bool isTaken)
    {
        isTaken = false;
        RefuseReader();
        Wait(() => _connection != null || _reader == null, _options.ResponseTimeout);
        ManualResetEvent ended = new ManualResetEvent(false);
        Thread reader = new Thread(() => ReadAll(connection));
        lock (_lock)
        {
            if (_reader != null || _connection != null)
            {
                throw new MqttException(MqttError.Argument, "connected already");
            }

            _connection = connection;
            isTaken = true;
            _reader = reader;
            _ended = ended;
            _isEstablished = false;
            _isSessionPresent = false;
            _isLeaving = false;
            _failure = null;
            _packets.Reset();
            ResetTimes();
            if (_options.CleanSession)
            {
                _queue.Clear();
            }
            else
            {
                _queue.SendAgain();
            }
        }

        try
        {
            reader.Start();
        }
        catch (Exception)
        {
            // A thread that never ran cannot take itself off.
            lock (_lock)
            {
                _reader = null;
            }

            throw;
        }

        if (_options.HasServiceThread)
        {
            new Thread(() => KeepTime(connection, ended)).Start();
        }
    }

    private IConnection Connected()
    {
        lock (_lock)
        {
            return _isEstablished && _connection != null ? _connection : throw Closed();
        }
    }

    /// <summary>Why there is no connection: a new exception, as the one recorded may be thrown on several threads.</summary>
    private MqttException Closed() =>
        _failure == null ? new MqttException(MqttError.NotConnected, "not connected")
            : new MqttException(_failure.Error, _failure.Message, _failure);

    /// <summary>The next packet identifier that is in use by nothing (section 2.3.1).</summary>
    private int NextId()
    {
        do
        {
            _lastId = _lastId < 0xFFFF ? _lastId + 1 : 1;
        }
        while (_lastId == _requestId || _queue.Contains(_lastId));

        return _lastId;
    }

    /// <summary>Ends a connection, unless it has ended: the first reason stands.</summary>
    private void Close(IConnection connection, MqttException reason)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return;
            }

            _connection = null;
            _failure = _isLeaving ? null : reason;
            _ended.Set();
            _signal.Raise();
        }

        try
        {
            connection.Close();
        }
        catch (Exception)
        {
            // It is given up, and why is recorded.
        }
    }
}
