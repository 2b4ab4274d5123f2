using System.Collections;
using System.Text;
using System.Threading;
using NfToken.Mqtt;

namespace NfToken.Tests.Mqtt;

/// <summary>Keeps messages as text, and why the connection ended.</summary>
internal class Recorder : IMqttListener
{
    private const int Patience = 10000;

    private readonly ArrayList _messages = new ArrayList();
    private readonly AutoResetEvent _received = new AutoResetEvent(false);
    private readonly ManualResetEvent _closed = new ManualResetEvent(false);
    private MqttException _reason;

    public int Count
    {
        get
        {
            lock (_messages)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>A message as "topic payload qos", then R and D where retained and duplicate; waits for it.</summary>
    public string Message(int index)
    {
        while (Count <= index)
        {
            if (!_received.WaitOne(Patience, false))
            {
                return "nothing received";
            }
        }

        lock (_messages)
        {
            return (string)_messages[index];
        }
    }

    /// <summary>Whether the connection ended; waits for it.</summary>
    public bool IsClosed => _closed.WaitOne(Patience, false);

    /// <summary>Why it ended, once it has; null: in order.</summary>
    public MqttException Reason => _reason;

    /// <summary>Why it ended, as a number for assertions; -1: it did not, or in order.</summary>
    public int Error => IsClosed && _reason != null ? (int)_reason.Error : -1;

    public virtual void OnMessage(MqttClient client, MqttMessage message)
    {
        string text = message.Topic + " " + Encoding.UTF8.GetString(message.Buffer, message.Offset, message.Length) + " "
            + (int)message.Qos + (message.IsRetained ? "R" : "") + (message.IsDuplicate ? "D" : "");
        lock (_messages)
        {
            _messages.Add(text);
        }

        _received.Set();
    }

    public void OnClosed(MqttClient client, MqttException reason)
    {
        _reason = reason;
        _closed.Set();
    }
}
