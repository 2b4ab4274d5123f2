using System.Security.Cryptography;
using NfToken.Pal;

namespace NfToken.NativeModule;

/// <summary>Makes RSA keys with the PC's library.</summary>
internal sealed class HostRsaKeyGenerator : IRsaKeyGenerator
{
    /// <inheritdoc/>
    public byte[][]? Generate(int modulusBits, byte[] publicExponent)
    {
        // The library takes no other exponent.
        if (publicExponent is not [1, 0, 1])
        {
            return null;
        }

        using var rsa = RSA.Create(modulusBits);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        return [key.Modulus!, key.Exponent!, key.D!, key.P!, key.Q!, key.DP!, key.DQ!, key.InverseQ!];
    }
}
