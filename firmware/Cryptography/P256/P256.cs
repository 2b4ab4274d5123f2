using System;

namespace NfToken.Cryptography;

/// <summary>
/// The curve P-256 (secp256r1; FIPS 186-5, SP 800-186 3.2.1.3): keys and points as bytes. Nothing here branches, indexes or loops
/// by what a scalar is.
/// </summary>
public static class P256
{
    /// <summary>Bytes of a scalar.</summary>
    public const int ScalarLength = 32;

    /// <summary>Bytes of a point, 04 ‖ X ‖ Y.</summary>
    public const int PointLength = 65;

    private const int WindowBits = 4;
    private const int WindowSize = 1 << WindowBits;

    /// <summary>The group's order n, 32 bytes big-endian.</summary>
    public static byte[] GetOrder() =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];

    /// <summary>Whether a scalar may be a private key: 0 &lt; d &lt; n. Its time tells nothing but the answer.</summary>
    /// <param name="d">32 bytes, big-endian.</param>
    public static bool IsValidScalar(byte[] d) => d.Length == ScalarLength && !BigEndian.IsZero(d) & BigEndian.Less(d, GetOrder());

    /// <summary>Whether a point may be a public key: coordinates below p, and on the curve (SP 800-56A, 5.6.2.3.3; P-256 has cofactor 1).</summary>
    /// <param name="point">04 ‖ X ‖ Y, 65 bytes.</param>
    public static bool IsValidPoint(byte[] point)
    {
        if (point.Length != PointLength || point[0] != 4)
        {
            return false;
        }

        ulong[] x = new ulong[P256Field.Limbs];
        ulong[] y = new ulong[P256Field.Limbs];
        return ReadPoint(x, y, point);
    }

    /// <summary>The public key of a private key: d·G.</summary>
    /// <param name="d">32 bytes, big-endian, 0 &lt; d &lt; n.</param>
    /// <returns>04 ‖ X ‖ Y, 65 bytes.</returns>
    /// <exception cref="ArgumentException">The scalar is out of range.</exception>
    public static byte[] PublicFromPrivate(byte[] d)
    {
        if (!IsValidScalar(d))
        {
            throw new ArgumentException("private key out of range", nameof(d));
        }

        byte[] result = new byte[PointLength];
        MultiplyBase(d, null, result);
        return result;
    }

    /// <summary>
    /// The shared secret of ECDH (SP 800-56A Rev. 3, 5.7.1.2): the X coordinate of d·Q, for a key derivation, never a key itself.
    /// </summary>
    /// <param name="d">The private key, 32 bytes, 0 &lt; d &lt; n.</param>
    /// <param name="point">The peer's public key, 04 ‖ X ‖ Y; validated.</param>
    /// <returns>32 bytes, which the caller clears.</returns>
    /// <exception cref="ArgumentException">The private key is out of range.</exception>
    /// <exception cref="EncodingException">The peer's key is no point of the curve.</exception>
    public static byte[] Agree(byte[] d, byte[] point)
    {
        if (!IsValidScalar(d))
        {
            throw new ArgumentException("private key out of range", nameof(d));
        }

        ProjectivePoint peer = new ProjectivePoint();
        if (point.Length != PointLength || point[0] != 4 || !ReadPoint(peer.X, peer.Y, point))
        {
            throw new EncodingException("EC point is not on P-256", -1);
        }

        P256Field.SetSmall(peer.Z, 1);
        byte[] product = new byte[PointLength];
        MultiplyPoint(peer, d, product);
        byte[] secret = new byte[ScalarLength];
        Array.Copy(product, 1, secret, 0, ScalarLength);
        Array.Clear(product, 0, PointLength);
        return secret;
    }

    /// <summary>Writes k·G.</summary>
    /// <param name="k">32 bytes, 0 &lt; k &lt; n.</param>
    /// <param name="blind">32 random bytes below n that the coordinates are blinded with, or null.</param>
    /// <param name="result">Takes 65 bytes.</param>
    internal static void MultiplyBase(byte[] k, byte[] blind, byte[] result)
    {
        ProjectivePoint point = new ProjectivePoint();
        if (P256Comb.Multiply(k, blind, point.X, point.Y))
        {
            result[0] = 4;
            P256Field.Write(point.X, result, 1);
            P256Field.Write(point.Y, result, 33);
        }
        else
        {
            P256Field.SetBase(point.X, point.Y);
            P256Field.SetSmall(point.Z, 1);
            MultiplyPoint(point, k, result);
        }

        point.Clear();
    }

    /// <summary>
    /// Whether a point is valid and u1·G + u2·Q has the X coordinate r modulo n: the last steps of verification, without the
    /// inversion. For public numbers only: branches by them.
    /// </summary>
    internal static bool SumHasX(byte[] q, byte[] u1, byte[] u2, byte[] r)
    {
        ProjectivePoint point = new ProjectivePoint();
        if (q.Length != PointLength || q[0] != 4 || !ReadPoint(point.X, point.Y, q))
        {
            return false;
        }

        P256Field.SetSmall(point.Z, 1);
        ulong[] factor1 = new ulong[P256Field.Limbs];
        ulong[] factor2 = new ulong[P256Field.Limbs];
        Limbs29.Read(factor1, u1, 0);
        Limbs29.Read(factor2, u2, 0);
        bool answer = P256Verifier.SumHasX(point, factor1, factor2, r, out bool known);
        return known ? answer : SumHasXSlowly(point, u1, u2, r);
    }

    /// <summary>The same with complete formulas, for the few sums that the fast ones cannot do.</summary>
    internal static bool SumHasXSlowly(ProjectivePoint point, byte[] u1, byte[] u2, byte[] r)
    {
        // Two bits of each scalar at a time: i·G + j·Q for i, j from 0 to 3.
        ProjectiveScratch scratch = new ProjectiveScratch();
        ProjectivePoint[] table = new ProjectivePoint[16];
        for (int i = 0; i < 16; i++)
        {
            table[i] = new ProjectivePoint();
        }

        P256Field.SetBase(table[4].X, table[4].Y);
        P256Field.SetSmall(table[4].Z, 1);
        table[1].Set(point);
        table[2].Double(point, scratch);
        table[3].Add(table[2], point, scratch);
        table[8].Double(table[4], scratch);
        table[12].Add(table[8], table[4], scratch);
        for (int i = 4; i < 16; i += 4)
        {
            for (int j = 1; j < 4; j++)
            {
                table[i + j].Add(table[i], table[j], scratch);
            }
        }

        ProjectivePoint sum = point;
        sum.SetInfinity();
        for (int bit = (8 * ScalarLength) - 2; bit >= 0; bit -= 2)
        {
            sum.Double(sum, scratch);
            sum.Double(sum, scratch);
            int at = ScalarLength - 1 - (bit / 8);
            int shift = bit % 8;
            int index = (((u1[at] >> shift) & 3) << 2) | ((u2[at] >> shift) & 3);
            if (index != 0)
            {
                sum.Add(sum, table[index], scratch);
            }
        }

        if (P256Field.IsZero(sum.Z) != 0)
        {
            return false;
        }

        // X = r·Z, or X = (r + n)·Z where r + n is below p.
        ulong[] x = new ulong[P256Field.Limbs];
        P256Field.Read(x, r, 0);
        P256Field.Multiply(scratch.T0, x, sum.Z);
        P256Field.Subtract(scratch.T0, scratch.T0, sum.X);
        if (P256Field.IsZero(scratch.T0) != 0)
        {
            return true;
        }

        Limbs29.Read(x, r, 0);
        Limbs29.Add(x, P256Scalar.Order());
        if (Limbs29.Less(x, P256Field.Prime()) == 0)
        {
            return false;
        }

        P256Field.Enter(x);
        P256Field.Multiply(scratch.T0, x, sum.Z);
        P256Field.Subtract(scratch.T0, scratch.T0, sum.X);
        return P256Field.IsZero(scratch.T0) != 0;
    }

    /// <summary>Reads and checks a point.</summary>
    internal static bool ReadPoint(ulong[] x, ulong[] y, byte[] point)
    {
        ulong good = P256Field.Read(x, point, 1);
        good &= P256Field.Read(y, point, 33);

        // y² = x³ - 3x + b
        ulong[] t = new ulong[P256Field.Limbs];
        ulong[] u = new ulong[P256Field.Limbs];
        P256Field.Square(t, x);
        P256Field.SetSmall(u, 3);
        P256Field.Subtract(t, t, u);
        P256Field.Multiply(t, t, x);
        P256Field.SetB(u);
        P256Field.Add(t, t, u);
        P256Field.Square(u, y);
        P256Field.Subtract(t, t, u);
        return (good & P256Field.IsZero(t)) != 0;
    }

    /// <summary>Writes k·point, by windows of four bits and complete additions. The point is destroyed; k·point must not be infinity.</summary>
    private static void MultiplyPoint(ProjectivePoint point, byte[] k, byte[] result)
    {
        ProjectiveScratch scratch = new ProjectiveScratch();
        ProjectivePoint[] table = new ProjectivePoint[WindowSize];
        for (int i = 0; i < WindowSize; i++)
        {
            table[i] = new ProjectivePoint();
        }

        table[0].SetInfinity();
        for (int i = 1; i < WindowSize; i++)
        {
            table[i].Add(table[i - 1], point, scratch);
        }

        ProjectivePoint sum = point;
        ProjectivePoint term = new ProjectivePoint();
        sum.SetInfinity();
        for (int i = 0; i < 2 * ScalarLength; i++)
        {
            for (int j = 0; j < WindowBits; j++)
            {
                sum.Double(sum, scratch);
            }

            uint digit = ((uint)k[i / 2] >> (4 * (1 - (i % 2)))) & 15;
            for (uint j = 0; j < WindowSize; j++)
            {
                term.Select(table[j], 0ul - ((((ulong)(j ^ digit)) - 1) >> 63));
            }

            sum.Add(sum, term, scratch);
        }

        P256Field.Invert(term.Z, sum.Z);
        P256Field.Multiply(term.X, sum.X, term.Z);
        P256Field.Multiply(term.Y, sum.Y, term.Z);
        result[0] = 4;
        P256Field.Write(term.X, result, 1);
        P256Field.Write(term.Y, result, 33);
        for (int i = 0; i < WindowSize; i++)
        {
            table[i].Clear();
        }

        sum.Clear();
        term.Clear();
        scratch.Clear();
    }
}
