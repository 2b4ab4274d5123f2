using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>RSA against Project Wycheproof and System.Security.Cryptography.</summary>
public sealed class RsaTests(ITestOutputHelper output)
{
    [Fact]
    public void Wycheproof()
    {
        var acceptable = new List<string>();
        int count = 0;
        foreach (Wycheproof.Case test in Cryptography.Wycheproof.Read("rsa_signature_2048_sha256_test.json", output))
        {
            ReadPublic(test, out byte[] modulus, out byte[] exponent);
            PublicKeyInfo key = PublicKeyInfo.FromRsa(modulus, exponent);
            byte[] data = RsaPkcs1.DigestInfo(SHA256.HashData(test.Hex("msg")));
            bool right = RsaPkcs1.Verify(key, data, test.Hex("sig"));
            if (test.Result == "acceptable")
            {
                acceptable.Add($"{test.Name} ({string.Join(", ", test.Flags)})");

                // All of them leave the NULL of the algorithm's parameters out, which RFC 8017 lets a verifier refuse.
                Assert.Contains("MissingNull", test.Flags);
                Assert.False(right, test.Name);
            }
            else
            {
                Assert.True(right == (test.Result == "valid"), test.Name);
            }

            count++;
        }

        output.WriteLine($"{count} cases; acceptable ones, refused: {string.Join("; ", acceptable)}");
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1032)]
    [InlineData(1536)]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void AgreesWithSystem(int bits)
    {
        Random random = Seed.Start(output);
        using RSA theirs = RSA.Create(bits);
        RsaPrivateKey ours = Import(theirs);
        int cases = Seed.Cases(12, 2000);
        for (int i = 0; i < cases; i++)
        {
            byte[] hash = new byte[32];
            byte[] entropy = new byte[32];
            byte[] salt = new byte[i % 2 == 0 ? 32 : 0];
            random.NextBytes(hash);
            random.NextBytes(entropy);
            random.NextBytes(salt);
            byte[] data = RsaPkcs1.DigestInfo(hash);
            byte[] expected = theirs.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Assert.Equal(expected, RsaPkcs1.Sign(ours, data, i % 3 == 0 ? null : entropy));
            Assert.True(RsaPkcs1.Verify(ours.PublicKey, data, expected));

            byte[] pss = RsaPss.Sign(ours, hash, salt, entropy);
            Assert.True(RsaPss.Verify(ours.PublicKey, hash, salt.Length, pss));
            Assert.False(RsaPss.Verify(ours.PublicKey, hash, salt.Length + 1, pss));
            if (salt.Length == 32)
            {
                Assert.True(theirs.VerifyHash(hash, pss, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
            }

            byte[] theirPss = theirs.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            Assert.True(RsaPss.Verify(ours.PublicKey, hash, 32, theirPss));
            int at = random.Next(expected.Length);
            theirPss[at] ^= (byte)(1 << random.Next(8));
            expected[at] ^= 1;
            Assert.False(RsaPss.Verify(ours.PublicKey, hash, 32, theirPss));
            Assert.False(RsaPkcs1.Verify(ours.PublicKey, data, expected));
        }
    }

    /// <summary>Exponents up to 2^64 - 1, and messages at both ends of the range, against BigInteger.</summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(2049)]
    [InlineData(3191)]
    [InlineData(3192)]
    [InlineData(4096)]
    public void PublicPowers(int bits)
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < 20; i++)
        {
            byte[] modulus = new byte[(bits + 7) / 8];
            random.NextBytes(modulus);
            if (i % 4 == 0)
            {
                Array.Fill(modulus, i % 8 == 0 ? (byte)0xFF : (byte)0);
            }

            int top = 1 << ((bits - 1) % 8);
            modulus[0] = (byte)((modulus[0] & (top - 1)) | top);
            modulus[^1] |= 1;
            byte[] exponent = new byte[random.Next(1, 9)];
            random.NextBytes(exponent);
            exponent[^1] |= 3;
            BigInteger n = Number(modulus);
            PublicKeyInfo key = PublicKeyInfo.FromRsa(modulus, exponent);
            byte[] message = new byte[modulus.Length];
            random.NextBytes(message);
            foreach (BigInteger m in new[] { 0, 1, n - 1, n - 2, Number(message) % n, BigInteger.One << (bits - 2) })
            {
                byte[] expected = Bytes(BigInteger.ModPow(m, Number(exponent), n), modulus.Length);
                Assert.Equal(expected, Power(key, Bytes(m, modulus.Length)));
            }

            Assert.Null(Power(key, modulus));
        }
    }

    /// <summary>A wrong CRT parameter is what a fault looks like.</summary>
    [Fact]
    public void WrongResultIsKeptBack()
    {
        using RSA theirs = RSA.Create(1024);
        RsaPrivateKey key = Import(theirs);
        byte[] data = RsaPkcs1.DigestInfo(new byte[32]);
        RsaPkcs1.Sign(key, data, null);
        foreach (byte[] part in new[] { key.DP, key.DQ, key.QInv })
        {
            part[10] ^= 4;
            Assert.Throws<InvalidOperationException>(() => RsaPkcs1.Sign(key, data, null));
            part[10] ^= 4;
        }
    }

    [Fact]
    public void TooLong()
    {
        using RSA theirs = RSA.Create(1024);
        RsaPrivateKey key = Import(theirs);
        Assert.Equal(128, RsaPkcs1.Sign(key, new byte[117], null).Length);
        Assert.Throws<ArgumentException>(() => RsaPkcs1.Sign(key, new byte[118], null));
        Assert.False(RsaPkcs1.Verify(key.PublicKey, new byte[118], new byte[128]));
        Assert.Throws<ArgumentException>(() => RsaPss.Sign(key, new byte[32], new byte[95], null));
        Assert.Equal(128, RsaPss.Sign(key, new byte[32], new byte[94], null).Length);
    }

    internal static RsaPrivateKey Import(RSA key)
    {
        RSAParameters k = key.ExportParameters(true);
        return new RsaPrivateKey(k.Modulus!, k.Exponent!, k.D!, k.P!, k.Q!, k.DP!, k.DQ!, k.InverseQ!);
    }

    private static byte[]? Power(PublicKeyInfo key, byte[] message)
    {
        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            return RsaPrimitive.Public(workspace, key, message) ? workspace.Scratch[..message.Length] : null;
        }
    }

    private static void ReadPublic(Wycheproof.Case test, out byte[] modulus, out byte[] exponent)
    {
        System.Text.Json.JsonElement key = test.Group.GetProperty("publicKey");
        modulus = Number(key.GetProperty("modulus").GetString()!).ToByteArray(isUnsigned: true, isBigEndian: true);
        exponent = Number(key.GetProperty("publicExponent").GetString()!).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
