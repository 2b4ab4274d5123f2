using System.Numerics;
using System.Reflection;
using NfToken.Cryptography;
using Xunit;

namespace NfToken.Tests.Host.Entropy;

/// <summary>The cutoffs of the health tests, computed anew: alpha is 2^-30.</summary>
public sealed class NoiseCutoffTests
{
    private const int Alpha = 30;

    public static TheoryData<int> Credits() => [.. Enumerable.Range(1, 8)];

    /// <summary>SP 800-90B, 4.4.1: 1 + ceil(-log2(alpha) / H).</summary>
    [Theory]
    [MemberData(nameof(Credits))]
    public void Repetitions(int bits) => Assert.Equal(1 + (int)Math.Ceiling((double)Alpha / bits), Cutoff(bits, "_repetitions"));

    /// <summary>SP 800-90B, 4.4.2: 1 + CRITBINOM(W, 2^-H, 1 - alpha).</summary>
    [Theory]
    [MemberData(nameof(Credits))]
    public void Proportion(int bits)
    {
        // All probabilities times (2^bits)^512.
        BigInteger whole = BigInteger.One << (bits * NoiseTests.Window);
        BigInteger tail = 0;
        BigInteger binomial = 1;
        int count = NoiseTests.Window;
        while (true)
        {
            tail += binomial * BigInteger.Pow((BigInteger.One << bits) - 1, NoiseTests.Window - count);
            if (tail << Alpha > whole)
            {
                break;
            }

            binomial = binomial * count / (NoiseTests.Window - count + 1);
            count--;
        }

        // More than count has a probability of no more than alpha.
        Assert.Equal(1 + count, Cutoff(bits, "_proportion"));
    }

    /// <summary>The tail of 2^-31 on either side of the sum of 512 bytes, each one of the 2^H with most ones.</summary>
    [Theory]
    [MemberData(nameof(Credits))]
    public void Ones(int bits)
    {
        double[] one = new double[9];
        foreach (int ones in Enumerable.Range(0, 256).Select(value => BitOperations.PopCount((uint)value)).OrderDescending().Take(1 << bits))
        {
            one[ones] += Math.Pow(2, -bits);
        }

        double[] sum = one;
        for (int bytes = 1; bytes < NoiseTests.Window; bytes *= 2)
        {
            sum = Convolve(sum, sum);
        }

        double tail = 0;
        int count = sum.Length;
        while (tail <= Math.Pow(2, -Alpha - 1))
        {
            tail += sum[--count];
        }

        Assert.Equal(count + 1, Cutoff(bits, "_mostOnes"));
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        double[] product = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        return product;
    }

    private static int Cutoff(int bits, string field) =>
        (int)typeof(NoiseTests).GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(new NoiseTests(bits))!;
}
