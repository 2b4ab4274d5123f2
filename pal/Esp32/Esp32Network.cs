using System;
using System.Device.Wifi;
using System.Threading;
using nanoFramework.Networking;

namespace NfToken.Pal.Esp32;

/// <summary>Wi-Fi as a station, with DHCP, and the time of day by SNTP, which the firmware fetches once it is connected.</summary>
public static class Esp32Network
{
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
