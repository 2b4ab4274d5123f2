using System;

namespace NfToken.Cryptography;

/// <summary>
/// k·G by a comb of five teeth, 52 apart, in four blocks (Lim and Lee, 1994) with digits that are never zero (Hedabou, Pinel and
/// Bénéteau, 2005): 52 additions and 12 doublings, always the same, whatever k is.
/// </summary>
/// <remarks>
/// An odd k below 2^260 is the sum of ±2^i for i from 0 to 259: bit i + 1 of k says the sign, and the last is positive. Five signs
/// make a digit; the highest decides the sign of the point, the others its place in the block. An even k is replaced by n - k.
/// </remarks>
internal static class P256Comb
{
    private const int Columns = 13;
    private const int Blocks = 4;
    private const int ToothSpacing = Columns * Blocks;

    /// <summary>Writes the affine k·G.</summary>
    /// <param name="k">32 bytes, 0 &lt; k &lt; n.</param>
    /// <param name="blind">32 random bytes below n that the coordinates are blinded with, or null.</param>
    /// <param name="x">Takes the x coordinate, tight.</param>
    /// <param name="y">Takes the y coordinate, tight.</param>
    /// <returns>False where an addition met equal or opposite points, so that the result is wrong. The partial sum is a number of other
    /// powers of 2 than the term and can only be equal to it modulo n, which a few of all scalars reach, if any; the caller then computes
    /// in another way.</returns>
    public static bool Multiply(byte[] k, byte[] blind, ulong[] x, ulong[] y)
    {
        ulong[] scalar = new ulong[P256Field.Limbs];
        Limbs29.Read(scalar, k, 0);
        ulong even = (scalar[0] & 1) - 1;
        P256Scalar.NegateIf(scalar, even);

        // Signs: bit i of the scalar is now the sign of 2^i; number 259 is positive.
        byte[] signs = new byte[Columns * Blocks * 5];
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = (byte)((scalar[(i + 1) / 29 % 9] >> ((i + 1) % 29)) & 1);
        }

        signs[signs.Length - 1] = 1;
        ulong[] table = P256CombTable.Get();
        JacobianPoint sum = new JacobianPoint();
        for (int column = Columns - 1; column >= 0; column--)
        {
            if (column < Columns - 1)
            {
                sum.Double();
            }

            for (int block = Blocks - 1; block >= 0; block--)
            {
                int at = column + (Columns * block);
                uint positive = signs[at + (4 * ToothSpacing)];
                uint flip = positive ^ 1;
                uint index = (signs[at] ^ flip) | ((signs[at + ToothSpacing] ^ flip) << 1)
                    | ((signs[at + (2 * ToothSpacing)] ^ flip) << 2) | ((signs[at + (3 * ToothSpacing)] ^ flip) << 3);
                LookUp(table, block * P256CombTable.BlockPoints * P256CombTable.PointWords, index, x, y);
                P256Field.NegateLazy(y, 0ul - flip);
                if (column == Columns - 1 && block == Blocks - 1)
                {
                    Start(sum, x, y, blind);
                }
                else
                {
                    sum.AddAffine(x, y);
                }
            }
        }

        bool right = P256Field.IsZero(sum.Z) == 0;
        P256Field.Invert(sum.Z, sum.Z);
        P256Field.Square(scalar, sum.Z);
        P256Field.Multiply(x, sum.X, scalar);
        P256Field.Multiply(scalar, scalar, sum.Z);
        P256Field.Multiply(y, sum.Y, scalar);
        P256Field.NegateLazy(y, even);
        P256Field.Carry(y);
        sum.Clear();
        Limbs29.Clear(scalar);
        Array.Clear(signs, 0, signs.Length);
        return right;
    }

    /// <summary>The first point, with a Z that nobody knows.</summary>
    private static void Start(JacobianPoint sum, ulong[] x, ulong[] y, byte[] blind)
    {
        if (blind == null)
        {
            P256Field.SetSmall(sum.Z, 1);
        }
        else
        {
            P256Field.Read(sum.Z, blind, 0);
        }

        P256Field.Square(sum.Y, sum.Z);
        P256Field.Multiply(sum.X, x, sum.Y);
        P256Field.Multiply(sum.Y, sum.Y, sum.Z);
        P256Field.Multiply(sum.Y, y, sum.Y);
    }

    /// <summary>Reads all points of a block and keeps one.</summary>
    private static void LookUp(ulong[] table, int offset, uint index, ulong[] x, ulong[] y)
    {
        ulong a0 = 0;
        ulong a1 = 0;
        ulong a2 = 0;
        ulong a3 = 0;
        ulong b0 = 0;
        ulong b1 = 0;
        ulong b2 = 0;
        ulong b3 = 0;
        for (uint i = 0; i < P256CombTable.BlockPoints; i++)
        {
            ulong mask = 0ul - (((ulong)(i ^ index) - 1) >> 63);
            a0 |= table[offset] & mask;
            a1 |= table[offset + 1] & mask;
            a2 |= table[offset + 2] & mask;
            a3 |= table[offset + 3] & mask;
            b0 |= table[offset + 4] & mask;
            b1 |= table[offset + 5] & mask;
            b2 |= table[offset + 6] & mask;
            b3 |= table[offset + 7] & mask;
            offset += P256CombTable.PointWords;
        }

        P256Field.Unpack(x, a0, a1, a2, a3);
        P256Field.Unpack(y, b0, b1, b2, b3);
    }
}
