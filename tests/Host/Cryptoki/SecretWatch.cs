namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Finds eight bytes in a row of a secret in what a token gives out.</summary>
internal sealed class SecretWatch
{
    private const int Window = 8;

    private readonly HashSet<ulong> _windows = [];

    /// <summary>Watches for a secret.</summary>
    /// <param name="secret">The secret, eight bytes or more.</param>
    /// <returns>The same.</returns>
    public byte[] Add(byte[] secret)
    {
        for (int i = 0; i + Window <= secret.Length; i++)
        {
            _windows.Add(BitConverter.ToUInt64(secret, i));
        }

        return secret;
    }

    /// <summary>Whether part of a secret is in there.</summary>
    public bool IsIn(byte[] bytes)
    {
        for (int i = 0; i + Window <= bytes.Length; i++)
        {
            if (_windows.Contains(BitConverter.ToUInt64(bytes, i)))
            {
                return true;
            }
        }

        return false;
    }
}
