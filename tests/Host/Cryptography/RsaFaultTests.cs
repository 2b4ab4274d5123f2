using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Rsa;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>A key that was damaged in memory signs nothing: one wrong half of a CRT signature gives the primes away.</summary>
public sealed class RsaFaultTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1024, 12)]
    [InlineData(2048, 3)]
    public void NothingIsReleasedThatIsWrong(int bits, int flipsOfEach)
    {
        Random random = Seed.Start(output);
        using RSA theirs = RSA.Create(bits);
        RsaPrivateKey key = RsaTests.Import(theirs);
        byte[] hash = new byte[32];
        random.NextBytes(hash);
        byte[] data = DigestInfo.OfSha256(hash);
        byte[] right = RsaPkcs1.Sign(key, data, null);
        (string Name, byte[] Number)[] numbers =
            [("n", key.PublicKey.Modulus), ("e", key.PublicKey.Exponent), ("p", key.P), ("q", key.Q), ("dP", key.DP), ("dQ", key.DQ), ("1/q", key.QInv)];
        int cases = Seed.Cases(flipsOfEach, 40 * flipsOfEach);
        foreach ((string name, byte[] number) in numbers)
        {
            for (int i = 0; i < cases; i++)
            {
                // The first and the last bit, then any.
                int bit = i switch { 0 => 0, 1 => (8 * number.Length) - 1, _ => random.Next(8 * number.Length) };
                byte mask = (byte)(0x80 >> (bit % 8));
                number[bit / 8] ^= mask;
                Exception? thrown = Record.Exception(() => i % 2 == 0 ? RsaPkcs1.Sign(key, data, hash) : RsaPss.Sign(key, hash, hash, null));
                number[bit / 8] ^= mask;
                Assert.True(thrown is InvalidOperationException, $"{name}, bit {bit}: {thrown}");
            }
        }

        Assert.Equal(right, RsaPkcs1.Sign(key, data, null));
    }

    /// <summary>The private exponent itself only makes blinds, so that a damaged one changes nothing.</summary>
    [Fact]
    public void DamagedPrivateExponentDoesNotMatter()
    {
        using RSA theirs = RSA.Create(1024);
        RsaPrivateKey key = RsaTests.Import(theirs);
        byte[] data = DigestInfo.OfSha256(new byte[32]);
        byte[] right = RsaPkcs1.Sign(key, data, null);
        key.D[20] ^= 1;
        Assert.Equal(right, RsaPkcs1.Sign(key, data, null));
    }
}
