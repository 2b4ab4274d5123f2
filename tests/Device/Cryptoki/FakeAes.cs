using NfToken.Pal;

namespace NfToken.Tests.Cryptoki;

/// <summary>Not AES: each block is chained and mixed with the key, which is enough to see who asks for what.</summary>
public sealed class FakeAes : INativeAes
{
    /// <summary>Length of the longest key.</summary>
    public int Longest { get; set; } = 16;

    public bool HasKeyLength(int length) => length is 16 or 24 or 32 && length <= Longest;

    public byte[] EncryptCbc(byte[] key, byte[] iv, byte[] data)
    {
        byte[] result = new byte[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            uint before = i < 16 ? iv[i] : result[i - 16];
            result[i] = (byte)(((data[i] ^ before) * 5) + key[i % key.Length] + 1);
        }

        return result;
    }
}
