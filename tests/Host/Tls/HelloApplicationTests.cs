using System.Text;
using NfToken.Mqtt;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tls;

/// <summary>The main job against a real Mosquitto that takes only known certificates.</summary>
public sealed class HelloApplicationTests
{
    private readonly TestPki _pki = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GreetsTheBroker(bool rsa)
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(rsa ? _pki.RsaDevice : _pki.Device, _pki.Authority.Certificate);
        Assert.True(device.Run(broker), string.Join('\n', device.Lines));
        string[] lines = device.Lines;
        Assert.Equal("10 published, 10 acknowledged, 10 echoed, 10 answered", lines[^1]);
        Assert.Equal("disconnected", lines[^2]);
        Assert.Contains("certificate: CN=test-device", lines);
        Assert.Contains(lines, line => line.StartsWith("TLS: TLS 1.3, TLS_AES_", StringComparison.Ordinal));
        Assert.Contains("subscribed: nanoframework/demos/echo", lines);
        for (int i = 0; i < 10; i++)
        {
            Assert.Single(lines, $"published: Hello World {i}");
            Assert.Single(lines, $"acknowledged: Hello World {i}");
            Assert.Single(lines, $"echoed: Hello World {i}");
            Assert.Single(lines, $"answered: Hello World {i} ACK");
        }

        // Ten greetings and ten answers, and no answer to an answer.
        Assert.True(broker.WaitForLog("Received DISCONNECT from device-under-test", TimeSpan.FromSeconds(10)));
        Assert.Equal(21, broker.Log.Split("Received PUBLISH from device-under-test").Length);
    }

    [Fact]
    public void IgnoresWhatOthersPublish()
    {
        string[] others =
        [
            "Hello World 5", "Hello World 10", "Hello World 0 ACK", "Hello World 00", "Hello World ", "Hello World -1", "Hello World 99999999999",
            "hello world 0", "", "\0",
        ];
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        MqttClient other = new(new HostClock(), new MqttOptions { ClientId = "somebody-else" }, null);
        other.Connect(new TlsTransport(new HostClock()).Connect(new TlsParameters
        {
            Host = MosquittoBroker.Host,
            Port = broker.Port,
            CertificateChain = [_pki.Device.Certificate],
            PrivateKey = _pki.Device.KeyPkcs8,
            Roots = [_pki.Authority.Certificate],
        }));
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        device.OnLine = line =>
        {
            if (line.StartsWith("subscribed:", StringComparison.Ordinal))
            {
                foreach (string text in others)
                {
                    other.Publish("nanoframework/demos/echo", Encoding.UTF8.GetBytes(text), MqttQos.AtLeastOnce);
                }

                Assert.True(other.Flush(10000));
            }
        };
        Assert.True(device.Run(broker, options => options.Count = 4), string.Join('\n', device.Lines));
        other.Disconnect();
        Assert.Equal("4 published, 4 acknowledged, 4 echoed, 4 answered", device.Lines[^1]);
        Assert.True(broker.WaitForLog("Received DISCONNECT from device-under-test", TimeSpan.FromSeconds(10)));
        Assert.Equal(9, broker.Log.Split("Received PUBLISH from device-under-test").Length);
    }

    [Fact]
    public void KeepsTheInterval()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        long start = Environment.TickCount64;
        Assert.True(device.Run(broker, options =>
        {
            options.Count = 3;
            options.Interval = 200;
        }));
        Assert.True(Environment.TickCount64 - start >= 400);
    }

    [Fact]
    public void BrokerOfAnotherAuthority()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(_pki.Device, new TestPki().Authority.Certificate);
        Fails(device, broker, "failed: server certificate from an unknown authority");
    }

    [Fact]
    public void DeviceOfAnotherAuthority()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(new TestPki().Device, _pki.Authority.Certificate);
        Fails(device, broker, "failed: broker refused Device Cert");
    }

    [Fact]
    public void BrokerOfAnotherName()
    {
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions
        {
            Authority = _pki.Authority,
            Server = _pki.IssueServer(TestKey.P256, "broker.example.net"),
        });
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        Fails(device, broker, "failed: server certificate is not for localhost");
    }

    [Theory]
    [InlineData(TestValidity.Expired, "failed: Device Cert expired on ")]
    [InlineData(TestValidity.NotYet, "failed: Device Cert is not valid before ")]
    public void DeviceCertificateOutOfDate(TestValidity validity, string line)
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(_pki.IssueDevice(TestKey.P256, "late", validity), _pki.Authority.Certificate);
        Fails(device, broker, line);
    }

    [Fact]
    public void NoBroker()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        broker.Kill();
        Fails(new(_pki.Device, _pki.Authority.Certificate), broker, "failed: localhost:" + broker.Port + " does not take the connection");
    }

    [Fact]
    public void BrokerVanishes()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        device.OnLine = line =>
        {
            if (line == "acknowledged: Hello World 3")
            {
                broker.Kill();
            }
        };
        Fails(device, broker, "failed: MQTT: ");
        Assert.Contains(device.Lines, line => line.Contains(" published, 4 acknowledged, ", StringComparison.Ordinal));
    }

    [Fact]
    public void BrokerHangs()
    {
        using MosquittoBroker broker = MosquittoBroker.StartTls(_pki);
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        device.OnLine = line =>
        {
            if (line == "echoed: Hello World 2")
            {
                broker.Freeze();
            }
        };
        try
        {
            Assert.False(device.Run(broker, options => options.Timeout = 1000));
        }
        finally
        {
            broker.Thaw();
        }

        Assert.StartsWith("failed: MQTT: ", device.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void TopicThatTheDeviceMayNotRead()
    {
        using MosquittoBroker broker = MosquittoBroker.Start(new BrokerOptions
        {
            Authority = _pki.Authority,
            Server = _pki.Server,
            AccessList = "topic write nanoframework/demos/echo\n",
        });
        SimulatedDevice device = new(_pki.Device, _pki.Authority.Certificate);
        Assert.False(device.Run(broker, options => options.Timeout = 1000));
        Assert.StartsWith("failed: MQTT: ", device.Lines[^1], StringComparison.Ordinal);
    }

    private static void Fails(SimulatedDevice device, MosquittoBroker broker, string line)
    {
        Assert.False(device.Run(broker));
        Assert.StartsWith(line, device.Lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', device.Lines[^1]);
    }
}
