namespace NfToken.Mqtt;

/// <summary>Takes what the broker sends. Called on the client's reader thread, one call at a time.</summary>
public interface IMqttListener
{
    /// <summary>
    /// A message has come. May publish: a QoS 1 message is queued and sent, its acknowledgement read after the return. Must not wait for
    /// the broker (<see cref="MqttClient.Subscribe"/>, <see cref="MqttClient.Flush"/> and their like refuse). An exception
    /// from here closes the connection with <see cref="MqttError.Listener"/>.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="message">The message; it and its buffer are the client's, and change after the return.</param>
    void OnMessage(MqttClient client, MqttMessage message);

    /// <summary>An established connection has ended. Called once for each; <see cref="MqttClient.Connect"/> is allowed from here.</summary>
    /// <param name="client">The client.</param>
    /// <param name="reason">Why, or null after <see cref="MqttClient.Disconnect"/>.</param>
    void OnClosed(MqttClient client, MqttException reason);
}
