using System.Numerics;
using NfToken.Cryptography;
using NfToken.Rsa;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>RSA without padding, against BigInteger.</summary>
public sealed class RsaRawTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1024)]
    [InlineData(1031)]
    [InlineData(2048)]
    public void NumbersOfEverySize(int bits)
    {
        Random random = Seed.Start(output);
        RsaPrivateKey key = OddKey.Create(random, bits);
        byte[] modulus = key.PublicKey.Modulus;
        BigInteger n = Number(modulus);
        byte[] any = new byte[modulus.Length - 1];
        random.NextBytes(any);
        foreach (byte[] message in new byte[][] { [], [0], [1], [2], [0, 0, 7], any, Bytes(n - 1, modulus.Length), Bytes(n - 2, modulus.Length) })
        {
            byte[] signature = RsaRaw.Sign(key, message, message.Length % 2 == 0 ? null : [1, 2, 3]);
            Assert.Equal(Bytes(BigInteger.ModPow(Number(message), Number(key.D), n), modulus.Length), signature);
            Assert.True(RsaRaw.Verify(key.PublicKey, message, signature));
            signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False(RsaRaw.Verify(key.PublicKey, message, signature));
        }
    }

    [Fact]
    public void WhatIsNotBelowTheModulusIsRefused()
    {
        RsaPrivateKey key = OddKey.Create(Seed.Start(output), 1024);
        byte[] modulus = key.PublicKey.Modulus;
        byte[] one = RsaRaw.Sign(key, [1], null);
        foreach (byte[] message in new byte[][] { modulus, Bytes(Number(modulus) + 1, modulus.Length), new byte[modulus.Length + 1] })
        {
            Assert.Throws<ArgumentException>(() => RsaRaw.Sign(key, message, null));
            Assert.False(RsaRaw.Verify(key.PublicKey, message, one));
        }
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
