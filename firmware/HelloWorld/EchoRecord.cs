using System.Text;
using System.Threading;
using NfToken.Mqtt;
using NfToken.Pal;

namespace NfToken.HelloWorld;

/// <summary>Answers the broker's echoes of our messages and keeps the count. Works on the MQTT client's reader thread.</summary>
#pragma warning disable CA1001 // An event of the device's library cannot be disposed of.
internal sealed class EchoRecord : IMqttListener
#pragma warning restore CA1001
{
    private const string Greeting = "Hello World ";
    private const string Answer = " ACK";

    private readonly AutoResetEvent _changed = new(false);
    private readonly IConsole _console;
    private readonly bool[] _echoed;
    private MqttException _closed;
    private int _published;

    /// <summary>Begins with nothing echoed.</summary>
    /// <param name="count">How many messages there will be.</param>
    /// <param name="console">Takes a line for each echo and answer.</param>
    public EchoRecord(int count, IConsole console)
    {
        _echoed = new bool[count];
        _console = console;
    }

    /// <summary>Messages that came back.</summary>
    public int Echoed { get; private set; }

    /// <summary>Answers that the client took.</summary>
    public int Answered { get; private set; }

    /// <summary>Text of a message.</summary>
    /// <param name="number">Its number.</param>
    public static string TextOf(int number) => Greeting + number.ToString();

    /// <summary>Counts a message that is about to be published: only those can be echoes.</summary>
    public void CountPublished() => _published++;

    /// <inheritdoc/>
    public void OnMessage(MqttClient client, MqttMessage message)
    {
        int number = NumberOf(message);
        if (number < 0 || _echoed[number])
        {
            // Our own answer, a second delivery, or not ours at all.
            return;
        }

        string text = TextOf(number);
        _console.WriteLine("echoed: " + text);
        client.Publish(message.Topic, Encoding.UTF8.GetBytes(text + Answer), MqttQos.AtLeastOnce);
        _console.WriteLine("answered: " + text + Answer);
        Answered++;
        Echoed++;
        _echoed[number] = true;
        _changed.Set();
    }

    /// <inheritdoc/>
    public void OnClosed(MqttClient client, MqttException reason)
    {
        _closed = reason;
        _changed.Set();
    }

    /// <summary>Waits until a message has come back and been answered.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="timeout">Milliseconds.</param>
    /// <param name="clock">Measures them.</param>
    /// <returns>Whether it came in time.</returns>
    /// <exception cref="MqttException">The connection ended first.</exception>
    public bool WaitForEcho(int number, int timeout, IClock clock)
    {
        long end = clock.Milliseconds + timeout;
        while (!_echoed[number])
        {
            if (_closed != null)
            {
                throw new MqttException(_closed.Error, _closed.Message);
            }

            long left = end - clock.Milliseconds;
            if (left <= 0)
            {
                return false;
            }

            _changed.WaitOne((int)left, false);
        }

        return true;
    }

    // The number in "Hello World n", or -1 for anything else.
    private int NumberOf(MqttMessage message)
    {
        if (message.Length <= Greeting.Length || message.Length > Greeting.Length + 9)
        {
            return -1;
        }

        int number = 0;
        for (int i = 0; i < message.Length; i++)
        {
            byte b = message.Buffer[message.Offset + i];
            if (i < Greeting.Length)
            {
                if (b != Greeting[i])
                {
                    return -1;
                }
            }
            else if (b < '0' || b > '9' || (number == 0 && i > Greeting.Length))
            {
                return -1;
            }
            else
            {
                number = (number * 10) + (b - '0');
            }
        }

        return number < _published ? number : -1;
    }
}
