namespace NfToken.Mqtt;

/// <summary>A QoS 1 message that has not been acknowledged, as an encoded packet. The buffer is kept for the next message.</summary>
internal sealed class OutgoingMessage
{
    public byte[] Packet;
    public int Length;
    public int Id;
    public long SentAt;
    public bool IsSent;
    public bool IsDone;
}
