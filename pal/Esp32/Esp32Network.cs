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
