using System.Numerics;
using NfToken.Cryptography;
using NfToken.Rsa;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Private operations at every boundary of the radix, against BigInteger.</summary>
public sealed class RsaBoundaryTests(ITestOutputHelper output)
{
    /// <summary>
    /// The largest and the smallest primes of sizes at the ends of limbs (28 bits) and of tiles (532 bits, three of them spare): nearly all their limbs are
    /// ones or zeros. Messages at both ends of the range.
    /// </summary>
    [Theory]
    [InlineData(513)]
    [InlineData(528)]
    [InlineData(529)]
    [InlineData(530)]
    [InlineData(531)]
    [InlineData(532)]
    [InlineData(533)]
    [InlineData(559)]
    [InlineData(560)]
    [InlineData(561)]
    [InlineData(1024)]
    [InlineData(1061)]
    [InlineData(1062)]
    public void PrimesOfOnesAndZeros(int bits)
    {
        Random random = Seed.Start(output);
        BigInteger ones = OddKey.PrimeFrom((BigInteger.One << bits) - 1, -2);
        BigInteger zeros = OddKey.PrimeFrom((BigInteger.One << (bits - 1)) + 1, 2);
        BigInteger middle = OddKey.Prime(random, bits);
        foreach ((BigInteger p, BigInteger q) in new[] { (ones, zeros), (zeros, ones), (ones, middle), (middle, zeros) })
        {
            Compare(random, OddKey.Complete(p, q, 3));
            Compare(random, OddKey.Complete(p, q, 65537));
        }
    }

    /// <summary>Primes of different sizes, so that one has fewer limbs or fewer tiles than the other.</summary>
    [Theory]
    [InlineData(512, 540)]
    [InlineData(529, 530)]
    [InlineData(1050, 1070)]
    public void UnevenPrimes(int bitsP, int bitsQ)
    {
        Random random = Seed.Start(output);
        Compare(random, OddKey.Complete(OddKey.Prime(random, bitsP), OddKey.Prime(random, bitsQ), 65537));
        Compare(random, OddKey.Complete(OddKey.Prime(random, bitsQ), OddKey.Prime(random, bitsP), 65537));
    }

    private static void Compare(Random random, RsaPrivateKey key)
    {
        int length = key.PublicKey.Modulus.Length;
        BigInteger n = Number(key.PublicKey.Modulus);
        byte[] any = new byte[length];
        random.NextBytes(any);
        BigInteger[] messages = [0, 1, n - 1, n - 2, Number(any) % n, Number(key.P), n - Number(key.Q), BigInteger.One << ((int)n.GetBitLength() - 2)];
        foreach (BigInteger m in messages)
        {
            byte[] expected = Bytes(BigInteger.ModPow(m, Number(key.D), n), length);
            lock (RsaWorkspace.Gate)
            {
                RsaWorkspace workspace = RsaWorkspace.For(key);
                Bytes(m, length).CopyTo(workspace.Message, 0);
                Assert.Equal(expected, RsaPrimitive.Private(workspace, key, any));
                workspace.Clear();
            }
        }
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
