using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using NfToken.Cryptography;
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

    [Fact]
    public void ScalarsOutOfRange()
    {
        foreach (BigInteger d in new[] { BigInteger.Zero, N, N + 1, (BigInteger.One << 256) - 1 })
        {
            Assert.False(P256.IsValidScalar(Bytes(d)));
            Assert.Throws<ArgumentException>(() => P256.PublicFromPrivate(Bytes(d)));
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
