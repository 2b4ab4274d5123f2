using NfToken.Pal;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Board;

/// <summary>The board's way to its broker.</summary>
internal static class BoardNetwork
{
    /// <summary>Ethernet, which needs no settings.</summary>
    public static INetwork Make(ObjectStore store) => new EthernetNetwork();
}
