namespace NfToken.Pal;

/// <summary>What makes two boards with the same flash image differ: the chip's own number.</summary>
public interface IDeviceId
{
    /// <summary>The unique number of this chip: the MAC address of an ESP32 (6 bytes), the UID of an STM32 (12 bytes). No secret.</summary>
    byte[] ReadDeviceId();
}
