using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tests.NanoCryptography;

/// <summary>What stands in for the firmware's cryptography.</summary>
internal static class Native
{
    public static INativeHmac Hmac() => new HostHmac();

    public static INativeAes Aes() => new HostAes(16);
}
