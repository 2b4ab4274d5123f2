using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Provisioning;
using NfToken.Rsa;
using nanoFramework.Runtime.Native;

namespace NfToken.HelloWorld.Board;

/// <summary>The board's token, put together from what the board has.</summary>
internal sealed class TokenBoard : IBoardStatus
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
        ObjectStore store = new GuardedStore(BoardStore.Open());
        report.Ready("store");
        INativeHmac hmac = BoardCiphers.MakeHmac();
        IRandomGenerator random = BoardNoise.MakeRandom(store, deviceId, Clock, hmac, console);
        TokenParts parts = new(store)
        {
            DeviceId = deviceId,
            Rsa = new RsaEngine(),
            Random = random,
            Hmac = hmac,
            Aes = BoardCiphers.MakeAes(),
        };
        Token = new Token(parts, out _exporter);
        uint rv = Token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", Token.LastStoreError);
        }

        Parts = new ConsoleParts(Token, store, Clock) { DeviceId = deviceId, Random = random, Status = this };
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

    /// <summary>What the provisioning console works with.</summary>
    public ConsoleParts Parts { get; }

    /// <inheritdoc/>
    public string Board => ThisBoard.Target + " (" + ThisBoard.Profile + ")";

    /// <inheritdoc/>
    public string Firmware => "nanoFramework " + SystemInfo.Version.ToString();

    /// <inheritdoc/>
    public int FreeMemory => (int)Memory.ManagedFreeBytes;

    /// <summary>The one exit for private keys.</summary>
    public PrivateKeyExporter Exporter => _exporter;

    /// <summary>The number of its chip as text.</summary>
    public string Number => Hex.ToText(DeviceId);
}
