using NfToken.Mqtt;

namespace NfToken.Tests.Mqtt;

/// <summary>Something that may fail.</summary>
internal delegate void Attempt();

/// <summary>How something fails.</summary>
internal static class Failure
{
    /// <summary>The error of the MqttException, as a number for assertions; -1: none.</summary>
    public static int Of(Attempt attempt)
    {
        try
        {
            attempt();
        }
        catch (MqttException thrown)
        {
            return (int)thrown.Error;
        }

        return -1;
    }

    /// <summary>Its message.</summary>
    public static string TextOf(Attempt attempt)
    {
        try
        {
            attempt();
        }
        catch (MqttException thrown)
        {
            return thrown.Message;
        }

        return "nothing thrown";
    }
}
