using System.Numerics;

namespace NfToken.Pal.Simulator;

/// <summary>
/// The dice of a simulated part: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014), eight bytes of state, so that
/// a part with a fate of its own costs nothing. No source of secrets.
/// </summary>
/// <param name="seed">Where it starts.</param>
public sealed class FaultRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Mixes numbers into a seed that none of their neighbours shares.</summary>
    /// <param name="seed">A seed.</param>
    /// <param name="number">What is to tell it from others.</param>
    public static ulong Mix(ulong seed, ulong number) => Scramble(seed + 0x9E3779B97F4A7C15 * (number + 1));

    /// <summary>Starts again.</summary>
    /// <param name="seed">Where.</param>
    public void Reseed(ulong seed) => _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next() => Scramble(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to just below a limit.</summary>
    /// <param name="limit">The limit, above 0.</param>
    public int Next(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>Whether the one in so many cases is this one.</summary>
    /// <param name="cases">How many.</param>
    public bool OneIn(int cases) => Next(cases) == 0;

    /// <summary>64 bits, each of them set with a probability.</summary>
    /// <param name="chance">The probability in 256ths, 0 to 256.</param>
    public ulong Bits(int chance)
    {
        if (chance >= 256)
        {
            return ulong.MaxValue;
        }

        // From the lowest binary digit of the probability up: a 1 is an or, a 0 an and.
        ulong bits = 0;
        for (int digit = BitOperations.TrailingZeroCount(chance | 256); digit < 8; digit++)
        {
            bits = (chance >> digit & 1) != 0 ? bits | Next() : bits & Next();
        }

        return bits;
    }

    /// <summary>Fills an array.</summary>
    /// <param name="data">The array.</param>
    public void Fill(byte[] data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)(Next() >> 56);
        }
    }

    private static ulong Scramble(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
