using System.Globalization;
using System.Numerics;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>The field at the largest limbs that its contract allows, the exceptional cases of the formulas, and the comb's table.</summary>
public sealed class P256FieldTests(ITestOutputHelper output)
{
    private static readonly BigInteger P = BigInteger.Parse("0FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static readonly BigInteger R = BigInteger.One << 261;

    private delegate void Binary(ulong[] r, ulong[] a, ulong[] b);

    private delegate void Quaternary(ulong[] r, ulong[] a, ulong[] b, ulong[] c, ulong[] d);

    [Fact]
    public void TightOperands()
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < 20000; i++)
        {
            ulong[] a = Tight(random);
            ulong[] b = Tight(random);
            CheckAll(a, b);
        }
    }

    /// <summary>All pairs of elements whose limbs are the least, the greatest or next to them.</summary>
    [Fact]
    public void CarryBoundaries()
    {
        var elements = new List<ulong[]>();
        foreach (ulong filling in new ulong[] { 0, 1, (1 << 29) - 1, (1 << 29) - 2 })
        {
            foreach (ulong special in new ulong[] { 0, 1, (1 << 28) - 1, 1 << 28, (1 << 29) - 1 })
            {
                for (int at = 0; at < 9; at++)
                {
                    ulong[] a = [.. Enumerable.Repeat(filling, 9)];
                    a[at] = special;
                    a[8] = Math.Min(a[8], TopLimit - 1);
                    elements.Add(a);
                }
            }
        }

        foreach (ulong[] a in elements)
        {
            foreach (ulong[] b in elements)
            {
                CheckAll(a, b);
            }
        }
    }

    /// <summary>A result may take the place of any operand, and operands may be the same.</summary>
    [Fact]
    public void ResultsOverwriteOperands()
    {
        Random random = Seed.Start(output);
        for (int i = 0; i < 200; i++)
        {
            ulong[][] operands = [Tight(random), Tight(random), Tight(random), Tight(random)];
            foreach (ulong[] small in operands)
            {
                small[8] %= 1 << 24;
            }

            // Each operand is one of four arrays, r among them.
            for (int choice = 0; choice < 4 * 4 * 4 * 4; choice++)
            {
                (int a, int b, int c, int d) = (choice & 3, (choice >> 2) & 3, (choice >> 4) & 3, choice >> 6);
                CheckInPlace(operands, a, b, c, d, (r, w, x, y, z) => P256Field.MultiplySubtract(r, w, x, y, z));
                if (d == 0)
                {
                    CheckInPlace(operands, a, b, c, d, (r, w, x, y, _) => P256Field.SubtractAndTwice(r, w, x, y));
                }

                if (choice < 16)
                {
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.Multiply(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, _, _, _) => P256Field.Square(r, w));
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.SquareSubtractTwice(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.Add(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.AddLazy(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.Subtract(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, x, _, _) => P256Field.SubtractLazy(r, w, x));
                    CheckInPlace(operands, a, b, c, d, (r, w, _, _, _) => P256Field.TripleHalf(r, w));
                }
            }
        }
    }

    [Fact]
    public void InversesOfEverySize()
    {
        Random random = Seed.Start(output);
        ulong[] r = new ulong[9];
        ulong[][] t = Scratch(5);
        for (int i = 0; i < 2000; i++)
        {
            BigInteger value = i < 256 ? BigInteger.One << i : i < 512 ? P - (BigInteger.One << (i - 256)) : new BigInteger(P256Tests.RandomScalar(random), isUnsigned: true);
            ulong[] a = new ulong[9];
            P256Field.Read(a, P256Tests.Bytes(value % P), 0, t[0]);
            P256Field.Copy(r, a);
            P256Field.Invert(r, t[0], t[1], t[2], t[4]);
            P256Field.Multiply(r, r, a);
            Assert.Equal(R % P, Value(r) % P);
        }

        r = new ulong[9];
        P256Field.Invert(r, t[0], t[1], t[2], t[4]);
        Assert.Equal(ulong.MaxValue, Limbs29.IsZero(r));
    }

    /// <summary>Equal points, opposite points and infinity: the result's Z is 0 and stays so.</summary>
    [Fact]
    public void JacobianExceptionsShow()
    {
        ulong[] x = new ulong[9];
        ulong[] y = new ulong[9];
        ulong[] minusY = new ulong[9];
        P256Field.SetBase(x, y);
        P256Field.Subtract(minusY, minusY, y);
        foreach (ulong[] other in new[] { y, minusY })
        {
            var point = new JacobianPoint();
            P256Field.Copy(point.X, x);
            P256Field.Copy(point.Y, y);
            P256Field.SetOne(point.Z);
            AddTo(point, x, other);
            Assert.True(IsZero(point.Z));
            point.Double();
            AddTo(point, x, y);
            Assert.True(IsZero(point.Z));
            Assert.Equal(0ul, point.Normalize());
        }
    }

    /// <summary>The complete formulas with infinity, equal and opposite points.</summary>
    [Fact]
    public void CompleteFormulasHaveNoExceptions()
    {
        var scratch = new ProjectiveScratch();
        var g = new ProjectivePoint();
        P256Field.SetBase(g.X, g.Y);
        P256Field.SetOne(g.Z);
        var infinity = new ProjectivePoint();
        infinity.SetInfinity();
        var sum = new ProjectivePoint();
        sum.Add(infinity, g, scratch);
        Assert.Equal(Affine(g), Affine(sum));
        sum.Add(g, infinity, scratch);
        Assert.Equal(Affine(g), Affine(sum));
        sum.Add(infinity, infinity, scratch);
        Assert.True(IsZero(sum.Z));
        sum.Double(infinity, scratch);
        Assert.True(IsZero(sum.Z));
        var twice = new ProjectivePoint();
        twice.Double(g, scratch);
        sum.Add(g, g, scratch);
        Assert.Equal(Affine(twice), Affine(sum));
        var minus = new ProjectivePoint();
        minus.Set(g);
        P256Field.Subtract(minus.Y, new ulong[9], g.Y);
        sum.Add(g, minus, scratch);
        Assert.True(IsZero(sum.Z));
    }

    /// <summary>Both ways of computing u1·G + u2·Q, also where Q is ±G, so that their terms meet.</summary>
    [Fact]
    public void SumsFastAndSlow()
    {
        Random random = Seed.Start(output);
        BigInteger n = new(P256.GetOrder(), isUnsigned: true, isBigEndian: true);
        int unknown = 0;
        var workspace = new P256Workspace();
        ulong[] table = P256Verifier.MakeBaseTable(workspace.Sum);
        for (int i = 0; i < 300; i++)
        {
            BigInteger d = i < 100 ? 1 + (i % 3) : i < 200 ? n - 1 - (i % 3) : new BigInteger(P256Tests.RandomScalar(random), isUnsigned: true, isBigEndian: true);
            BigInteger a = i % 10 == 0 ? i / 10 : new BigInteger(P256Tests.RandomScalar(random), isUnsigned: true, isBigEndian: true);
            BigInteger b = i % 7 == 0 ? (i / 7) + 1 : new BigInteger(P256Tests.RandomScalar(random), isUnsigned: true, isBigEndian: true);
            BigInteger sum = (a + (b * d)) % n;
            byte[] q = P256.PublicFromPrivate(P256Tests.Bytes(d));
            byte[] u1 = P256Tests.Bytes(a);
            byte[] u2 = P256Tests.Bytes(b);
            byte[] right = sum.IsZero ? P256Tests.Bytes(5) : P256Tests.Bytes(new BigInteger(P256.PublicFromPrivate(P256Tests.Bytes(sum)).AsSpan(1, 32), isUnsigned: true, isBigEndian: true) % n);
            Assert.True(P256.ReadPoint(workspace.Sum, q));
            u2.CopyTo(workspace.Bytes, P256Workspace.Value);
            u1.CopyTo(workspace.Bytes, P256Workspace.Hash);
            bool fast = P256Verifier.SumHasX(workspace, table, right, out bool known);
            unknown += known ? 0 : 1;
            Assert.Equal(known && !sum.IsZero, fast);
            Assert.Equal(!sum.IsZero, Slow(q, u1, u2, right));
            right[31] ^= 1;
            Assert.False(Slow(q, u1, u2, right));
        }

        output.WriteLine($"{unknown} sums by the slow way");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void CombTableIsRight(int teeth)
    {
        ulong[][] table = teeth == 5 ? P256CombTable.Load(4) : P256CombBuilder.Build(new P256Workspace());
        int spacing = teeth == 5 ? 13 : 11;
        BigInteger n = new(P256.GetOrder(), isUnsigned: true, isBigEndian: true);
        for (int block = 0; block < 4; block++)
        {
            for (int index = 0; index < 1 << (teeth - 1); index++)
            {
                BigInteger k = BigInteger.One << ((spacing * 4 * (teeth - 1)) + (spacing * block));
                for (int tooth = 0; tooth < teeth - 1; tooth++)
                {
                    BigInteger term = BigInteger.One << ((4 * spacing * tooth) + (spacing * block));
                    k += ((index >> tooth) & 1) != 0 ? term : -term;
                }

                using var key = System.Security.Cryptography.ECDsa.Create(new System.Security.Cryptography.ECParameters
                {
                    Curve = System.Security.Cryptography.ECCurve.NamedCurves.nistP256,
                    D = P256Tests.Bytes(((k % n) + n) % n),
                });
                System.Security.Cryptography.ECPoint point = key.ExportParameters(false).Q;
                int at = (128 * (index / 16)) + (index % 16);
                Assert.Equal(Stored(point.X!), Words(table[block], at));
                Assert.Equal(Stored(point.Y!), Words(table[block], at + 64));
            }
        }
    }

    /// <summary>The tables of 2, 4 and 8 KB.</summary>
    internal static P256Comb[] Combs() =>
        [new P256Comb(P256CombTable.Load(2), 5), new P256Comb(P256CombTable.Load(4), 5), new P256Comb(P256CombBuilder.Build(new P256Workspace()), P256CombBuilder.Teeth)];

    /// <summary>The result in the first array is the same as in one of its own, and nothing else changes.</summary>
    private static void CheckInPlace(ulong[][] operands, int a, int b, int c, int d, Quaternary operation)
    {
        ulong[] expected = new ulong[9];
        operation(expected, operands[a], operands[b], operands[c], operands[d]);
        ulong[][] copies = [.. operands.Select(operand => (ulong[])operand.Clone())];
        operation(copies[0], copies[a], copies[b], copies[c], copies[d]);
        Assert.Equal(expected, copies[0]);
        for (int i = 1; i < copies.Length; i++)
        {
            Assert.Equal(operands[i], copies[i]);
        }
    }

    private static bool Slow(byte[] q, byte[] u1, byte[] u2, byte[] r)
    {
        var sum = new JacobianPoint();
        Assert.True(P256.ReadPoint(sum, q));
        var point = new ProjectivePoint();
        P256Field.Copy(point.X, sum.X);
        P256Field.Copy(point.Y, sum.Y);
        P256Field.SetOne(point.Z);
        return P256Complete.SumHasX(point, u1, u2, r);
    }

    private static void AddTo(JacobianPoint point, ulong[] x, ulong[] y)
    {
        P256Field.Copy(point.T0, x);
        P256Field.Copy(point.T1, y);
        point.AddAffine();
    }

    private static bool IsZero(ulong[] a) => P256Field.IsZero((ulong[])a.Clone(), new ulong[9]) != 0;

    private static ulong[][] Scratch(int count) => [.. Enumerable.Range(0, count).Select(_ => new ulong[9])];

    private static ulong TopLimit => (ulong)((7 * P) >> 232);

    private static BigInteger Stored(byte[] coordinate) => new BigInteger(coordinate, isUnsigned: true, isBigEndian: true) * R % P;

    private static BigInteger Words(ulong[] table, int at) =>
        table[at] + ((BigInteger)table[at + 16] << 64) + ((BigInteger)table[at + 32] << 128) + ((BigInteger)table[at + 48] << 192);

    private static void CheckAll(ulong[] a, ulong[] b)
    {
        BigInteger x = Value(a);
        BigInteger y = Value(b);
        Check(P256Field.Multiply, a, b, x * y, true);
        Check((r, m, _) => P256Field.Square(r, m), a, b, x * x, true);
        Check(P256Field.Add, a, b, x + y, false);
        Check(P256Field.Subtract, a, b, x - y, false);
        Check((r, m, n) => P256Field.MultiplySubtract(r, m, n, n, m), a, b, 0, true);
        Check((r, m, n) => P256Field.MultiplySubtract(r, m, m, n, n), a, b, (x * x) - (y * y), true);
        Check((r, m, n) => P256Field.SubtractAndTwice(r, m, n, n), a, b, x - (3 * y), false);

        // The lazy ones through the product and the square that they are for.
        ulong[] sum = new ulong[9];
        ulong[] difference = new ulong[9];
        P256Field.AddLazy(sum, a, b);
        P256Field.SubtractLazy(difference, a, b);
        Check(P256Field.Multiply, sum, difference, (x + y) * (x - y), true, 12);
        Check(P256Field.Multiply, difference, difference, (x - y) * (x - y), true, 12);
        Check((r, m, _) => P256Field.Square(r, m), difference, sum, (x - y) * (x - y), true, 12);
        Check((r, m, _) => P256Field.MultiplySubtract(r, m, m, a, b), difference, b, ((x - y) * (x - y)) - (x * y), true, 12);

        // The subtrahend below 1.45p.
        ulong[] small = (ulong[])b.Clone();
        small[8] %= 145 * (1ul << 24) / 100;
        Check((r, m, _) => P256Field.SquareSubtractTwice(r, m, small), a, b, (x * x) - (2 * R * Value(small)), true);
        Check((r, m, _) => P256Field.SquareSubtractTwice(r, m, small), difference, b, ((x - y) * (x - y)) - (2 * R * Value(small)), true, 12);

        // Half of three times an element.
        Check((r, m, _) => { P256Field.TripleHalf(r, m); P256Field.Add(r, r, r); }, a, b, 3 * x, false);

        // Packed and unpacked, with both signs.
        ulong[] words = new ulong[4];
        ulong[] packed = (ulong[])a.Clone();
        P256Field.Pack(words, 0, 1, packed, new ulong[9]);
        P256Field.Unpack(packed, words[0], words[1], words[2], words[3]);
        Assert.Equal(BigInteger.Zero, (Value(packed) - x) % P);
        P256Field.UnpackSigned(packed, words[0], words[1], words[2], words[3], 0);
        Assert.Equal(BigInteger.Zero, (Value(packed) - x) % P);
        P256Field.UnpackSigned(packed, words[0], words[1], words[2], words[3], ulong.MaxValue);
        Check(P256Field.Multiply, packed, b, -x * y, true, 12);
        P256Field.Copy(difference, a);
        P256Field.NegateLazy(difference);
        Check(P256Field.Multiply, difference, b, -x * y, true, 12);
        P256Field.Carry(difference);
        Assert.Equal(BigInteger.Zero, (Value(difference) + x) % P);
    }

    private static void Check(Binary operation, ulong[] a, ulong[] b, BigInteger expected, bool montgomery, int limit = 7)
    {
        ulong[] r = new ulong[9];
        operation(r, a, b);
        BigInteger actual = Value(r);
        Assert.Equal(BigInteger.Zero, (montgomery ? (actual * R) - expected : actual - expected) % P);
        Assert.True(actual < limit * P);
        for (int i = 0; i < 8; i++)
        {
            Assert.True(r[i] < 1ul << 29);
        }
    }

    private static ulong[] Tight(Random random)
    {
        ulong[] a = new ulong[9];
        for (int i = 0; i < 9; i++)
        {
            a[i] = (ulong)random.NextInt64(i == 8 ? (long)TopLimit : 1L << 29);
        }

        return a;
    }

    private static BigInteger Value(ulong[] a)
    {
        BigInteger value = 0;
        for (int i = 8; i >= 0; i--)
        {
            value = (value << 29) + a[i];
        }

        return value;
    }

    private static (BigInteger X, BigInteger Y) Affine(ProjectivePoint point)
    {
        BigInteger inverse = BigInteger.ModPow(Value(point.Z) % P, P - 2, P);
        return (Value(point.X) * inverse % P, Value(point.Y) * inverse % P);
    }
}
