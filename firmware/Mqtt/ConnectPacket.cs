namespace NfToken.Mqtt;

/// <summary>CONNECT (section 3.1).</summary>
internal static class ConnectPacket
{
    private const int CleanSession = 0x02;
    private const int Will = 0x04;
    private const int WillQosShift = 3;
    private const int WillRetain = 0x20;
    private const int PasswordFlag = 0x40;
    private const int UserNameFlag = 0x80;
    private const int ProtocolLevel = 4;

    /// <summary>Encodes the packet. It may hold a password: the caller clears it.</summary>
    /// <exception cref="MqttException"><see cref="MqttError.Argument"/>.</exception>
    public static byte[] Encode(MqttOptions options)
    {
        byte[] id = Utf8.Encode(options.ClientId ?? "", "client id");
        Check(id.Length > 0 || options.CleanSession, "client id: empty");
        Check(options.Password == null || options.UserName != null, "password without user name");
        Check(options.Password == null || options.Password.Length <= 0xFFFF, "password: too long");
        Check(options.KeepAlive >= 0 && options.KeepAlive <= 0xFFFF, "keep-alive: 0 to 65535");

        // Protocol name, level, flags and keep-alive take 10 bytes (section 3.1.2).
        int flags = options.CleanSession ? CleanSession : 0;
        int remaining = 10 + 2 + id.Length;
        byte[] willTopic = null;
        byte[] willPayload = null;
        if (options.WillTopic != null)
        {
            willTopic = Topic.EncodeName(options.WillTopic);
            willPayload = options.WillPayload ?? [];
            Check(willPayload.Length <= 0xFFFF, "will: too long");
            flags |= Will | ((int)options.WillQos << WillQosShift) | (options.WillRetain ? WillRetain : 0);
            remaining += 4 + willTopic.Length + willPayload.Length;
        }

        byte[] userName = null;
        if (options.UserName != null)
        {
            userName = Utf8.Encode(options.UserName, "user name");
            flags |= UserNameFlag;
            remaining += 2 + userName.Length;
        }

        if (options.Password != null)
        {
            flags |= PasswordFlag;
            remaining += 2 + options.Password.Length;
        }

        byte[] packet = new byte[PacketWriter.LengthOf(remaining)];
        PacketWriter writer = new PacketWriter(packet, PacketType.Connect, remaining);
        writer.Number(4);
        writer.Byte('M');
        writer.Byte('Q');
        writer.Byte('T');
        writer.Byte('T');
        writer.Byte(ProtocolLevel);
        writer.Byte(flags);
        writer.Number(options.KeepAlive);
        writer.Field(id);
        if (willTopic != null)
        {
            writer.Field(willTopic);
            writer.Field(willPayload);
        }

        if (userName != null)
        {
            writer.Field(userName);
        }

        if (options.Password != null)
        {
            writer.Field(options.Password);
        }

        return packet;
    }

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw new MqttException(MqttError.Argument, message);
        }
    }
}
