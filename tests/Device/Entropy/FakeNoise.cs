using System;
using NfToken.Pal;

namespace NfToken.Tests.Entropy;

/// <summary>A noise source that is good or bad in one of the ways in which sources are bad.</summary>
internal sealed class FakeNoise : INoiseSource
{
    public const int Good = 0;
    public const int Stuck = 1;
    public const int Repeating = 2;
    public const int Biased = 3;
    public const int Silent = 4;
    public const int OneWordSilent = 5;
    public const int Refusing = 6;
    public const int Throwing = 7;
    public const int Constant = 8;

    private const int Period = 96;

    private readonly int _bits;
    private uint _state = 0x2545F491;
    private int _count;

    public FakeNoise(string name, int bits, int kind)
    {
        Name = name;
        _bits = bits;
        Kind = kind;
    }

    public string Name { get; }

    public int BitsPerByte => _bits;

    /// <summary>What it does from now on.</summary>
    public int Kind { get; set; }

    /// <summary>How many bytes it was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Bytes of what is not random, such as a device id.</summary>
    public byte[] Value { get; set; } = [1, 2, 3, 4];

    public bool TryRead(byte[] buffer)
    {
        Asked += buffer.Length;
        if (Kind == Throwing)
        {
            throw new InvalidOperationException("bus");
        }

        if (Kind == Refusing || Kind == Silent)
        {
            return Kind == Silent;
        }

        for (int i = 0; i < buffer.Length; i++)
        {
            if (Kind == OneWordSilent && i >= 8 && i < 12)
            {
                continue;
            }

            buffer[i] = Next();
        }

        return true;
    }

    private byte Next()
    {
        switch (Kind)
        {
            case Stuck:
                return 0xA5;
            case Constant:
                return Value[_count++ % Value.Length];
            case Repeating:
                if (_count++ % Period == 0)
                {
                    _state = 0x2545F491;
                }

                return Random();
            case Biased:
                return (byte)(Random() | Random());
            default:
                return Random();
        }
    }

    /// <summary>Marsaglia's xorshift.</summary>
    private byte Random()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (byte)(_state >> 24);
    }
}
