namespace NfToken.Provisioning;

/// <summary>The settings of a board: numbers of <see cref="BoardConfiguration"/>'s format, and names on the console.</summary>
public static class Setting
{
    /// <summary>The broker's name.</summary>
    public const byte Endpoint = 1;

    /// <summary>The broker's TCP port; 8883 where it is missing.</summary>
    public const byte Port = 2;

    /// <summary>The thing's name, which is the MQTT client identifier.</summary>
    public const byte Thing = 3;

    /// <summary>Name of the Wi-Fi network.</summary>
    public const byte WifiName = 4;

    /// <summary>Password of the Wi-Fi network: a secret.</summary>
    public const byte WifiPassword = 5;

    /// <summary>The topic of the hello world.</summary>
    public const byte Topic = 6;

    /// <summary>The highest number.</summary>
    public const byte Last = Topic;

    /// <summary>Name of a setting on the console, or null where this version knows none.</summary>
    /// <param name="setting">Its number.</param>
    public static string NameOf(byte setting) => setting switch
    {
        Endpoint => "endpoint",
        Port => "port",
        Thing => "thing",
        WifiName => "wifi-ssid",
        WifiPassword => "wifi-password",
        Topic => "topic",
        _ => null,
    };

    /// <summary>Number of the setting with a name; 0 where there is none.</summary>
    /// <param name="name">The name.</param>
    public static byte Parse(string name)
    {
        for (byte i = 1; i <= Last; i++)
        {
            if (NameOf(i) == name)
            {
                return i;
            }
        }

        return 0;
    }
}
