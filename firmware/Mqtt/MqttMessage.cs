using System;

namespace NfToken.Mqtt;

/// <summary>A message from the broker: a view of the receive buffer, good until the listener returns.</summary>
public sealed class MqttMessage
{
    internal MqttMessage(byte[] buffer)
    {
        Buffer = buffer;
    }

    /// <summary>Name of the topic it was published to.</summary>
    public string Topic { get; internal set; }

    /// <summary>Holds the payload, and more that is not the listener's.</summary>
    public byte[] Buffer { get; }

    /// <summary>Where in <see cref="Buffer"/> the payload starts.</summary>
    public int Offset { get; internal set; }

    /// <summary>Length of the payload in bytes; may be 0.</summary>
    public int Length { get; internal set; }

    /// <summary>Quality of service of this delivery.</summary>
    public MqttQos Qos { get; internal set; }

    /// <summary>Whether the broker kept this message from before the subscription (section 3.3.1.3).</summary>
    public bool IsRetained { get; internal set; }

    /// <summary>Whether this may be a second delivery (section 3.3.1.1).</summary>
    public bool IsDuplicate { get; internal set; }

    /// <summary>A copy of the payload, to keep.</summary>
    public byte[] ToArray()
    {
        byte[] payload = new byte[Length];
        Array.Copy(Buffer, Offset, payload, 0, Length);
        return payload;
    }
}
