using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Tests.Benchmarks.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>P-256 against System.Security.Cryptography.</summary>
public sealed class P256Tests(ITestOutputHelper output)
{
    private static readonly BigInteger N = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static readonly BigInteger P = BigInteger.Parse("0FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [Fact]
    public void OrderIsTheOrder() => Assert.Equal(N, new BigInteger(P256.GetOrder(), isUnsigned: true, isBigEndian: true));

    /// <summary>Small scalars, scalars next to n, single bits, runs of ones: each carry boundary of 29, 32 and 4 bits.</summary>
    [Fact]
    public void EdgeScalars()
    {
        for (int bit = 0; bit < 256; bit++)
        {
            BigInteger power = BigInteger.One << bit;
            foreach (BigInteger d in new[] { power, power - 1, power + 1, N - power, N - power - 1 })
            {
                if (d > 0 && d < N)
                {
                    Check(Bytes(d));
                }
            }
        }
    }

    /// <summary>All sizes of the comb's table, none included, by the same edges.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    [InlineData(4096)]
    [InlineData(8192)]
    public void TablesOfAllSizes(int bytes)
    {
        Random random = Seed.Start(output);
        P256Comb? comb = bytes == 0 ? null : P256FieldTests.Combs()[bytes == 2048 ? 0 : bytes == 4096 ? 1 : 2];
        var workspace = new P256Workspace();
        var scalars = new List<BigInteger>();
        for (int i = 1; i < 70; i++)
        {
            scalars.AddRange([i, N - i, (BigInteger.One << (3 * i)) + 1, N - (BigInteger.One << (3 * i)), new BigInteger(RandomScalar(random), isUnsigned: true, isBigEndian: true)]);
        }

        foreach (BigInteger scalar in scalars)
        {
            byte[] expected = P256.PublicFromPrivate(Bytes(scalar));
            foreach (int blind in new[] { -1, P256Workspace.Spare + 32 })
            {
                random.NextBytes(workspace.Bytes.AsSpan(P256Workspace.Spare));
                P256.MultiplyBase(workspace, comb, Bytes(scalar), 0, blind, null);
                byte[] actual = new byte[64];
                P256Field.Write(workspace.Sum.X, actual, 0, workspace.Sum.T0);
                P256Field.Write(workspace.Sum.Y, actual, 32, workspace.Sum.T0);
                Assert.Equal(Convert.ToHexString(expected[1..]), Convert.ToHexString(actual));
            }
        }
    }

    /// <summary>Blinded products are the same; the pair is made, doubled, and made again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void BlindedScalars(int size)
    {
        Random random = Seed.Start(output);
        P256Comb comb = P256FieldTests.Combs()[size];
        var workspace = new P256Workspace();
        workspace.Hmac.SetKey(RandomScalar(random));
        var pair = new P256Blinding();
        Assert.False(pair.Next(workspace, comb, false));
        for (int i = 0; i < P256Blinding.Lifetime + 10; i++)
        {
            Assert.True(pair.Next(workspace, comb, true));
            byte[] k = i < 10 ? Bytes(i + 1) : i < 20 ? Bytes(N - i + 9) : RandomScalar(random);
            random.NextBytes(workspace.Bytes.AsSpan(P256Workspace.Spare));
            P256.MultiplyBase(workspace, comb, k, 0, P256Workspace.Spare + 32, pair);
            byte[] actual = new byte[64];
            P256Field.Write(workspace.Sum.X, actual, 0, workspace.Sum.T0);
            P256Field.Write(workspace.Sum.Y, actual, 32, workspace.Sum.T0);
            Assert.Equal(Convert.ToHexString(P256.PublicFromPrivate(k)[1..]), Convert.ToHexString(actual));
        }
    }

    /// <summary>The two scalars whose last addition by windows meets an equal point, as 16 divides n - 1: the complete way is taken and right.</summary>
    [Fact]
    public void WindowsMeetTheSamePoint()
    {
        var workspace = new P256Workspace();
        for (int i = 1; i < 64; i++)
        {
            foreach (BigInteger scalar in new[] { i, N - i })
            {
                P256Field.SetBase(workspace.Sum.X, workspace.Sum.Y);
                Assert.Equal(i == 2, P256Multiples.Multiply(workspace, Bytes(scalar), 0, -1) == 0);
                Assert.Equal(P256.PublicFromPrivate(Bytes(i))[1..33], P256.Agree(Bytes(scalar), P256.PublicFromPrivate(Bytes(1))));
            }
        }
    }

    [Fact]
    public void TableSizeIsSwitched()
    {
        int before = P256.TableBytes;
        byte[] d = Bytes(12345);
        byte[] point = P256.PublicFromPrivate(d);
        byte[] hash = SHA256.HashData(d);
        byte[] signature = Ecdsa.Sign(d, hash, null);
        try
        {
            foreach (int size in new[] { 0, 2048, 8192, 4096 })
            {
                P256.TableBytes = size;
                Assert.Equal(point, P256.PublicFromPrivate(d));
                Assert.Equal(signature, Ecdsa.Sign(d, hash, null));
                Assert.True(Ecdsa.Verify(point, hash, signature));
                P256.Release();
            }

            Assert.Throws<ArgumentException>(() => P256.TableBytes = 1024);
        }
        finally
        {
            P256.TableBytes = before;
        }
    }

    /// <summary>By the interpreter's object model.</summary>
    [Fact]
    public void WorkspaceIsSmall()
    {
        var workspace = new P256Workspace();
        long bytes = RetainedMemory.Of(workspace, "");
        output.WriteLine($"workspace {bytes}, pair {RetainedMemory.Of(new P256Blinding(), "")}, multiples of G {RetainedMemory.Of(P256Verifier.MakeBaseTable(workspace.Sum), "")}");
        output.WriteLine(string.Join(" ", P256FieldTests.Combs().Select(comb => $"comb {RetainedMemory.Of(comb, "")}")));
        Assert.Equal(1980, bytes);
    }

    [Fact]
    public void NothingIsAllocatedButResults()
    {
        byte[] d = Bytes(12345);
        byte[] hash = SHA256.HashData(d);
        byte[] point = new byte[P256.PointLength];
        byte[] signature = new byte[Ecdsa.SignatureLength];
        for (int warm = 0; warm < 2; warm++)
        {
            P256.PublicFromPrivate(d, point, 0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            P256.PublicFromPrivate(d, point, 0);
            Ecdsa.Sign(d, hash, hash, signature, 0);
            Ecdsa.Sign(d, hash, null, signature, 0);
            bool good = Ecdsa.Verify(point, hash, signature) && P256.IsValidPoint(point);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(good);
            Assert.True(warm == 0 || allocated == 0, $"{allocated} bytes");
        }
    }

    /// <summary>Threads share one workspace.</summary>
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        byte[] hash = SHA256.HashData([1]);
        Parallel.For(1, 9, i =>
        {
            byte[] d = Bytes(i);
            byte[] signature = Ecdsa.Sign(d, hash, null);
            byte[] point = P256.PublicFromPrivate(d);
            for (int repeat = 0; repeat < 20; repeat++)
            {
                Assert.Equal(signature, Ecdsa.Sign(d, hash, null));
                Assert.True(Ecdsa.Verify(point, hash, signature));
                Assert.Equal(point, P256.PublicFromPrivate(d));
            }
        });
    }

    [Fact]
    public void ScalarsOutOfRange()
    {
        foreach (BigInteger d in new[] { BigInteger.Zero, N, N + 1, (BigInteger.One << 256) - 1 })
        {
            Assert.False(P256.IsValidScalar(Bytes(d)));
            Assert.Throws<ArgumentException>(() => P256.PublicFromPrivate(Bytes(d)));
        }

        for (int bit = 0; bit < 256; bit++)
        {
            BigInteger power = BigInteger.One << bit;
            foreach (BigInteger d in new[] { power, N - power, N + power, N ^ power })
            {
                Assert.Equal(d > 0 && d < N, d < BigInteger.One << 256 && P256.IsValidScalar(Bytes(d)));
            }
        }

        Assert.False(P256.IsValidScalar(new byte[31]));
        Assert.True(P256.IsValidScalar(Bytes(BigInteger.One)));
        Assert.True(P256.IsValidScalar(Bytes(N - 1)));
    }

    [Fact]
    public void PointsOffTheCurve()
    {
        Random random = Seed.Start(output);
        byte[] good = P256.PublicFromPrivate(RandomScalar(random));
        Assert.True(P256.IsValidPoint(good));
        for (int bit = 8; bit < 8 * 65; bit++)
        {
            byte[] bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(P256.IsValidPoint(bad));
        }

        good[0] = 2;
        Assert.False(P256.IsValidPoint(good));
        Assert.False(P256.IsValidPoint(new byte[65]));
        Assert.False(P256.IsValidPoint(new byte[64]));
    }

    /// <summary>A coordinate of p or more is refused even where it is right modulo p.</summary>
    [Fact]
    public void CoordinatesAboveP()
    {
        // x = 5 is on the curve: y from the equation, by the square root that p = 3 mod 4 allows.
        BigInteger b = BigInteger.Parse("05AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        BigInteger x = 5;
        BigInteger right = ((x * x * x) - (3 * x) + b) % P;
        BigInteger y = BigInteger.ModPow(right, (P + 1) / 4, P);
        Assert.Equal(right, y * y % P);
        Assert.True(P256.IsValidPoint([4, .. Bytes(x), .. Bytes(y)]));
        Assert.False(P256.IsValidPoint([4, .. Bytes(x + P), .. Bytes(y)]));
    }

    internal static byte[] RandomScalar(Random random)
    {
        byte[] d = new byte[32];
        do
        {
            random.NextBytes(d);
        }
        while (!P256.IsValidScalar(d));
        return d;
    }

    internal static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static void Check(byte[] d)
    {
        using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
        ECPoint q = key.ExportParameters(false).Q;
        Assert.Equal(Convert.ToHexString([4, .. q.X!, .. q.Y!]), Convert.ToHexString(P256.PublicFromPrivate(d)));
    }
}
