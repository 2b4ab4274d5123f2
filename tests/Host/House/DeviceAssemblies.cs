using Xunit;

namespace NfToken.Tests.Host.House;

/// <summary>The assemblies that run on a board, as far as the host builds them.</summary>
public static class DeviceAssemblies
{
    public static TheoryData<string> All =>
    [
        "NfToken.Pal.Abstractions", "NfToken.Pal.Noise", "NfToken.Pal.Spi", "NfToken.Pal.Storage", "NfToken.Pal.DriveStorage", "NfToken.Pal.EepromStorage", "NfToken.Pal.NanoFlash", "NfToken.Cryptography", "NfToken.Rsa", "NfToken.Cryptoki",
        "NfToken.Certificates", "NfToken.Mqtt", "NfToken.Tls", "NfToken.Provisioning", "NfToken.HelloWorld",
    ];
}
