namespace NfToken.Mqtt;

/// <summary>How hard a message is delivered (MQTT 3.1.1 section 4.3). Exactly once, QoS 2, is not offered.</summary>
public enum MqttQos
{
    /// <summary>QoS 0: sent once, never acknowledged; may be lost with the connection.</summary>
    AtMostOnce = 0,

    /// <summary>QoS 1: sent until acknowledged; may come twice.</summary>
    AtLeastOnce = 1,
}
