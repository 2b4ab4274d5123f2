namespace NfToken.HelloWorld;

/// <summary>What <see cref="HelloApplication"/> does, and where.</summary>
public sealed class HelloOptions
{
    /// <summary>What board and store this is, for the first line on the console.</summary>
    public string Board { get; set; } = "board";

    /// <summary>The broker's name, as in its certificate.</summary>
    public string Host { get; set; }

    /// <summary>The broker's TCP port.</summary>
    public int Port { get; set; } = 8883;

    /// <summary>The protocol to ask for by ALPN (<c>x-amzn-mqtt-ca</c> for AWS IoT on port 443), or null.</summary>
    public string ApplicationProtocol { get; set; }

    /// <summary>MQTT client identifier; AWS IoT policies mostly want the thing's name.</summary>
    public string ClientId { get; set; } = "nftoken";

    /// <summary>The topic to publish and subscribe to.</summary>
    public string Topic { get; set; } = "nanoframework/demos/echo";

    /// <summary>How many messages.</summary>
    public int Count { get; set; } = 10;

    /// <summary>Milliseconds from one message to the next.</summary>
    public int Interval { get; set; } = 1000;

    /// <summary>MQTT keep-alive in seconds.</summary>
    public int KeepAlive { get; set; } = 60;

    /// <summary>Milliseconds for the TCP connect, and for each acknowledgement and echo.</summary>
    public int Timeout { get; set; } = 15000;
}
