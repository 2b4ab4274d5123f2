using System;
using System.Security.Cryptography;
using NfToken.Pal.Noise;

namespace NfToken.Pal.Simulator;

/// <summary>A chip's generator of noise: the PC's own, or one of those that are broken.</summary>
public sealed class SimulatedTrng : INoiseSource
{
    private const int Period = 256;

    private readonly EntropyKind _kind;
    private readonly byte[] _once = RandomNumberGenerator.GetBytes(Period);
    private long _healthyBytes;
    private int _at;

    /// <summary>Makes a generator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Any but <see cref="EntropyKind.None"/>.</param>
    /// <param name="healthyBytes">How many bytes a broken one gives in health before it breaks.</param>
    /// <exception cref="ArgumentException">There is no such generator.</exception>
    public SimulatedTrng(string name, EntropyKind kind, long healthyBytes = 0)
    {
        if (kind == EntropyKind.None)
        {
            throw new ArgumentException("no generator", nameof(kind));
        }

        Name = name;
        _kind = kind;
        _healthyBytes = healthyBytes;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int BitsPerByte => SystemRandomNoise.Credit;

    /// <inheritdoc/>
    public bool TryRead(byte[] buffer)
    {
        int healthy = _kind == EntropyKind.Trng ? buffer.Length : (int)Math.Min(_healthyBytes, buffer.Length);
        _healthyBytes -= Math.Min(healthy, _healthyBytes);
        RandomNumberGenerator.Fill(buffer.AsSpan(0, healthy));
        Break(buffer.AsSpan(healthy));
        return true;
    }

    private void Break(Span<byte> rest)
    {
        if (_kind == EntropyKind.Silent)
        {
            return;
        }

        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = _kind switch
            {
                EntropyKind.Stuck => _once[0],
                EntropyKind.Repeating => _once[_at],
                _ => Biased(),
            };
            _at = (_at + 1) % Period;
        }
    }

    // A bit is one unless three others all are zeros.
    private static byte Biased()
    {
        Span<byte> dice = stackalloc byte[3];
        RandomNumberGenerator.Fill(dice);
        return (byte)(dice[0] | dice[1] | dice[2]);
    }
}
