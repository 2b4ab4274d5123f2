using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Rsa;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Keys that are completed and checked.</summary>
public sealed class RsaKeyImportTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(4096)]
    public void CompletesAndAccepts(int bits)
    {
        using RSA theirs = RSA.Create(bits);
        RSAParameters k = theirs.ExportParameters(true);
        RsaPrivateKey whole = RsaKeyImport.Complete(k.Modulus!, k.Exponent!, k.D!, k.P!, k.Q!, k.DP!, k.DQ!, k.InverseQ!);
        RsaPrivateKey completed = RsaKeyImport.Complete(k.Modulus!, k.Exponent!, k.D!, k.P!, k.Q!, null, null, null);
        Assert.Equal(whole.DP, completed.DP);
        Assert.Equal(Trim(k.DP!), completed.DP);
        Assert.Equal(Trim(k.DQ!), completed.DQ);
        Assert.Equal(Trim(k.InverseQ!), completed.QInv);

        // Primes the other way round, so that q is the larger one once.
        RsaPrivateKey swapped = RsaKeyImport.Complete(k.Modulus!, k.Exponent!, k.D!, k.Q!, k.P!, null, null, null);
        byte[] data = DigestInfo.OfSha256(new byte[32]);
        byte[] expected = theirs.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(expected, RsaPkcs1.Sign(completed, data, null));
        Assert.Equal(expected, RsaPkcs1.Sign(swapped, data, null));
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        using RSA theirs = RSA.Create(1024);
        RSAParameters k = theirs.ExportParameters(true);
        byte[][] good = [k.Modulus!, k.Exponent!, k.D!, k.P!, k.Q!, k.DP!, k.DQ!, k.InverseQ!];
        for (int i = 0; i < good.Length; i++)
        {
            foreach (Func<byte[], byte[]> change in new Func<byte[], byte[]>[] { b => Flip(b, b.Length - 1, 2), b => Flip(b, 0, 1), b => [], b => [.. b, 1], b => new byte[b.Length] })
            {
                byte[][] bad = [.. good];
                bad[i] = change(good[i]);
                Assert.Throws<EncodingException>(() => RsaKeyImport.Complete(bad[0], bad[1], bad[2], bad[3], bad[4], bad[5], bad[6], bad[7]));
            }
        }
    }

    /// <summary>The private exponent is reduced modulo (p - 1)(q - 1) by some programs and modulo their least common multiple by others; leading zeros are nothing.</summary>
    [Fact]
    public void BothPrivateExponents()
    {
        using RSA theirs = RSA.Create(1024);
        RSAParameters k = theirs.ExportParameters(true);
        BigInteger p = Number(k.P!) - 1;
        BigInteger q = Number(k.Q!) - 1;
        BigInteger lcm = p * q / BigInteger.GreatestCommonDivisor(p, q);
        BigInteger least = Number(k.D!) % lcm;
        foreach (BigInteger d in new[] { least, least + lcm })
        {
            RsaPrivateKey key = RsaKeyImport.Complete([0, .. k.Modulus!], [0, 0, .. k.Exponent!], [0, .. d.ToByteArray(true, true)], [0, .. k.P!], [0, .. k.Q!], [0, .. k.DP!], [0, .. k.DQ!], [0, .. k.InverseQ!]);
            Assert.Equal(d, Number(key.D));
            Assert.Equal(k.P, key.P);
            Assert.Equal(k.Modulus, key.PublicKey.Modulus);
        }
    }

    /// <summary>Products that are right and keys that are none: too uneven, too near, the same twice.</summary>
    [Fact]
    public void RefusesWeakShapes()
    {
        Random random = Seed.Start(output);
        Assert.NotNull(Complete(OddKey.Prime(random, 513), OddKey.Prime(random, 513)));
        Assert.NotNull(Complete(OddKey.Prime(random, 530), OddKey.Prime(random, 498)));
        Refuse(OddKey.Prime(random, 531), OddKey.Prime(random, 498));
        Refuse(OddKey.Prime(random, 700), OddKey.Prime(random, 340));
        BigInteger p = OddKey.Prime(random, 513);
        Refuse(p, p);
        Refuse(p, OddKey.PrimeFrom(p + 2, 2));
        Refuse(OddKey.PrimeFrom(p + 2, 2), p);
        Refuse(p, OddKey.PrimeFrom(p + (BigInteger.One << 400), 2));
        Assert.NotNull(Complete(p, OddKey.PrimeFrom(p - (BigInteger.One << 425), -2)));
    }

    [Fact]
    public void EncodedKeysWithWrongNumbersAreRefused()
    {
        using RSA theirs = RSA.Create(1024);
        RSAParameters k = theirs.ExportParameters(true);
        byte[] der = theirs.ExportRSAPrivateKey();
        byte[] pkcs8 = theirs.ExportPkcs8PrivateKey();
        foreach (byte[] number in new[] { k.Modulus!, k.D!, k.P!, k.Q!, k.DP!, k.DQ!, k.InverseQ! })
        {
            foreach (byte[] whole in new[] { der, pkcs8 })
            {
                int at = whole.AsSpan().IndexOf(number);
                Assert.Throws<EncodingException>(() => Import(Flip(whole, at + (number.Length / 2), 0x10)));
            }
        }

        Assert.NotNull(Import(der));
    }

    private static RsaPrivateKey Import(byte[] der)
    {
        RsaPrivateKey key = PrivateKeyInfo.FromDer(der).Rsa;
        return RsaKeyImport.Complete(key.PublicKey.Modulus, key.PublicKey.Exponent, key.D, key.P, key.Q, key.DP, key.DQ, key.QInv);
    }

    [Fact]
    public void Remainders()
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < 300; i++)
        {
            byte[] a = new byte[random.Next(1, 80)];
            byte[] m = new byte[random.Next(1, 60)];
            random.NextBytes(a);
            random.NextBytes(m);
            if (i % 5 == 0)
            {
                Array.Fill(a, (byte)0xFF);
                Array.Fill(m, (byte)(i % 2 == 0 ? 0xFF : 0));
            }

            m[0] |= 1;
            BigInteger expected = new BigInteger(a, true, true) % new BigInteger(m, true, true);
            Assert.Equal(expected, new BigInteger(RsaKeyImport.Remainder(a, m), true, true));
        }
    }

    private static void Refuse(BigInteger p, BigInteger q) => Assert.Throws<EncodingException>(() => Complete(p, q));

    private static RsaPrivateKey Complete(BigInteger p, BigInteger q) => OddKey.Complete(p, q, 65537);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Flip(byte[] bytes, int at, byte bits)
    {
        byte[] flipped = [.. bytes];
        flipped[at] ^= bits;
        return flipped;
    }

    private static byte[] Trim(byte[] bytes) => [.. bytes.SkipWhile(one => one == 0)];
}
