using NfToken.Pal;

namespace NfToken.HelloWorld.Board;

/// <summary>The firmware computes nothing for us.</summary>
internal static class BoardCiphers
{
    /// <summary>Null.</summary>
    public static INativeHmac MakeHmac() => null;

    /// <summary>Null.</summary>
    public static INativeAes MakeAes() => null;
}
