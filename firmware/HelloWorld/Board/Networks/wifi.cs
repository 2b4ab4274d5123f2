using NfToken.Pal;
using NfToken.Pal.Esp32;

namespace NfToken.HelloWorld.Board;

/// <summary>The board's way to its broker.</summary>
internal static class BoardNetwork
{
    /// <summary>Wi-Fi.</summary>
    public static INetwork Make() => new Esp32Network(BoardSettings.Ssid, BoardSettings.Password);
}
