namespace NfToken.Mqtt;

/// <summary>
/// QoS 1 messages in the order of their publication: first those sent and not acknowledged, then those that wait for room among
/// them (sections 4.4 and 4.6). A ring of fixed size; its owner locks. A message's bytes are changed only by the thread whose turn
/// it is to write, so an acknowledgement that comes while they are sent again does no harm.
/// </summary>
internal sealed class OutgoingQueue
{
    private readonly OutgoingMessage[] _messages;
    private readonly int _maxInFlight;
    private int _head;
    private int _inFlight;

    public OutgoingQueue(int maxPending, int maxInFlight)
    {
        _messages = new OutgoingMessage[maxPending];
        _maxInFlight = maxInFlight;
    }

    /// <summary>Messages held.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is room for one more.</summary>
    /// <param name="isListener">Whether the listener asks, to whom half of the room is kept.</param>
    public bool HasRoom(bool isListener) => Count < (isListener ? _messages.Length : _messages.Length / 2);

    /// <summary>Adds a message at the end. There is room, and no message of this id.</summary>
    public void Add(byte[] topic, byte[] payload, bool retain, int id)
    {
        int index = (_head + Count) % _messages.Length;
        OutgoingMessage message = _messages[index];
        if (message == null)
        {
            message = new OutgoingMessage();
            _messages[index] = message;
        }

        int length = PacketWriter.LengthOf(PublishPacket.Remaining(topic, payload, MqttQos.AtLeastOnce));
        if (message.Packet == null || message.Packet.Length < length)
        {
            message.Packet = new byte[length];
        }

        message.Length = PublishPacket.Encode(message.Packet, topic, payload, MqttQos.AtLeastOnce, retain, id);
        message.Id = id;
        message.IsSent = false;
        message.IsDone = false;
        Count++;
    }

    /// <summary>Whether a message of this id is held.</summary>
    public bool Contains(int id)
    {
        OutgoingMessage message = Find(id);
        return message != null && !message.IsDone;
    }

    /// <summary>The next message to send for the first time on this connection, marked as sent; null where there is none or no room.</summary>
    public OutgoingMessage TakeUnsent(long now)
    {
        if (_inFlight >= _maxInFlight)
        {
            return null;
        }

        for (int i = 0; i < Count; i++)
        {
            OutgoingMessage message = At(i);
            if (!message.IsSent && !message.IsDone)
            {
                message.IsSent = true;
                message.SentAt = now;
                _inFlight++;
                return message;
            }
        }

        return null;
    }

    /// <summary>The first message sent this long ago, marked as a duplicate sent now; null where there is none.</summary>
    public OutgoingMessage TakeOverdue(long now, int milliseconds)
    {
        for (int i = 0; i < Count; i++)
        {
            OutgoingMessage message = At(i);
            if (message.IsSent && !message.IsDone && now - message.SentAt >= milliseconds)
            {
                message.SentAt = now;
                message.Packet[0] |= PacketType.Duplicate;
                return message;
            }
        }

        return null;
    }

    /// <summary>Takes an acknowledgement; one for a message that is not on its way is of a second delivery, and means nothing.</summary>
    public void Acknowledge(int id)
    {
        OutgoingMessage message = Find(id);
        if (message == null || !message.IsSent || message.IsDone)
        {
            return;
        }

        message.IsDone = true;
        _inFlight--;
        while (Count > 0 && At(0).IsDone)
        {
            _head = (_head + 1) % _messages.Length;
            Count--;
        }
    }

    /// <summary>Makes all messages unsent, for a new connection in the same session; those sent before become duplicates.</summary>
    public void SendAgain()
    {
        for (int i = 0; i < Count; i++)
        {
            OutgoingMessage message = At(i);
            if (message.IsSent && !message.IsDone)
            {
                message.IsSent = false;
                message.Packet[0] |= PacketType.Duplicate;
            }
        }

        _inFlight = 0;
    }

    /// <summary>Forgets all messages.</summary>
    public void Clear()
    {
        Count = 0;
        _inFlight = 0;
    }

    private OutgoingMessage At(int index) => _messages[(_head + index) % _messages.Length];

    private OutgoingMessage Find(int id)
    {
        for (int i = 0; i < Count; i++)
        {
            OutgoingMessage message = At(i);
            if (message.Id == id)
            {
                return message;
            }
        }

        return null;
    }
}
