using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Rsa;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
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
            byte[] data = DigestInfo.OfSha256(SHA256.HashData(test.Hex("msg")));
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

    /// <summary>Several keys of each size; the numbers of cases are what the default run and the long one afford.</summary>
    [Theory]
    [InlineData(1024, 50, 2000)]
    [InlineData(1032, 50, 2000)]
    [InlineData(1536, 50, 2000)]
    [InlineData(2048, 50, 2000)]
    [InlineData(3072, 20, 2000)]
    [InlineData(4096, 10, 2000)]
    public void AgreesWithSystem(int bits, int usual, int many)
    {
        const int Keys = 2;
        Random random = Seed.Start(output);
        int cases = Seed.Cases(usual, many) / Keys;
        for (int i = 0; i < Keys; i++)
        {
            using RSA theirs = RSA.Create(bits);
            RsaPrivateKey ours = Import(theirs);
            for (int j = 0; j < cases; j++)
            {
                Compare(random, theirs, ours, j);
            }
        }
    }

    /// <summary>Every salt length that fits, from none to the most, against BouncyCastle; .NET knows one length only.</summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1031)]
    [InlineData(2048)]
    public void PssSaltLengths(int bits)
    {
        Random random = Seed.Start(output);
        RsaPrivateKey ours = OddKey.Create(random, bits);
        int most = ((bits + 6) / 8) - 34;
        var theirs = new RsaKeyParameters(false, Theirs(ours.PublicKey.Modulus), Theirs(ours.PublicKey.Exponent));
        foreach (int length in new[] { 0, 1, 20, 31, 32, 33, 48, 64, most - 1, most })
        {
            byte[] message = new byte[50];
            byte[] salt = new byte[length];
            random.NextBytes(message);
            random.NextBytes(salt);
            byte[] hash = SHA256.HashData(message);
            byte[] signature = RsaPss.Sign(ours, hash, salt, null);
            var verifier = new PssSigner(new Org.BouncyCastle.Crypto.Engines.RsaEngine(), new Sha256Digest(), length);
            verifier.Init(false, theirs);
            verifier.BlockUpdate(message, 0, message.Length);
            Assert.True(verifier.VerifySignature(signature), $"salt of {length}");
            foreach (int claimed in new[] { -1, length - 1, length, length + 1, most + 1, int.MaxValue })
            {
                Assert.Equal(claimed == length, RsaPss.Verify(ours.PublicKey, hash, claimed, signature));
            }
        }

        Assert.Throws<ArgumentException>(() => RsaPss.Sign(ours, new byte[32], new byte[most + 1], null));
    }

    private static Org.BouncyCastle.Math.BigInteger Theirs(byte[] number) => new(1, number);

    private static void Compare(Random random, RSA theirs, RsaPrivateKey ours, int number)
    {
        byte[] hash = new byte[32];
        byte[] entropy = new byte[32];
        byte[] salt = new byte[number % 2 == 0 ? 32 : random.Next(60)];
        random.NextBytes(hash);
        random.NextBytes(entropy);
        random.NextBytes(salt);
        byte[] data = DigestInfo.OfSha256(hash);
        byte[] expected = theirs.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(expected, RsaPkcs1.Sign(ours, data, number % 3 == 0 ? null : entropy));
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
        expected[random.Next(expected.Length)] ^= (byte)(1 << random.Next(8));
        Assert.False(RsaPss.Verify(ours.PublicKey, hash, 32, theirPss));
        Assert.False(RsaPkcs1.Verify(ours.PublicKey, data, expected));
    }

    /// <summary>
    /// Exponents up to 2^64 - 1, and messages at both ends of the range, against BigInteger. Sizes at the ends of limbs (28 bits) and of tiles (532 bits, three
    /// of them spare); moduli at random, and with limbs all ones and all zeros.
    /// </summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(1035)]
    [InlineData(1036)]
    [InlineData(1037)]
    [InlineData(1061)]
    [InlineData(1062)]
    [InlineData(1593)]
    [InlineData(1594)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(2125)]
    [InlineData(2126)]
    [InlineData(2657)]
    [InlineData(2658)]
    [InlineData(3072)]
    [InlineData(3189)]
    [InlineData(3190)]
    [InlineData(3191)]
    [InlineData(3192)]
    [InlineData(3721)]
    [InlineData(3722)]
    [InlineData(4087)]
    [InlineData(4088)]
    [InlineData(4089)]
    [InlineData(4096)]
    public void PublicPowers(int bits)
    {
        Random random = Seed.Start(output);
        ulong[] exponents = [3, 5, 17, 65537, uint.MaxValue, (1ul << 32) + 1, (1ul << 63) + 1, ulong.MaxValue, (ulong)random.NextInt64() | 1];
        int cases = Seed.Cases(10, 200);
        for (int i = 0; i < cases; i++)
        {
            byte[] modulus = OddKey.Modulus(random, bits, i % 5);
            byte[] exponent = new BigInteger(Math.Max(3, exponents[i % exponents.Length])).ToByteArray(isUnsigned: true, isBigEndian: true);
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
            Assert.Null(Power(key, [0, .. modulus]));
            Assert.Null(Power(key, message[1..]));
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
            byte[]? power = RsaPrimitive.Public(workspace, key, message) ? workspace.Scratch[..message.Length] : null;
            workspace.Clear();
            return power;
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
