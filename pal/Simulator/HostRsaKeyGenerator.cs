using System;
using System.Security.Cryptography;

namespace NfToken.Pal.Simulator;

/// <summary>RSA keys by .NET, from the operating system's randomness.</summary>
public sealed class HostRsaKeyGenerator : IRsaKeyGenerator
{
    private static readonly byte[] _usual = [1, 0, 1];

    /// <inheritdoc/>
    /// <remarks>The public exponent is 65537, the one that .NET knows.</remarks>
    public byte[][]? Generate(int modulusBits, byte[] publicExponent)
    {
        if (!publicExponent.AsSpan().SequenceEqual(_usual))
        {
            return null;
        }

        try
        {
            using var rsa = RSA.Create(modulusBits);
            RSAParameters key = rsa.ExportParameters(true);
            return [key.Modulus!, key.Exponent!, key.D!, key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
