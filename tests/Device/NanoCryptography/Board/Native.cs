using NfToken.Pal;
using NfToken.Pal.NanoCryptography;

namespace NfToken.Tests.NanoCryptography;

/// <summary>The firmware's cryptography.</summary>
internal static class Native
{
    public static INativeHmac Hmac() => new NanoHmac();

    public static INativeAes Aes() => new NanoAes();
}
