using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace NfToken.Pal.Simulator;

/// <summary>AES as a board's firmware has it, by the PC's library.</summary>
/// <param name="keyLengths">The lengths of keys that it takes, in bytes: 16, 24, 32.</param>
public sealed class HostAes(params IEnumerable<int> keyLengths) : INativeAes
{
    private readonly int[] _keyLengths = [.. keyLengths];

    /// <inheritdoc/>
    public bool HasKeyLength(int length) => _keyLengths.Contains(length);

    /// <inheritdoc/>
    public byte[] EncryptCbc(byte[] key, byte[] iv, byte[] data)
    {
        if (!HasKeyLength(key.Length) || data.Length == 0)
        {
            throw new ArgumentException("no such key length, or no data");
        }

        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(data, iv, PaddingMode.None);
    }
}
