using NfToken.Pal;
using NfToken.Pal.NanoCryptography;

namespace NfToken.HelloWorld.Board;

/// <summary>Ciphers of the firmware.</summary>
internal static class BoardCiphers
{
    /// <summary>HMAC-SHA-256.</summary>
    public static INativeHmac MakeHmac() => new NanoHmac();

    /// <summary>AES.</summary>
    public static INativeAes MakeAes() => new NanoAes();
}
