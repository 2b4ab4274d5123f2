using System;

namespace NfToken.Mqtt;

/// <summary>The client refused, or the connection to the broker failed.</summary>
public class MqttException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What failed; no secrets.</param>
    public MqttException(MqttError error, string message)
        : base(message)
    {
        Error = error;
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What failed; no secrets.</param>
    /// <param name="cause">What it comes from: the connection's or the listener's exception.</param>
    public MqttException(MqttError error, string message, Exception cause)
        : base(message, cause)
    {
        Error = error;
    }

    /// <summary>Why.</summary>
    public MqttError Error { get; }
}
