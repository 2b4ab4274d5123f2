namespace NfToken.Mqtt;

/// <summary>What a client tells the broker of itself, and the client's own bounds.</summary>
public sealed class MqttOptions
{
    /// <summary>Client identifier, unique among the broker's clients; empty: the broker makes one up (then <see cref="CleanSession"/> only).</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Whether broker and client forget subscriptions and unacknowledged messages between connections (section 3.1.2.4).</summary>
    public bool CleanSession { get; set; } = true;

    /// <summary>Seconds within which the client sends something, so that each side notices the other's end; 0: off, at most 65535.</summary>
    public int KeepAlive { get; set; } = 60;

    /// <summary>User name, or null.</summary>
    public string UserName { get; set; }

    /// <summary>Password, or null; needs a <see cref="UserName"/>. The client keeps no copy.</summary>
    public byte[] Password { get; set; }

    /// <summary>Topic of the will, which the broker publishes when the client vanishes; null: no will.</summary>
    public string WillTopic { get; set; }

    /// <summary>Payload of the will, at most 65535 bytes; null: empty.</summary>
    public byte[] WillPayload { get; set; }

    /// <summary>Quality of service of the will.</summary>
    public MqttQos WillQos { get; set; }

    /// <summary>Whether the broker retains the will.</summary>
    public bool WillRetain { get; set; }

    /// <summary>
    /// Longest packet either way in bytes, its header included; 32 to 268435460. The receive buffer has this size, and a
    /// longer packet from the broker ends the connection.
    /// </summary>
    public int MaxPacketSize { get; set; } = 1024;

    /// <summary>How many QoS 1 messages are on their way unacknowledged at once; 1 to <see cref="MaxPending"/>.</summary>
    public int MaxInFlight { get; set; } = 4;

    /// <summary>
    /// How many QoS 1 messages the client holds, on their way or queued; 2 to 1000. Each keeps a buffer of the longest packet it ever
    /// held. Half of them are left to the listener, which cannot wait for room.
    /// </summary>
    public int MaxPending { get; set; } = 16;

    /// <summary>Milliseconds within which the broker answers CONNECT, SUBSCRIBE and PINGREQ and takes what is written, or is held for dead.</summary>
    public int ResponseTimeout { get; set; } = 10000;

    /// <summary>Milliseconds after which an unacknowledged QoS 1 message is sent again on the same connection; 0: only on the next.</summary>
    public int RetransmitAfter { get; set; } = 20000;

    /// <summary>
    /// Whether the client has a thread that calls <see cref="MqttClient.Service"/>; without it the application calls it at
    /// least each second.
    /// </summary>
    public bool HasServiceThread { get; set; } = true;
}
