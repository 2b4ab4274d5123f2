using System.Security.Cryptography;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>SHA-256 and HMAC against System.Security.Cryptography and Project Wycheproof.</summary>
public sealed class HashTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryLengthInPieces()
    {
        Random random = Seed.Start(output);
        Sha256 sha = new Sha256();
        byte[] hash = new byte[32];
        for (int length = 0; length < 400; length++)
        {
            byte[] data = new byte[length];
            random.NextBytes(data);
            byte[] expected = SHA256.HashData(data);
            Assert.Equal(expected, Sha256.Hash(data));
            for (int at = 0; at < length;)
            {
                int count = random.Next(0, length - at + 1);
                sha.Update(data, at, count);
                at += count;
            }

            sha.Finish(hash, 0);
            Assert.Equal(expected, hash);
        }
    }

    /// <summary>A length in bits of more than three bytes goes into the padding whole.</summary>
    [Fact]
    public void LongMessage()
    {
        byte[] data = new byte[1 << 20];
        Sha256 sha = new Sha256();
        using IncrementalHash expected = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < 33; i++)
        {
            sha.Update(data, 0, data.Length);
            expected.AppendData(data);
        }

        byte[] hash = new byte[32];
        sha.Finish(hash, 0);
        Assert.Equal(expected.GetHashAndReset(), hash);
    }

    [Fact]
    public void Wycheproof()
    {
        int count = 0;
        foreach (Wycheproof.Case test in Cryptography.Wycheproof.Read("hmac_sha256_test.json", output))
        {
            byte[] mac = MacSha256.Compute(null, test.Hex("key"), test.Hex("msg"));
            byte[] tag = test.Hex("tag");
            Assert.True(tag.AsSpan().SequenceEqual(mac.AsSpan(0, tag.Length)) == (test.Result == "valid"), test.Name);
            count++;
        }

        output.WriteLine($"{count} cases");
    }
}
