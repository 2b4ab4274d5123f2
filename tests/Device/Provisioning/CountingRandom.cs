using System;
using NfToken.Cryptography;

namespace NfToken.Tests.Provisioning;

/// <summary>Hashes of a count: good enough for keys that open nothing.</summary>
internal sealed class CountingRandom : IRandomGenerator
{
    private int _count;

    /// <summary>Whether there is no randomness.</summary>
    public bool IsDry { get; set; }

    /// <summary>How often something was mixed in.</summary>
    public int Seedings { get; private set; }

    /// <summary>Whether the state was forgotten.</summary>
    public bool IsCleared { get; private set; }

    public void Generate(byte[] buffer, int offset, int count)
    {
        if (IsDry)
        {
            throw new RandomException(RandomError.NoSource, "dry", null);
        }

        for (int done = 0; done < count; done += Sha256.HashLength)
        {
            byte[] block = Sha256.Hash([(byte)++_count, (byte)(_count >> 8)]);
            Array.Copy(block, 0, buffer, offset + done, count - done < block.Length ? count - done : block.Length);
        }
    }

    public void AddSeed(byte[] input) => Seedings++;

    public void Clear() => IsCleared = true;
}
