using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Provisioning;

namespace NfToken.HelloWorld.Board;

/// <summary>The board's way to its broker.</summary>
internal sealed class BoardNetwork : INetwork
{
    private readonly ObjectStore _store;
    private Esp32Network _wifi = new(BoardSettings.Ssid, BoardSettings.Password);

    private BoardNetwork(ObjectStore store)
    {
        _store = store;
    }

    /// <inheritdoc/>
    public string Address => _wifi.Address;

    /// <summary>Wi-Fi, by the settings that the console has put into the store, or else those of <see cref="BoardSettings"/>.</summary>
    public static INetwork Make(ObjectStore store) => new BoardNetwork(store);

    /// <inheritdoc/>
    public void Connect(int timeout)
    {
        // Read anew each time: they may have changed. The firmware wants the password as a string, which cannot be cleared.
        BoardConfiguration settings = BoardConfiguration.Load(_store);
        string name = settings.Get(Setting.WifiName);
        _wifi = name == null ? new Esp32Network(BoardSettings.Ssid, BoardSettings.Password) : new Esp32Network(name, settings.Get(Setting.WifiPassword) ?? "");
        settings.Clear();
        _wifi.Connect(timeout);
    }
}
