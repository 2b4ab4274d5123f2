using System.Net.NetworkInformation;

namespace NfToken.Pal.Esp32;

/// <summary>The chip's own number: the MAC address of its station interface, burnt into its fuses.</summary>
public sealed class Esp32DeviceId : IDeviceId
{
    /// <inheritdoc/>
    public byte[] ReadDeviceId() => (Station() ?? NetworkInterface.GetAllNetworkInterfaces()[0]).PhysicalAddress;

    /// <summary>The Wi-Fi interface, or null.</summary>
    internal static NetworkInterface Station()
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
            {
                return interfaces[i];
            }
        }

        return null;
    }
}
