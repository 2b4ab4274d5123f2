using System;

namespace NfToken.Cryptography;

/// <summary>
/// Health tests over the bytes of one noise source (NIST SP 800-90B, 4.4: repetition count and adaptive proportion), and three of our own:
/// bytes left as they were, the same stream again, and the balance of ones and zeros. Each cutoff is such that a source as good as its credit
/// fails by chance with a probability of 2^-30 or less: a byte, or a window of 512.
/// </summary>
internal sealed class NoiseTests
{
    /// <summary>Bytes of a window of the adaptive proportion test (4.4.2) and of the balance.</summary>
    public const int Window = 512;

    /// <summary>After so many bytes a new stretch is remembered that must not come again.</summary>
    public const int Memory = 4096;

    // So many bytes in a row that are what was put there: 2^-32 whatever the source, as what was put there knows nothing of it. A word of an STM32's generator.
    private const int Unwritten = 4;

    // By bits of credit, from 1. Binomial quantiles; tests compute them anew.
    private static readonly ushort[] s_proportions = [325, 190, 114, 71, 46, 31, 22, 16];

    // Ones in a window: quantile of the sum where the 2^credit bytes with most ones are equally likely, the worst that the credit allows.
    private static readonly ushort[] s_ones = [3910, 3776, 3699, 3477, 3310, 3042, 2736, 2245];

    private readonly int _repetitions;
    private readonly int _proportion;
    private readonly int _mostOnes;
    private readonly byte[] _stretch;
    private readonly byte[] _borders;
    private int _last;
    private int _run;
    private int _first;
    private int _same;
    private uint _ones;
    private int _inWindow;
    private int _matched;
    private int _age;

    /// <summary>Makes the tests of a source.</summary>
    /// <param name="bits">Its credit in bits of min-entropy a byte, 1 to 8.</param>
    public NoiseTests(int bits)
    {
        _repetitions = 1 + ((30 + bits - 1) / bits);
        _proportion = s_proportions[bits - 1];
        _mostOnes = s_ones[bits - 1];
        _stretch = new byte[(64 + bits - 1) / bits];
        _borders = new byte[_stretch.Length];
    }

    /// <summary>Tests the bytes that follow those before.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="before">What stood in their place before the source was to fill them: pseudo-random bytes, others each time.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string Take(byte[] block, byte[] before)
    {
        int untouched = 0;
        for (int i = 0; i < block.Length; i++)
        {
            byte value = block[i];

            untouched = value == before[i] ? untouched + 1 : 0;
            if (untouched == Unwritten)
            {
                return "left bytes unwritten";
            }

            // 4.4.1.
            _run = value == _last ? _run + 1 : 1;
            _last = value;
            if (_run >= _repetitions)
            {
                return "repeats a byte";
            }

            if (IsOutOfProportion(value))
            {
                return "is biased";
            }

            if (IsSeenAgain(value))
            {
                return "repeats itself";
            }
        }

        return null;
    }

    /// <summary>Forgets the bytes that it remembers.</summary>
    public void Clear()
    {
        Array.Clear(_stretch, 0, _stretch.Length);
        _first = 0;
        _last = 0;
    }

    private bool IsOutOfProportion(byte value)
    {
        // 4.4.2.
        if (_inWindow == 0)
        {
            _first = value;
            _same = 0;
            _ones = 0;
        }

        if (value == _first && ++_same >= _proportion)
        {
            return true;
        }

        // Ones of a byte: in pairs, in halves, in all.
        uint ones = value;
        ones -= (ones >> 1) & 0x55;
        ones = (ones & 0x33) + ((ones >> 2) & 0x33);
        _ones += (ones + (ones >> 4)) & 0xF;
        if (++_inWindow < Window)
        {
            return false;
        }

        _inWindow = 0;
        return _ones >= _mostOnes || _ones <= (8 * Window) - _mostOnes;
    }

    /// <summary>
    /// Looks for the stretch of 64 bits of credit that was remembered last, by Knuth, Morris and Pratt's search: a border is how much of the stretch's
    /// beginning ends at a place of it, found by the search itself while the stretch is taken in.
    /// </summary>
    private bool IsSeenAgain(byte value)
    {
        int length = _stretch.Length;
        int matched = _matched;
        if (_age < length)
        {
            _stretch[_age] = value;
        }

        if (_age == 0)
        {
            matched = 0;
        }
        else
        {
            while (matched > 0 && value != _stretch[matched])
            {
                matched = _borders[matched - 1];
            }

            if (value == _stretch[matched])
            {
                matched++;
            }
        }

        if (_age < length)
        {
            _borders[_age] = (byte)matched;
        }

        _matched = matched;
        _age = _age + 1 == Memory ? 0 : _age + 1;
        return matched == length;
    }
}
