using NfToken.Cryptography;

namespace NfToken.Tests.Cryptoki;

/// <summary>Randomness that a test can foresee: 1, 2, 3 and so on.</summary>
public sealed class StepRandom : IRandomGenerator
{
    private byte _last;

    /// <summary>Whether there is none to be had.</summary>
    public bool IsBroken { get; set; }

    public void Generate(byte[] buffer, int offset, int count)
    {
        if (IsBroken)
        {
            throw new RandomException(RandomError.NoSource, "no source", null);
        }

        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = ++_last;
        }
    }

    public void AddSeed(byte[] input)
    {
    }

    public void Clear()
    {
    }
}
