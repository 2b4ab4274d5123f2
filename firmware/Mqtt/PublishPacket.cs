namespace NfToken.Mqtt;

/// <summary>PUBLISH (section 3.3).</summary>
internal static class PublishPacket
{
    /// <summary>Remaining length.</summary>
    public static int Remaining(byte[] topic, byte[] payload, MqttQos qos) =>
        topic.Length + payload.Length + (qos == MqttQos.AtMostOnce ? 2 : 4);

    /// <summary>Encodes a packet into the start of a buffer that has the room.</summary>
    /// <returns>Its length.</returns>
    public static int Encode(byte[] buffer, byte[] topic, byte[] payload, MqttQos qos, bool retain, int id)
    {
        int header = PacketType.Publish | ((int)qos << 1) | (retain ? PacketType.Retain : 0);
        PacketWriter writer = new PacketWriter(buffer, header, Remaining(topic, payload, qos));
        writer.Field(topic);
        if (qos != MqttQos.AtMostOnce)
        {
            writer.Number(id);
        }

        writer.Bytes(payload);
        return writer.Length;
    }
}
