namespace NfToken.HelloWorld.Board;

/// <summary>
/// What differs from one owner to the next and is no secret of the token. What the board was told over its console (<c>config</c>, <c>nftoken provision</c>) comes first; this counts
/// where it was told nothing.
/// </summary>
internal static class BoardSettings
{
    /// <summary>Name of the Wi-Fi network; empty: the one stored on the board (Device Explorer, "Edit network configuration"). Nothing to boards with Ethernet.</summary>
    public const string Ssid = "";

    /// <summary>Password of the Wi-Fi network; a network stored on the board needs none here.</summary>
    public const string Password = "";

    /// <summary>The broker's name, as in its certificate; empty: the board waits until it is told. <c>…-ats.iot.eu-central-1.amazonaws.com</c>.</summary>
    public const string Host = "";

    /// <summary>The broker's port. The board's TLS has no ALPN, so AWS IoT is reached on 8883 only.</summary>
    public const int Port = 8883;

    /// <summary>MQTT client identifier; empty: <c>nftoken-</c> and the number of the chip.</summary>
    public const string ClientId = "";

    /// <summary>Milliseconds after which a hello world that succeeded is said again; negative: it is said once.</summary>
    public const int RepeatAfter = -1;
}
