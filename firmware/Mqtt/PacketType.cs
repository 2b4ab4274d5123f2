namespace NfToken.Mqtt;

/// <summary>First bytes of control packets: type, and the flags that go with it (sections 2.2.1 and 2.2.2).</summary>
internal static class PacketType
{
    public const int Connect = 0x10;
    public const int Connack = 0x20;
    public const int Publish = 0x30;
    public const int Puback = 0x40;
    public const int Subscribe = 0x82;
    public const int Suback = 0x90;
    public const int Unsubscribe = 0xA2;
    public const int Unsuback = 0xB0;
    public const int Pingreq = 0xC0;
    public const int Pingresp = 0xD0;
    public const int Disconnect = 0xE0;

    /// <summary>PUBLISH's flags (section 3.3.1).</summary>
    public const int Duplicate = 0x08;
    public const int Retain = 0x01;
}
