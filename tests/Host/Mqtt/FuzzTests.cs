using NfToken.Mqtt;
using NfToken.Pal;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>
/// Random bytes from the broker: the client ends with an MqttException, or goes on; it never hangs and throws nothing else. Half of the runs
/// damage packets that are well-formed, which go deeper than noise.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Runs = 20000;

    private static readonly byte[][] Seeds =
    [
        [0x20, 2, 0, 0], [0x30, 4, 0, 1, 0x61, 0x78], [0x32, 6, 0, 1, 0x61, 0, 5, 0x78], [0x3B, 9, 0, 3, 0xE2, 0x82, 0xAC, 0, 9, 1, 2],
        [0x40, 2, 0, 1], [0x90, 3, 0, 1, 1], [0xB0, 2, 0, 1], [0xD0, 0], [0x30, 0x84, 0x80, 0, 0, 1, 0x61, 0x78],
    ];

    [Fact]
    public void NoiseEndsInOrder()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED"), out int given) ? given : Environment.TickCount;
        output.WriteLine($"NFTOKEN_TEST_SEED={seed}");
        int messages = 0;
        int violations = 0;
        for (int run = 0; run < Runs; run++)
        {
            var random = new Random(unchecked((seed * 31) + run));
            var listener = new Listener();
            var options = new MqttOptions { MaxPacketSize = random.Next(32, 200), HasServiceThread = false, KeepAlive = 0, ResponseTimeout = 30000 };
            var client = new MqttClient(new RealClock(), options, listener);
            try
            {
                client.Connect(new NoisyConnection(random, run));
                client.Publish("t", [1], MqttQos.AtLeastOnce);
                client.Subscribe("a", MqttQos.AtLeastOnce);
                client.Flush(30000);
            }
            catch (MqttException)
            {
                // As it should be.
            }

            client.Disconnect();
            Assert.False(client.IsConnected);
            if (listener.WasConnected)
            {
                Assert.True(listener.Closed.Wait(30000), $"seed {seed}, run {run}: hangs");
                Assert.True(listener.Reason is null or { InnerException: null }, $"seed {seed}, run {run}: {listener.Reason}");
                violations += listener.Reason?.Error is MqttError.Protocol or MqttError.TooLarge ? 1 : 0;
                messages += listener.Messages;
            }

            listener.Dispose();
        }

        output.WriteLine($"{Runs} runs: {messages} messages taken, {violations} violations found after CONNACK");
        Assert.True(messages > Runs / 10 && violations > Runs / 10);
    }

    /// <summary>Gives noise, then ends.</summary>
    private sealed class NoisyConnection : IConnection
    {
        private readonly Random _random;
        private readonly byte[] _input;
        private int _position;
        private volatile bool _isClosed;

        public NoisyConnection(Random random, int run)
        {
            _random = random;
            List<byte> input = [0x20, 2, 0, 0];
            for (int packet = random.Next(1, 12); packet > 0; packet--)
            {
                byte[] bytes = run % 2 == 0 ? new byte[random.Next(1, 20)] : (byte[])Seeds[random.Next(Seeds.Length)].Clone();
                if (run % 2 == 0)
                {
                    random.NextBytes(bytes);
                }
                else if (random.Next(4) == 0)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                input.AddRange(bytes);
            }

            _input = [.. input];
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            int taken = Math.Min(_random.Next(1, 9), Math.Min(count, _input.Length - _position));
            if (_isClosed || taken == 0)
            {
                return 0;
            }

            Array.Copy(_input, _position, buffer, offset, taken);
            _position += taken;
            return taken;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            if (_isClosed)
            {
                throw new TlsException(TlsError.ConnectionLost, "closed");
            }
        }

        public void Close() => _isClosed = true;
    }

    private sealed class Listener : IMqttListener, IDisposable
    {
        public ManualResetEventSlim Closed { get; } = new();

        public bool WasConnected => Messages > 0 || Closed.IsSet;

        public int Messages { get; private set; }

        public MqttException? Reason { get; private set; }

        public void OnMessage(MqttClient client, MqttMessage message)
        {
            Messages++;
            Assert.InRange(message.ToArray().Length, 0, 200);
            Assert.NotEmpty(message.Topic);
        }

        public void OnClosed(MqttClient client, MqttException reason)
        {
            Reason = reason;
            Closed.Set();
        }

        public void Dispose() => Closed.Dispose();
    }
}
