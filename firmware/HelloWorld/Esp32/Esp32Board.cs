using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Nano;
using NfToken.Pal.Storage;
using NfToken.Rsa;

namespace NfToken.HelloWorld.Esp32;

/// <summary>An ESP32 with released firmware: the token in files on drive I:, TLS by the firmware.</summary>
internal sealed class Esp32Board
{
    private readonly Token _token;
    private readonly PrivateKeyExporter _exporter;
    private readonly string _id;

    /// <summary>Opens the store and the token.</summary>
    /// <exception cref="StoreException">The drive or the store on it is of no use.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Esp32Board()
    {
        Esp32DeviceId deviceId = new();
        _id = ToHex(deviceId.ReadDeviceId());
        _token = new Token(new TokenParts(OpenStore()) { DeviceId = deviceId, Rsa = new RsaEngine() }, out _exporter);
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
