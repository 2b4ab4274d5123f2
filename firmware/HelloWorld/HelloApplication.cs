using System.Text;
using System.Threading;
using NfToken.Cryptoki;
using NfToken.Mqtt;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Tls;

namespace NfToken.HelloWorld;

/// <summary>
/// The main job: finds the device's identity in the token, connects to the broker with it, publishes <c>Hello World n</c>, and
/// answers each echo. Tells the console each step as it happens.
/// </summary>
public sealed class HelloApplication : IJob, IConnectionProof
{
    private readonly Token _token;
    private readonly TlsConnector _connector;
    private readonly IClock _clock;
    private readonly IConsole _console;
    private readonly HelloOptions _options;
    private int _published;
    private int _acknowledged;
    private bool _isWelcome;

    /// <summary>Puts the parts together.</summary>
    /// <param name="token">An initialised token.</param>
    /// <param name="exporter">The one exit for private keys, of the same token.</param>
    /// <param name="transport">The platform's TLS.</param>
    /// <param name="clock">The board's clock.</param>
    /// <param name="console">Takes the lines.</param>
    /// <param name="options">Where to connect and what to do.</param>
    public HelloApplication(
        Token token, PrivateKeyExporter exporter, ITlsTransport transport, IClock clock, IConsole console, HelloOptions options)
    {
        _token = token;
        _connector = new TlsConnector(token, exporter, transport, clock);
        _clock = clock;
        _console = console;
        _options = options;
    }

    /// <summary>The board's RAM: said and looked at before TLS is tried; null: neither.</summary>
    public IMemory Memory
    {
        get => _connector.Memory;
        set => _connector.Memory = value;
    }

    /// <summary>Runs once.</summary>
    /// <returns>Whether every message was published, acknowledged and echoed. Where not, a line on the console says why.</returns>
    public bool Run()
    {
        try
        {
            return Work();
        }
        catch (TlsException e)
        {
            return Fail(e.Message);
        }
        catch (MqttException e)
        {
            return Fail("MQTT: " + e.Message);
        }
        catch (CryptokiException e)
        {
            return Fail("token: " + e.Message);
        }
        catch (StoreException e)
        {
            return Fail("store: " + e.Message);
        }
    }

    /// <inheritdoc/>
    public string Try(Identity identity)
    {
        try
        {
            SecureConnection connection = _connector.Connect(identity, _options.Host, _options.Port, _options.ApplicationProtocol, _options.Timeout);
            MqttClient client = MakeClient(new EchoRecord(0, _console));
            client.Connect(connection);
            client.Disconnect();
            return null;
        }
        catch (TlsException e)
        {
            return e.Message;
        }
        catch (MqttException e)
        {
            return "MQTT: " + e.Message;
        }
    }

    private MqttClient MakeClient(EchoRecord record)
    {
        MqttOptions mqtt = new()
        {
            ClientId = _options.ClientId,
            KeepAlive = _options.KeepAlive,
            ResponseTimeout = _options.Timeout,
        };
        return new MqttClient(_clock, mqtt, record);
    }

    private bool Work()
    {
        WriteBoard();
        Identity[] identities = _connector.FindIdentities();
        for (int i = 0; ; i++)
        {
            _isWelcome = false;
            try
            {
                return Work(identities, i);
            }
            catch (TlsException e) when (!_isWelcome && i + 1 < identities.Length)
            {
                _console.WriteLine("new certificate not taken: " + e.Message);
            }
            catch (MqttException e) when (!_isWelcome && i + 1 < identities.Length)
            {
                _console.WriteLine("new certificate not taken: MQTT: " + e.Message);
            }

            _console.WriteLine("falling back to the certificate before it");
        }
    }

    private bool Work(Identity[] identities, int index)
    {
        Identity identity = identities[index];
        _console.WriteLine("certificate: " + identity.Certificate.Subject);
        _console.WriteLine(
            "valid: " + Dates.ToText(identity.Certificate.NotBefore) + " to " + Dates.ToText(identity.Certificate.NotAfter));
        string reminder = Expiry.Describe(identity.Certificate, _clock);
        if (reminder != null)
        {
            _console.WriteLine(reminder);
        }

        if (Memory != null)
        {
            StartReport.WriteMemory(Memory, _console);
        }

        _console.WriteLine("connecting: " + _options.Host + ":" + _options.Port.ToString());
        SecureConnection connection = _connector.Connect(
            identity, _options.Host, _options.Port, _options.ApplicationProtocol, _options.Timeout);
        _console.WriteLine("TLS: " + (connection.Protocol ?? "version not told by the platform")
            + ", " + (connection.CipherSuite ?? "cipher suite not told by the platform")
            + (connection.ApplicationProtocol == null ? "" : ", ALPN " + connection.ApplicationProtocol));
        return Greet(connection, index == 0 ? identity : null);
    }

    private void WriteBoard()
    {
        uint rv = _token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "token info", _token.LastStoreError);
        }

        _console.WriteLine("board: " + _options.Board);
        _console.WriteLine(info.FreeMemory == CK.CK_UNAVAILABLE_INFORMATION
            ? "store: on a drive, which does not tell its free bytes"
            : "store: " + info.FreeMemory.ToString() + " of " + info.TotalMemory.ToString() + " bytes free");
    }

    // The broker's welcome proves the identity: a server of TLS 1.3 may refuse a certificate after the handshake.
    private bool Greet(SecureConnection connection, Identity proven)
    {
        EchoRecord record = new(_options.Count, _console);
        MqttClient client = MakeClient(record);
        client.Connect(connection);
        _isWelcome = true;
        FinishRotation(proven);
        _published = 0;
        _acknowledged = 0;
        try
        {
            _console.WriteLine("connected as: " + _options.ClientId);
            client.Subscribe(_options.Topic, MqttQos.AtLeastOnce);
            _console.WriteLine("subscribed: " + _options.Topic);
            for (int i = 0; i < _options.Count; i++)
            {
                long next = _clock.Milliseconds + _options.Interval;
                PublishAndWait(client, record, i);
                long left = next - _clock.Milliseconds;
                if (left > 0 && i + 1 < _options.Count)
                {
                    Thread.Sleep((int)left);
                }
            }

            if (!client.Flush(_options.Timeout))
            {
                throw new MqttException(MqttError.Timeout, "the broker did not acknowledge the answers");
            }

            client.Disconnect();
            _console.WriteLine("disconnected");
            return true;
        }
        finally
        {
            client.Disconnect();
            _console.WriteLine(_published.ToString() + " published, " + _acknowledged.ToString() + " acknowledged, "
                + record.Echoed.ToString() + " echoed, " + record.Answered.ToString() + " answered");
        }
    }

    private void FinishRotation(Identity proven)
    {
        if (proven == null)
        {
            return;
        }

        using (TokenSession session = TokenSession.Open(_token, true))
        {
            int count = Rotation.FinishIfFirst(session, proven);
            if (count > 0)
            {
                _console.WriteLine("rotation: " + count.ToString() + " old objects destroyed");
            }
        }
    }

    private void PublishAndWait(MqttClient client, EchoRecord record, int number)
    {
        string text = EchoRecord.TextOf(number);
        record.CountPublished();
        int id = client.Publish(_options.Topic, Encoding.UTF8.GetBytes(text), MqttQos.AtLeastOnce);
        _published++;
        _console.WriteLine("published: " + text);
        if (!client.WaitForAcknowledgement(id, _options.Timeout))
        {
            throw new MqttException(MqttError.Timeout, "the broker did not acknowledge " + text);
        }

        _acknowledged++;
        _console.WriteLine("acknowledged: " + text);
        if (!record.WaitForEcho(number, _options.Timeout, _clock))
        {
            throw new MqttException(MqttError.Timeout, text + " was not echoed: may the device read " + _options.Topic + "?");
        }
    }

    private bool Fail(string why)
    {
        _console.WriteLine("failed: " + why);
        return false;
    }
}
