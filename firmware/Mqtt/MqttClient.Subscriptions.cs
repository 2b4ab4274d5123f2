using NfToken.Pal;

namespace NfToken.Mqtt;

/// <content>Subscriptions (sections 3.8 to 3.11).</content>
public sealed partial class MqttClient
{
    // One SUBSCRIBE or UNSUBSCRIBE at a time: the packet that answers it, its id, and the code it brought or -1.
    private readonly object _request = new object();
    private int _requestAnswer;
    private int _requestId;
    private int _requestQos;
    private int _requestResult;

    /// <summary>Subscribes, and waits for the broker's answer.</summary>
    /// <param name="filter">Topic filter, with or without wildcards.</param>
    /// <param name="qos">The most that messages shall have.</param>
    /// <returns>What the broker granted; may be less.</returns>
    /// <exception cref="MqttException"><see cref="MqttError.RefusedSubscription"/>, or the connection failed.</exception>
    public MqttQos Subscribe(string filter, MqttQos qos)
    {
        int granted = Request(PacketType.Subscribe, PacketType.Suback, Topic.EncodeFilter(filter), (int)qos);
        if (granted == 0x80)
        {
            throw new MqttException(MqttError.RefusedSubscription, "broker refused to subscribe to " + filter);
        }

        return (MqttQos)granted;
    }

    /// <summary>Ends a subscription, and waits for the broker's answer.</summary>
    /// <param name="filter">The same filter.</param>
    /// <exception cref="MqttException">The connection failed.</exception>
    public void Unsubscribe(string filter) =>
        Request(PacketType.Unsubscribe, PacketType.Unsuback, Topic.EncodeFilter(filter), -1);

    private int Request(int header, int answer, byte[] filter, int qos)
    {
        RefuseReader();
        lock (_request)
        {
            IConnection connection = Connected();
            int id;
            lock (_lock)
            {
                id = NextId();
                _requestId = id;
                _requestAnswer = answer;
                _requestQos = qos < 0 ? 0 : qos;
                _requestResult = -1;
            }

            try
            {
                int remaining = 4 + filter.Length + (qos < 0 ? 0 : 1);
                byte[] packet = new byte[PacketWriter.LengthOf(remaining)];
                PacketWriter writer = new PacketWriter(packet, header, remaining);
                writer.Number(id);
                writer.Field(filter);
                if (qos >= 0)
                {
                    writer.Byte(qos);
                }

                Send(connection, packet, packet.Length);
                if (!Wait(() => _requestResult >= 0 || _connection != connection, _options.ResponseTimeout))
                {
                    Close(connection, new MqttException(MqttError.Timeout, qos < 0 ? "no UNSUBACK from the broker" : "no SUBACK from the broker"));
                }

                lock (_lock)
                {
                    if (_requestResult < 0)
                    {
                        throw Closed();
                    }

                    return _requestResult;
                }
            }
            finally
            {
                lock (_lock)
                {
                    _requestId = 0;
                }
            }
        }
    }
}
