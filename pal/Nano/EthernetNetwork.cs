using System;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace NfToken.Pal.Nano;

/// <summary>Ethernet, with the settings stored on the board: DHCP where nobody changed them.</summary>
public sealed class EthernetNetwork : INetwork
{
    /// <inheritdoc/>
    public string Address
    {
        get
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            return interfaces.Length == 0 ? "" : interfaces[0].IPv4Address;
        }
    }

    /// <inheritdoc/>
    public void Connect(int timeout)
    {
        CancellationTokenSource source = new(timeout);
        bool isConnected = NetworkHelper.SetupAndConnectNetwork(source.Token, false);
        source.Dispose();
        if (!isConnected)
        {
            Exception e = NetworkHelper.HelperException;
            throw new TlsException(
                TlsError.Unreachable,
                NetworkHelper.Status == NetworkHelperStatus.TokenExpiredWaitingIPAddress ? "no address by DHCP: is the cable in?"
                : "no network" + (e == null ? "" : " (" + e.Message + ")"));
        }
    }
}
