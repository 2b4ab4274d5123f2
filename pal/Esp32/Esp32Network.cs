using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace NfToken.Pal.Esp32;

/// <summary>Wi-Fi as a station, with DHCP.</summary>
public sealed class Esp32Network : INetwork
{
    private readonly string _ssid;
    private readonly string _password;

    /// <summary>Names the network.</summary>
    /// <param name="ssid">Its name; empty to use the settings stored on the board (<c>nanoff --networkdeployment</c>, Device Explorer).</param>
    /// <param name="password">Its password.</param>
    public Esp32Network(string ssid, string password)
    {
        _ssid = ssid;
        _password = password;
    }

    /// <summary>
    /// Whether the Wi-Fi interface has an address by DHCP: then the radio runs. The firmware tells 0.0.0.0 while Wi-Fi is not started or has not joined. A
    /// static address stands in the settings whether the radio runs or not, so with one this is false.
    /// </summary>
    public static bool HasAddress
    {
        get
        {
            NetworkInterface station = Esp32DeviceId.Station();
            if (station == null || !station.IsDhcpEnabled)
            {
                return false;
            }

            string address = station.IPv4Address;
            return address != null && address.Length > 0 && address[0] != '0';
        }
    }

    /// <inheritdoc/>
    public string Address
    {
        get
        {
            NetworkInterface station = Esp32DeviceId.Station();
            return station == null ? "" : station.IPv4Address;
        }
    }

    /// <inheritdoc/>
    public void Connect(int timeout)
    {
        CancellationTokenSource source = new(timeout);
        bool isConnected = _ssid.Length == 0
            ? WifiNetworkHelper.Reconnect(false, 0, source.Token)
            : WifiNetworkHelper.ConnectDhcp(_ssid, _password, WifiReconnectionKind.Automatic, false, 0, source.Token);
        source.Dispose();
        if (!isConnected)
        {
            throw Explain();
        }
    }

    private TlsException Explain()
    {
        switch (WifiNetworkHelper.Status)
        {
            case NetworkHelperStatus.FailedNoNetworkInterface:
                return new TlsException(TlsError.Unreachable, "no Wi-Fi interface");
            case NetworkHelperStatus.TokenExpiredWaitingIPAddress:
                return new TlsException(TlsError.Unreachable, "no address from the network: check name and password");
            case NetworkHelperStatus.ErrorConnetingToWiFiWhileScanning:
                return new TlsException(TlsError.Unreachable, "Wi-Fi refused: check name and password");
            default:
                Exception e = WifiNetworkHelper.HelperException;
                string detail = e == null ? "" : " (" + e.Message + ")";
                return new TlsException(TlsError.Unreachable, (_ssid.Length == 0 ? "stored network" : _ssid) + detail);
        }
    }
}
