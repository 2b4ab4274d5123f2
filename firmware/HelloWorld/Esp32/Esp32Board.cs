using nanoFramework.Runtime.Native;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Nano;
using NfToken.Pal.NanoCryptography;
using NfToken.Pal.Noise;
using NfToken.Pal.Storage;
using NfToken.Rsa;

namespace NfToken.HelloWorld.Esp32;

/// <summary>An ESP32 with released firmware: the token in files on drive I:, TLS by the firmware.</summary>
internal sealed class Esp32Board
{
    private readonly Token _token;
    private readonly PrivateKeyExporter _exporter;
    private readonly string _id;

    /// <summary>Opens the store and the token. The network comes first: the chip's noise counts only while the radio runs.</summary>
    /// <param name="console">Hears of sources of noise that fail.</param>
    /// <exception cref="StoreException">The drive or the store on it is of no use.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Esp32Board(IConsole console)
    {
        Esp32DeviceId deviceId = new();
        _id = ToHex(deviceId.ReadDeviceId());
        ObjectStore store = OpenStore();
        NanoHmac hmac = new();
        TokenParts parts = new(store)
        {
            DeviceId = deviceId,
            Random = new RandomGenerator(NoiseSources(deviceId), store, hmac, console),
            Rsa = new RsaEngine(),
            Hmac = hmac,
        };
        _token = new Token(parts, out _exporter);
        uint rv = _token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", _token.LastStoreError);
        }
    }

    /// <summary>Runs the hello world once.</summary>
    /// <param name="console">Takes its lines.</param>
    /// <returns>Whether all went well.</returns>
    public bool Run(IConsole console)
    {
        HelloOptions options = new()
        {
            Board = "ESP32 " + _id + ", store in files on " + BoardSettings.StoreFolder,
            Host = BoardSettings.Host,
            Port = BoardSettings.Port,
            ClientId = BoardSettings.ClientId.Length == 0 ? "nftoken-" + _id : BoardSettings.ClientId,
        };
        return new HelloApplication(_token, _exporter, new NanoTlsTransport(), new NanoClock(), console, options).Run();
    }

    private static INoiseSource[] NoiseSources(IDeviceId deviceId)
    {
        NanoClock clock = new();
        return
        [
            new SystemRandomNoise(SystemInfo.Platform, SystemInfo.TargetName, Esp32Network.HasAddress),
            new DeviceIdNoise(deviceId),
            new ClockNoise(clock),
            new JitterNoise(clock),
        ];
    }

    // A new board's folder is empty. Anything else is never formatted over: the exception says what it is.
    private static ObjectStore OpenStore()
    {
        FileDrive drive = new(BoardSettings.StoreFolder);
        return drive.GetFileNames().Length == 0 ? DriveStore.Format(drive) : DriveStore.Open(drive);
    }

    private static string ToHex(byte[] bytes)
    {
        string text = "";
        for (int i = 0; i < bytes.Length; i++)
        {
            text += bytes[i].ToString("x2");
        }

        return text;
    }
}
