using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Pal.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>PBKDF2 against .NET's, with the board's HMAC and without.</summary>
public sealed class Pbkdf2Tests(ITestOutputHelper output)
{
    [Fact]
    public void AgreesWithDotNet()
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < Seed.Cases(100, 5000); i++)
        {
            byte[] password = new byte[random.Next(140)];
            byte[] salt = new byte[random.Next(140)];
            random.NextBytes(password);
            random.NextBytes(salt);
            int iterations = random.Next(1, 40);
            byte[] expected = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, Pbkdf2.KeyLength);
            Assert.Equal(expected, Pbkdf2.Derive(null, password, salt, (uint)iterations));
            Assert.Equal(expected, Pbkdf2.Derive(new HostHmac(), password, salt, (uint)iterations));
        }
    }
}
