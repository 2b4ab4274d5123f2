using NfToken.Mqtt;

namespace NfToken.Tests.Mqtt;

/// <summary>A client without a thread for time, its clock, its listener and its broker.</summary>
internal sealed class Bench
{
    public const string Connack = "20020000";

    public Bench(MqttOptions options)
        : this(options, new Recorder())
    {
    }

    public Bench(MqttOptions options, Recorder listener)
    {
        options.HasServiceThread = false;
        Listener = listener;
        Client = new MqttClient(Clock, options, listener);
    }

    public FakeClock Clock { get; } = new FakeClock();

    public Recorder Listener { get; }

    public MqttClient Client { get; }

    public ScriptedConnection Broker { get; private set; }

    /// <summary>A connected client; the broker's answers to what comes after CONNECT.</summary>
    public static Bench Connected(MqttOptions options, params string[] answers)
    {
        Bench bench = new Bench(options);
        bench.Connect(answers);
        return bench;
    }

    public static Bench Connected(params string[] answers) => Connected(new MqttOptions(), answers);

    public void Connect(params string[] answers)
    {
        string[] all = new string[answers.Length + 1];
        all[0] = Connack;
        for (int i = 0; i < answers.Length; i++)
        {
            all[i + 1] = answers[i];
        }

        ConnectWith(new ScriptedConnection(all, 4096));
    }

    public void ConnectWith(ScriptedConnection broker)
    {
        Broker = broker;
        Client.Connect(broker);
    }

    /// <summary>Publishes one byte to "t" with QoS 1.</summary>
    public int Publish(int payload) => Client.Publish("t", [(byte)payload], MqttQos.AtLeastOnce);
}
