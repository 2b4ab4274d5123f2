using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Tls;

namespace NfToken.HelloWorld;

/// <summary>
/// The hello world by the board's own settings, which are read anew each time: what comes over the console counts without a restart. One connection at a time: the
/// broker throws out the first of two with one name, and a board has RAM for one.
/// </summary>
public sealed class ConfiguredHello : IJob, IReadiness, IConnectionProof
{
    private readonly object _gate = new object();
    private readonly ConsoleParts _parts;
    private readonly PrivateKeyExporter _exporter;
    private readonly ITlsTransport _transport;
    private readonly IConsole _console;
    private readonly HelloOptions _options;
    private readonly string _host;
    private readonly int _port;
    private readonly string _clientId;
    private readonly string _topic;

    /// <summary>Puts the parts together.</summary>
    /// <param name="parts">Token, store and clock.</param>
    /// <param name="exporter">The one exit for private keys, of the same token.</param>
    /// <param name="transport">The platform's TLS.</param>
    /// <param name="console">Takes the lines.</param>
    /// <param name="options">What counts where the board has no setting; an empty host: none.</param>
    public ConfiguredHello(ConsoleParts parts, PrivateKeyExporter exporter, ITlsTransport transport, IConsole console, HelloOptions options)
    {
        _parts = parts;
        _exporter = exporter;
        _transport = transport;
        _console = console;
        _options = options;
        _host = options.Host;
        _port = options.Port;
        _clientId = options.ClientId;
        _topic = options.Topic;
    }

    /// <summary>The board's RAM: said and looked at before TLS is tried; null: neither.</summary>
    public IMemory Memory { get; set; }

    /// <inheritdoc/>
    public string GetMissing()
    {
        try
        {
            using (TokenSession session = TokenSession.Open(_parts.Token, false))
            {
                new IdentityFinder(session).Find();
            }

            lock (_gate)
            {
                ReadSettings();
                return string.IsNullOrEmpty(_options.Host) ? "no broker: config endpoint" : null;
            }
        }
        catch (TlsException e)
        {
            return IsLoginWanted() ? "the token wants its PIN: login" : "not provisioned: " + e.Message;
        }
        catch (CryptokiException)
        {
            // The attempt fails for the same reason and says so.
            return null;
        }
        catch (StoreException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Run()
    {
        lock (_gate)
        {
            return Make().Run();
        }
    }

    /// <inheritdoc/>
    public string Try(Identity identity)
    {
        lock (_gate)
        {
            HelloApplication hello = Make();
            return string.IsNullOrEmpty(_options.Host) ? "no broker: config endpoint" : hello.Try(identity);
        }
    }

    private bool IsLoginWanted()
    {
        using (TokenSession session = TokenSession.Open(_parts.Token, false))
        {
            return _parts.Token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo token) == CKR.CKR_OK && (token.Flags & CKF.CKF_LOGIN_REQUIRED) != 0
                && _parts.Token.C_GetSessionInfo(session.Handle, out CkSessionInfo info) == CKR.CKR_OK && info.State == CKS.CKS_RO_PUBLIC_SESSION;
        }
    }

    private HelloApplication Make()
    {
        ReadSettings();
        return new HelloApplication(_parts.Token, _exporter, _transport, _parts.Clock, _console, _options) { Memory = Memory };
    }

    private void ReadSettings()
    {
        BoardConfiguration settings = BoardConfiguration.Load(_parts.Store);
        string port = settings.Get(Setting.Port);
        _options.Host = settings.Get(Setting.Endpoint) ?? _host;
        _options.Port = port == null ? _port : int.Parse(port);
        _options.ClientId = settings.Get(Setting.Thing) ?? _clientId;
        _options.Topic = settings.Get(Setting.Topic) ?? _topic;
        settings.Clear();
    }
}
