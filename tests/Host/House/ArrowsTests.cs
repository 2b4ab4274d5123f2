using System.Reflection;
using Xunit;

namespace NfToken.Tests.Host.House;

/// <summary>Dependencies go one way, and device code depends on nothing of the host.</summary>
public sealed class ArrowsTests
{
    [Theory]
    [InlineData("NfToken.Pal.Abstractions", "")]
    [InlineData("NfToken.Pal.Noise", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Pal.Spi", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Pal.DriveStorage", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Pal.EepromStorage", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Pal.Storage", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Cryptography", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Certificates", "NfToken.Cryptography")]
    [InlineData("NfToken.Cryptoki", "NfToken.Pal.Abstractions NfToken.Cryptography")]
    [InlineData("NfToken.Provisioning", "NfToken.Pal.Abstractions NfToken.Certificates NfToken.Cryptography NfToken.Cryptoki NfToken.Tls")]
    [InlineData("NfToken.Mqtt", "NfToken.Pal.Abstractions")]
    [InlineData("NfToken.Tls", "NfToken.Pal.Abstractions NfToken.Certificates NfToken.Cryptography NfToken.Cryptoki")]
    [InlineData("NfToken.HelloWorld", "NfToken.Pal.Abstractions NfToken.Certificates NfToken.Cryptography NfToken.Cryptoki NfToken.Mqtt NfToken.Provisioning NfToken.Tls")]
    public void RoomDependsOnlyOn(string room, string allowed)
    {
        string[] references = [.. Assembly.Load(room).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name != "netstandard")];
        Assert.Empty(references.Except(allowed.Split(' ')));
    }
}
