using System.Numerics;
using NfToken.Cryptography;
using NfToken.Rsa;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>RSA keys of sizes and shapes that no library makes. Their randomness is the tests'.</summary>
internal static class OddKey
{
    /// <summary>A key of exactly so many bits, e = 65537.</summary>
    public static RsaPrivateKey Create(Random random, int bits)
    {
        while (true)
        {
            BigInteger p = Prime(random, (bits + 1) / 2);
            BigInteger q = Prime(random, bits / 2);
            if ((p * q).GetBitLength() == bits)
            {
                return Complete(p, q, 65537);
            }
        }
    }

    /// <summary>The key of two primes.</summary>
    public static RsaPrivateKey Complete(BigInteger p, BigInteger q, BigInteger e)
    {
        BigInteger d = Inverse(e, (p - 1) * (q - 1));
        return RsaKeyImport.Complete(Bytes(p * q), Bytes(e), Bytes(d), Bytes(p), Bytes(q), null!, null!, null!);
    }

    /// <summary>A random prime of exactly so many bits whose predecessor 65537 does not divide.</summary>
    public static BigInteger Prime(Random random, int bits)
    {
        byte[] bytes = new byte[(bits + 7) / 8];
        random.NextBytes(bytes);
        BigInteger start = new BigInteger(bytes, isUnsigned: true) % (BigInteger.One << (bits - 1));
        return PrimeFrom((BigInteger.One << (bits - 1)) | start | 1, start > (BigInteger.One << (bits - 2)) ? -2 : 2);
    }

    /// <summary>The first prime from an odd number on, by a step of 2 or -2, whose predecessor neither 3 nor 65537 divides.</summary>
    public static BigInteger PrimeFrom(BigInteger start, int step)
    {
        BigInteger number = start | 1;
        while (number % 3 != 2 || number % 65537 == 1 || !IsPrime(number))
        {
            number += step;
        }

        return number;
    }

    /// <summary>1/a modulo m.</summary>
    public static BigInteger Inverse(BigInteger a, BigInteger m)
    {
        (BigInteger r, BigInteger next, BigInteger t, BigInteger nextT) = (m, a % m, BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            BigInteger quotient = r / next;
            (r, next) = (next, r - (quotient * next));
            (t, nextT) = (nextT, t - (quotient * nextT));
        }

        return t.Sign < 0 ? t + m : t;
    }

    /// <summary>An odd number of so many bits.</summary>
    /// <param name="random">Where its bits come from.</param>
    /// <param name="bits">How many.</param>
    /// <param name="shape">0 all ones, 1 ones at the ends only, 2 limbs of 28 bits all ones or all zeros, otherwise random.</param>
    public static byte[] Modulus(Random random, int bits, int shape)
    {
        BigInteger top = BigInteger.One << (bits - 1);
        BigInteger number = top | 1;
        for (int i = 1; i < bits - 1 && shape != 1; i++)
        {
            bool one = shape == 0 || (shape == 2 ? i / 28 % 2 == 0 : random.Next(2) == 0);
            number |= one ? BigInteger.One << i : BigInteger.Zero;
        }

        return Bytes(number);
    }

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);

    /// <summary>Trial division, then Fermat's test to two bases: enough where the candidates are nobody's choice.</summary>
    private static bool IsPrime(BigInteger number)
    {
        for (int divisor = 3; divisor < 2000; divisor += 2)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return BigInteger.ModPow(2, number - 1, number).IsOne && BigInteger.ModPow(3, number - 1, number).IsOne;
    }
}
