using System.Numerics;
using NfToken.Cryptography;
using Xunit;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>The vectors of NIST's validation program for SHA-256, HMAC, CMAC, and ECDSA and ECDH on P-256.</summary>
public sealed class NistVectorTests
{
    private static readonly BigInteger N = new(P256.GetOrder(), isUnsigned: true, isBigEndian: true);

    [Theory]
    [InlineData("SHA256ShortMsg.rsp", 65)]
    [InlineData("SHA256LongMsg.rsp", 15)]
    public void Sha256Messages(string file, int count)
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read(file);
        Assert.Equal(count, cases.Count);
        foreach (NistVectors.Case test in cases)
        {
            Assert.True(test.Hex("MD").AsSpan().SequenceEqual(Sha256.Hash(test.Message(test.Number("Len") / 8))), test.ToString());
        }
    }

    /// <summary>The Monte Carlo test (The Secure Hash Algorithm Validation System, 6.4): 100 checkpoints, each 1,000 hashes after the one before.</summary>
    [Fact]
    public void Sha256MonteCarlo()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("SHA256Monte.rsp");
        Assert.Equal(101, cases.Count);
        byte[] seed = cases[0].Hex("Seed");
        foreach (NistVectors.Case test in cases.Skip(1))
        {
            (byte[] a, byte[] b, byte[] c) = (seed, seed, seed);
            for (int i = 0; i < 1000; i++)
            {
                (a, b, c) = (b, c, Sha256.Hash([.. a, .. b, .. c]));
            }

            seed = c;
            Assert.True(test.Hex("MD").AsSpan().SequenceEqual(seed), test.ToString());
        }
    }

    [Fact]
    public void Hmac()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("HMAC.rsp");
        Assert.Equal(45, cases.Count);
        foreach (NistVectors.Case test in cases)
        {
            byte[] mac = MacSha256.Compute(null, test.Hex("Key"), test.Hex("Msg"));
            Assert.True(test.Hex("Mac").AsSpan().SequenceEqual(mac.AsSpan(0, test.Number("Tlen"))), test.ToString());
        }
    }

    [Fact]
    public void Cmac()
    {
        int right = 0;
        int wrong = 0;
        foreach (NistVectors.Case test in NistVectors.Read("CMAC.rsp"))
        {
            byte[] mac = CmacTests.Compute(test.Hex("Key"), test.Message(test.Number("Mlen")));
            bool equal = test.Hex("Mac").AsSpan().SequenceEqual(mac.AsSpan(0, test.Number("Tlen")));
            Assert.True(equal == (!test.Has("Result") || test.Passes), test.ToString());
            _ = equal ? right++ : wrong++;
        }

        Assert.Equal(320, right + wrong);
        Assert.InRange(wrong, 80, 160);
    }

    [Fact]
    public void KeyPairs()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("KeyPair.rsp");
        Assert.Equal(10, cases.Count);
        foreach (NistVectors.Case test in cases)
        {
            Assert.True(Point(test).AsSpan().SequenceEqual(P256.PublicFromPrivate(test.Hex("d"))), test.ToString());
        }
    }

    [Fact]
    public void PublicKeys()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("PKV.rsp");
        Assert.Equal(12, cases.Count);
        Assert.InRange(cases.Count(test => test.Passes), 1, 11);
        foreach (NistVectors.Case test in cases)
        {
            Assert.True(test.Passes == P256.IsValidPoint(Point(test)), test.ToString());
        }
    }

    /// <summary>The nonces are given: ours come otherwise, but the points they lead to are the same, and the signatures verify.</summary>
    [Fact]
    public void Signatures()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("SigGen.txt");
        Assert.Equal(45, cases.Count);
        foreach (NistVectors.Case test in cases)
        {
            byte[] point = P256.PublicFromPrivate(test.Hex("d"));
            Assert.True(Point(test).AsSpan().SequenceEqual(point), test.ToString());
            BigInteger x = new(P256.PublicFromPrivate(test.Hex("k")).AsSpan(1, 32), isUnsigned: true, isBigEndian: true);
            Assert.True(test.Hex("R").AsSpan().SequenceEqual(P256Tests.Bytes(x % N)), test.ToString());
            byte[] hash = Hash(test);
            Assert.True(Ecdsa.Verify(point, hash, [.. test.Hex("R"), .. test.Hex("S")]), test.ToString());
            Assert.True(Ecdsa.Verify(point, hash, Ecdsa.Sign(test.Hex("d"), hash, null)), test.ToString());
        }
    }

    [Fact]
    public void Verifications()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("SigVer.rsp");
        Assert.Equal(45, cases.Count);
        Assert.InRange(cases.Count(test => test.Passes), 3, 40);
        foreach (NistVectors.Case test in cases)
        {
            Assert.True(test.Passes == Ecdsa.Verify(Point(test), Hash(test), [.. test.Hex("R"), .. test.Hex("S")]), test.ToString());
        }
    }

    [Fact]
    public void Agreements()
    {
        IReadOnlyList<NistVectors.Case> cases = NistVectors.Read("KAS_ECC_CDH_PrimitiveTest.txt");
        Assert.Equal(25, cases.Count);
        foreach (NistVectors.Case test in cases)
        {
            byte[] d = test.Hex("dIUT");
            Assert.True(test.Hex("ZIUT").AsSpan().SequenceEqual(P256.Agree(d, [4, .. test.Hex("QCAVSx"), .. test.Hex("QCAVSy")])), test.ToString());
            Assert.Equal(Convert.ToHexString([4, .. test.Hex("QIUTx"), .. test.Hex("QIUTy")]), Convert.ToHexString(P256.PublicFromPrivate(d)));
        }
    }

    private static byte[] Point(NistVectors.Case test) => [4, .. test.Hex("Qx"), .. test.Hex("Qy")];

    /// <summary>The section is [P-256,SHA-...].</summary>
    private static byte[] Hash(NistVectors.Case test) => Digests.Of(test.Section[7..^1], test.Hex("Msg"));
}
