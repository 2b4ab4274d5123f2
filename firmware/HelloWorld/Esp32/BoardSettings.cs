namespace NfToken.HelloWorld.Esp32;

/// <summary>What differs from one board to the next and is no secret of the token. Fill in before the Device build.</summary>
internal static class BoardSettings
{
    /// <summary>Name of the Wi-Fi network; empty: the one stored on the board (Device Explorer, "Edit network configuration").</summary>
    public static readonly string Ssid = "";

    /// <summary>Password of the Wi-Fi network; a network stored on the board needs none here.</summary>
    public static readonly string Password = "";

    /// <summary>The broker's name, as in its certificate: <c>…-ats.iot.eu-central-1.amazonaws.com</c>.</summary>
    public static readonly string Host = "";

    /// <summary>The broker's port. The board's TLS has no ALPN, so AWS IoT is reached on 8883 only.</summary>
    public const int Port = 8883;

    /// <summary>MQTT client identifier; empty: <c>nftoken-</c> and the MAC address.</summary>
    public static readonly string ClientId = "";

    /// <summary>Folder of the object store: littlefs on the config partition, which outlives a new application.</summary>
    public const string StoreFolder = "I:\\pkcs11";
}
