using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>ECDSA against Project Wycheproof and System.Security.Cryptography.</summary>
public sealed class EcdsaTests(ITestOutputHelper output)
{
    private const string RfcKey = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    [Fact]
    public void HedgingChangesTheNonce()
    {
        byte[] d = Convert.FromHexString(RfcKey);
        byte[] hash = SHA256.HashData([1]);
        byte[] point = P256.PublicFromPrivate(d);
        byte[] plain = Ecdsa.Sign(d, hash, null);
        byte[] one = Ecdsa.Sign(d, hash, new byte[32]);
        byte[] two = Ecdsa.Sign(d, hash, [.. new byte[31], 1]);
        Assert.Equal(3, new[] { plain, one, two }.Select(Convert.ToHexString).Distinct().Count());
        Assert.True(Ecdsa.Verify(point, hash, one));
        Assert.True(Ecdsa.Verify(point, hash, two));
    }

    [Fact]
    public void Wycheproof()
    {
        int count = 0;
        foreach (Wycheproof.Case test in Cryptography.Wycheproof.Read("ecdsa_secp256r1_sha256_test.json", output))
        {
            byte[] point = Convert.FromHexString(test.Group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!);
            Assert.NotEqual("acceptable", test.Result);
            Assert.True(VerifyDer(point, SHA256.HashData(test.Hex("msg")), test.Hex("sig")) == (test.Result == "valid"), test.Name);
            count++;
        }

        output.WriteLine($"{count} cases");
    }

    [Fact]
    public void RandomSignatures()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(2_000, 100_000);
        for (int i = 0; i < cases; i++)
        {
            byte[] d = P256Tests.RandomScalar(random);
            byte[] hash = new byte[i % 4 == 0 ? random.Next(0, 65) : 32];
            random.NextBytes(hash);
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
            byte[] point = P256.PublicFromPrivate(d);

            byte[] ours = Ecdsa.Sign(d, hash, i % 2 == 0 ? null : P256Tests.RandomScalar(random));
            if (hash.Length >= 32)
            {
                Assert.True(key.VerifyHash(hash, ours));
            }

            Assert.True(Ecdsa.Verify(point, hash, ours));
            Assert.Equal(ours, Ecdsa.FromDer(Ecdsa.ToDer(ours)));
            byte[] theirs = key.SignHash(hash);
            Assert.True(Ecdsa.Verify(point, hash, theirs));
            theirs[random.Next(64)] ^= (byte)(1 << random.Next(8));
            Assert.False(Ecdsa.Verify(point, hash, theirs));
        }

        output.WriteLine($"{cases} cases");
    }

    /// <summary>Numbers that are 0, n or more; and s negated, which is the one other signature that verifies.</summary>
    [Fact]
    public void RangeOfRAndS()
    {
        byte[] d = Convert.FromHexString(RfcKey);
        byte[] hash = SHA256.HashData([1]);
        byte[] point = P256.PublicFromPrivate(d);
        byte[] signature = Ecdsa.Sign(d, hash, null);
        BigInteger n = new(P256.GetOrder(), isUnsigned: true, isBigEndian: true);
        BigInteger s = new(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        byte[] zero = new byte[32];
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, 32)];
        Assert.True(Ecdsa.Verify(point, hash, [.. signature[..32], .. P256Tests.Bytes(n - s)]));
        foreach (byte[] bad in new[] { zero, P256.GetOrder(), ones })
        {
            Assert.False(Ecdsa.Verify(point, hash, [.. bad, .. signature[32..]]));
            Assert.False(Ecdsa.Verify(point, hash, [.. signature[..32], .. bad]));
            Assert.False(Ecdsa.Verify(point, hash, [.. bad, .. bad]));
        }

        Assert.False(Ecdsa.Verify(point, hash, signature[..63]));
        Assert.False(Ecdsa.Verify(point[..64], hash, signature));
        Assert.Throws<ArgumentException>(() => Ecdsa.Sign(zero, hash, null));
    }

    /// <summary>Q = ±G and u1 = u2, so that the two terms are equal or opposite: the sum is 2·u·G, or infinity.</summary>
    [Fact]
    public void TermsThatMeet()
    {
        BigInteger n = new(P256.GetOrder(), isUnsigned: true, isBigEndian: true);
        byte[] g = P256.PublicFromPrivate(P256Tests.Bytes(1));
        byte[] minusG = P256.PublicFromPrivate(P256Tests.Bytes(n - 1));
        foreach (BigInteger u in new[] { BigInteger.One, 2, 3, 16, 31, 33, n - 1, n - 2, n / 3 })
        {
            // s = r/u and z = r.
            byte[] r = P256.PublicFromPrivate(P256Tests.Bytes(2 * u % n))[1..33];
            BigInteger x = new BigInteger(r, isUnsigned: true, isBigEndian: true);
            byte[] s = P256Tests.Bytes(x * BigInteger.ModPow(u, n - 2, n) % n);
            Assert.True(Ecdsa.Verify(g, r, [.. r, .. s]));
            Assert.False(Ecdsa.Verify(minusG, r, [.. r, .. s]));
            s[31] ^= 1;
            Assert.False(Ecdsa.Verify(g, r, [.. r, .. s]));
        }

        var workspace = new P256Workspace();
        ulong[] table = P256Verifier.MakeBaseTable(workspace.Sum);
        Assert.True(P256.ReadPoint(workspace.Sum, g));
        workspace.Bytes[P256Workspace.Value + 31] = workspace.Bytes[P256Workspace.Hash + 31] = 1;
        Assert.False(P256Verifier.SumHasX(workspace, table, new byte[32], out bool known));
        Assert.False(known);
    }

    private static bool VerifyDer(byte[] point, byte[] hash, byte[] der)
    {
        try
        {
            return Ecdsa.Verify(point, hash, Ecdsa.FromDer(der));
        }
        catch (EncodingException)
        {
            return false;
        }
    }
}
