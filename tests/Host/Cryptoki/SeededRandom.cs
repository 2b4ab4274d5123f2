using NfToken.Cryptography;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>A token's randomness from a test's seed, so that a failure can be had again.</summary>
internal sealed class SeededRandom(Random random) : IRandomGenerator
{
    public void Generate(byte[] buffer, int offset, int count) => random.NextBytes(buffer.AsSpan(offset, count));

    public void AddSeed(byte[] input)
    {
    }

    public void Clear()
    {
    }
}
