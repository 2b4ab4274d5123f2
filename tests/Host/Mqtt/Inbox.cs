using System.Collections.Concurrent;
using System.Text;
using NfToken.Mqtt;
using Xunit;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>One message, as it came.</summary>
public sealed record Received(string Topic, byte[] Payload, MqttQos Qos, bool IsRetained)
{
    public string Text => Encoding.UTF8.GetString(Payload);
}

/// <summary>Keeps what comes; a test may act on each message on the reader thread.</summary>
public sealed class Inbox(Action<MqttClient, Received>? onMessage = null) : IMqttListener, IDisposable
{
    private readonly BlockingCollection<Received> _messages = [];
    private readonly TaskCompletionSource<MqttException?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next message.</summary>
    public Received Next()
    {
        Assert.True(_messages.TryTake(out Received? message, TimeSpan.FromSeconds(20)), "no message came");
        return message;
    }

    /// <summary>Messages that wait to be taken.</summary>
    public int Count => _messages.Count;

    /// <summary>Why the connection ended, when it has.</summary>
    public MqttException? Reason()
    {
        Assert.True(_closed.Task.Wait(TimeSpan.FromSeconds(20)), "the connection did not end");
        return _closed.Task.Result;
    }

    public void OnMessage(MqttClient client, MqttMessage message)
    {
        var received = new Received(message.Topic, message.ToArray(), message.Qos, message.IsRetained);
        _messages.Add(received);
        onMessage?.Invoke(client, received);
    }

    public void OnClosed(MqttClient client, MqttException reason) => _closed.TrySetResult(reason);

    public void Dispose() => _messages.Dispose();
}
