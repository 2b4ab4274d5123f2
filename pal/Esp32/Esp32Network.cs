using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace NfToken.Pal.Esp32;

/// <summary>Wi-Fi as a station, with DHCP, and the time of day by SNTP, which the firmware fetches once it is connected.</summary>
public static class Esp32Network
{
    /// <summary>
    /// Whether the Wi-Fi interface has an address by DHCP: then the radio runs. The firmware tells 0.0.0.0 while Wi-Fi is not started or has not joined. A
    /// static address stands in the settings whether the radio runs or not, so with one this is false.
    /// </summary>
    public static bool HasAddress
    {
        get
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211 && interfaces[i].IsDhcpEnabled)
                {
                    string address = interfaces[i].IPv4Address;
                    return address != null && address.Length > 0 && address[0] != '0';
                }
            }

            return false;
        }
    }

    /// <summary>Joins the network and waits until the board has an address and the time.</summary>
    /// <param name="ssid">The network's name; empty to use the settings stored on the board (Device Explorer, <c>nanoff</c>).</param>
    /// <param name="password">Its password.</param>
    /// <param name="timeout">Milliseconds for all of it.</param>
    /// <exception cref="TlsException"><see cref="TlsError.Unreachable"/> without network; <see cref="TlsError.Timeout"/> where only the time
    /// of day is missing.</exception>
    public static void Connect(string ssid, string password, int timeout)
    {
        CancellationTokenSource source = new(timeout);
        bool isConnected = ssid.Length == 0
            ? WifiNetworkHelper.Reconnect(true, 0, source.Token)
            : WifiNetworkHelper.ConnectDhcp(ssid, password, WifiReconnectionKind.Automatic, true, 0, source.Token);
        source.Dispose();
        if (!isConnected)
        {
            throw Explain(ssid);
        }
    }

    private static TlsException Explain(string ssid)
    {
        switch (WifiNetworkHelper.Status)
        {
            case NetworkHelperStatus.FailedNoNetworkInterface:
                return new TlsException(TlsError.Unreachable, "no Wi-Fi interface");
            case NetworkHelperStatus.TokenExpiredWaitingIPAddress:
                return new TlsException(TlsError.Unreachable, "no address from the network: check name and password");
            case NetworkHelperStatus.TokenExpiredWaitingDateTime:
                return new TlsException(TlsError.Timeout, "no time of day by SNTP: is UDP port 123 open?");
            case NetworkHelperStatus.ErrorConnetingToWiFiWhileScanning:
                return new TlsException(TlsError.Unreachable, "Wi-Fi refused: check name and password");
            default:
                Exception e = WifiNetworkHelper.HelperException;
                string detail = e == null ? "" : " (" + e.Message + ")";
                return new TlsException(TlsError.Unreachable, (ssid.Length == 0 ? "stored network" : ssid) + detail);
        }
    }
}
