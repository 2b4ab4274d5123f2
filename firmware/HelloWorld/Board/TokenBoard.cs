using NfToken.Cryptoki;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Rsa;

namespace NfToken.HelloWorld.Board;

/// <summary>The board's token, put together from what the board has.</summary>
internal sealed class TokenBoard
{
    private readonly PrivateKeyExporter _exporter;

    /// <summary>Opens the store and the token, and says on the console what it found.</summary>
    /// <param name="console">Takes the lines.</param>
    /// <exception cref="StoreException">The store is of no use.</exception>
    /// <exception cref="FlashException">The memory chip does not answer.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public TokenBoard(IConsole console)
    {
        StartReport report = new(Clock, console);
        IDeviceId deviceId = BoardFamily.MakeDeviceId();
        DeviceId = deviceId.ReadDeviceId();
        Memory = BoardFamily.MakeMemory();
        ObjectStore store = BoardStore.Open();
        report.Ready("store");
        INativeHmac hmac = BoardCiphers.MakeHmac();
        TokenParts parts = new(store)
        {
            DeviceId = deviceId,
            Rsa = new RsaEngine(),
            Random = BoardNoise.MakeRandom(store, deviceId, Clock, hmac, console),
            Hmac = hmac,
            Aes = BoardCiphers.MakeAes(),
        };
        Token = new Token(parts, out _exporter);
        uint rv = Token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", Token.LastStoreError);
        }

        report.Ready("token");
        report.Write(Token, Memory);
    }

    /// <summary>The board's clock.</summary>
    public IClock Clock { get; } = new NanoClock();

    /// <summary>Its RAM.</summary>
    public IMemory Memory { get; }

    /// <summary>The number of its chip.</summary>
    public byte[] DeviceId { get; }

    /// <summary>The token, initialised.</summary>
    public Token Token { get; }

    /// <summary>The one exit for private keys.</summary>
    public PrivateKeyExporter Exporter => _exporter;

    /// <summary>The number of its chip as text.</summary>
    public string Number
    {
        get
        {
            string text = "";
            for (int i = 0; i < DeviceId.Length; i++)
            {
                text += DeviceId[i].ToString("x2");
            }

            return text;
        }
    }
}
