namespace NfToken.Mqtt;

/// <summary>Why the client refused or the connection ended.</summary>
public enum MqttError
{
    /// <summary>A topic, filter or option that the standard or this client does not allow; nothing was sent.</summary>
    Argument,

    /// <summary>There is no connection, or this side ended it.</summary>
    NotConnected,

    /// <summary>The connection broke or the broker closed it.</summary>
    ConnectionLost,

    /// <summary>The broker did not answer, or did not take data, within <see cref="MqttOptions.ResponseTimeout"/>.</summary>
    Timeout,

    /// <summary>The broker sent what MQTT 3.1.1 forbids.</summary>
    Protocol,

    /// <summary>A packet is larger than <see cref="MqttOptions.MaxPacketSize"/>.</summary>
    TooLarge,

    /// <summary>As many messages wait for their acknowledgement as the client can hold.</summary>
    QueueFull,

    /// <summary>The broker refused the protocol version (return code 1).</summary>
    RefusedVersion,

    /// <summary>The broker refused the client identifier (return code 2).</summary>
    RefusedClientId,

    /// <summary>The broker's service is unavailable (return code 3).</summary>
    RefusedUnavailable,

    /// <summary>The broker refused user name or password (return code 4).</summary>
    RefusedCredentials,

    /// <summary>The broker does not authorise this client (return code 5).</summary>
    RefusedAuthorization,

    /// <summary>The broker refused a subscription (return code 0x80).</summary>
    RefusedSubscription,

    /// <summary>The application's listener threw; its exception is the inner one.</summary>
    Listener,
}
