using System;

namespace NfToken.Cryptography;

/// <summary>
/// u1·G + u2·Q for verification, where everything is public: branches by the numbers. Q by signed digits of five bits (wNAF), G by the
/// comb's table during the last of the doublings that Q needs anyway.
/// </summary>
internal static class P256Verifier
{
    private const int Bits = 257;
    private const int Window = 5;
    private const int TablePoints = 1 << (Window - 2);
    private const int Columns = 13;
    private const int Blocks = 4;

    /// <summary>Whether the sum has the X coordinate r modulo n.</summary>
    /// <param name="q">The public key's point, Z = 1.</param>
    /// <param name="u1">Factor of G, below n; destroyed.</param>
    /// <param name="u2">Factor of Q, below n, not 0; destroyed.</param>
    /// <param name="r">32 bytes, 0 &lt; r &lt; n.</param>
    /// <param name="known">False where an addition met equal or opposite points, so that the answer is not known.</param>
    public static bool SumHasX(ProjectivePoint q, ulong[] u1, ulong[] u2, byte[] r, out bool known)
    {
        ulong[] tableX = new ulong[TablePoints * P256Field.Limbs];
        ulong[] tableY = new ulong[TablePoints * P256Field.Limbs];
        MakeTable(q, tableX, tableY);
        ulong[] comb = P256CombTable.Get();

        // An even u1 becomes n - u1, and each of its points is subtracted; 0 counts as even, and n - 0 is odd too.
        uint negate = (uint)(u1[0] & 1) ^ 1;
        P256Scalar.NegateIf(u1, 0ul - negate);
        sbyte[] digits = Recode(u2);
        ulong[] x = new ulong[P256Field.Limbs];
        ulong[] y = new ulong[P256Field.Limbs];
        JacobianPoint sum = new JacobianPoint();
        bool empty = true;
        for (int i = Bits - 1; i >= 0; i--)
        {
            if (!empty)
            {
                sum.Double();
            }

            int digit = digits[i];
            if (digit != 0)
            {
                int at = (digit < 0 ? -digit : digit) / 2 * P256Field.Limbs;
                Array.Copy(tableX, at, x, 0, P256Field.Limbs);
                Array.Copy(tableY, at, y, 0, P256Field.Limbs);
                Add(sum, x, y, digit < 0, ref empty);
            }

            for (int block = 0; i < Columns && block < Blocks; block++)
            {
                int index = LoadComb(comb, u1, i + (Columns * block), block, x, y);
                Add(sum, x, y, (index ^ (int)negate) != 0, ref empty);
            }
        }

        known = P256Field.IsZero(sum.Z) == 0;
        return known && HasX(sum, r);
    }

    /// <summary>Loads the comb's point for a column; 1 where it must be negated, otherwise 0.</summary>
    private static int LoadComb(ulong[] comb, ulong[] u1, int position, int block, ulong[] x, ulong[] y)
    {
        int flip = Sign(u1, position + (4 * Columns * Blocks)) ^ 1;
        int index = 0;
        for (int tooth = 0; tooth < 4; tooth++)
        {
            index |= (Sign(u1, position + (tooth * Columns * Blocks)) ^ flip) << tooth;
        }

        int at = ((block * P256CombTable.BlockPoints) + index) * P256CombTable.PointWords;
        P256Field.Unpack(x, comb[at], comb[at + 1], comb[at + 2], comb[at + 3]);
        P256Field.Unpack(y, comb[at + 4], comb[at + 5], comb[at + 6], comb[at + 7]);
        return flip;
    }

    /// <summary>Whether 2^position counts positive in the odd scalar's signed form.</summary>
    private static int Sign(ulong[] scalar, int position) =>
        position == (5 * Columns * Blocks) - 1 ? 1 : (int)((scalar[(position + 1) / 29] >> ((position + 1) % 29)) & 1);

    private static void Add(JacobianPoint sum, ulong[] x, ulong[] y, bool negative, ref bool empty)
    {
        if (negative)
        {
            P256Field.NegateLazy(y, ulong.MaxValue);
        }

        if (empty)
        {
            P256Field.Copy(sum.X, x);
            P256Field.Copy(sum.Y, y);
            P256Field.Carry(sum.Y);
            P256Field.SetSmall(sum.Z, 1);
            empty = false;
        }
        else
        {
            sum.AddAffine(x, y);
        }
    }

    /// <summary>Signed odd digits below 16 in size, at least five places apart; the number is used up.</summary>
    private static sbyte[] Recode(ulong[] u)
    {
        sbyte[] digits = new sbyte[Bits];
        int carry = 0;
        int i = 0;
        while (i < Bits)
        {
            if (Bit(u, i) == carry)
            {
                i++;
                continue;
            }

            int digit = carry;
            for (int k = 0; k < Window; k++)
            {
                digit += Bit(u, i + k) << k;
            }

            carry = digit >> (Window - 1);
            digits[i] = (sbyte)(digit - (carry << Window));
            i += Window;
        }

        return digits;
    }

    private static int Bit(ulong[] u, int i) => i >= 29 * P256Field.Limbs ? 0 : (int)((u[i / 29] >> (i % 29)) & 1);

    /// <summary>1·Q, 3·Q, … 15·Q in affine form, with one inversion for all (Montgomery's trick).</summary>
    private static void MakeTable(ProjectivePoint q, ulong[] tableX, ulong[] tableY)
    {
        ProjectiveScratch scratch = new ProjectiveScratch();
        ProjectivePoint[] points = new ProjectivePoint[TablePoints];
        ulong[][] products = new ulong[TablePoints][];
        ProjectivePoint twice = new ProjectivePoint();
        twice.Double(q, scratch);
        for (int i = 0; i < TablePoints; i++)
        {
            points[i] = new ProjectivePoint();
            products[i] = new ulong[P256Field.Limbs];
            if (i == 0)
            {
                points[0].Set(q);
                P256Field.Copy(products[0], q.Z);
            }
            else
            {
                points[i].Add(points[i - 1], twice, scratch);
                P256Field.Multiply(products[i], products[i - 1], points[i].Z);
            }
        }

        ulong[] inverse = new ulong[P256Field.Limbs];
        ulong[] t = scratch.T0;
        P256Field.Invert(inverse, products[TablePoints - 1]);
        for (int i = TablePoints - 1; i >= 0; i--)
        {
            if (i == 0)
            {
                P256Field.Copy(t, inverse);
            }
            else
            {
                P256Field.Multiply(t, inverse, products[i - 1]);
                P256Field.Multiply(inverse, inverse, points[i].Z);
            }

            P256Field.Multiply(scratch.T1, points[i].X, t);
            Array.Copy(scratch.T1, 0, tableX, i * P256Field.Limbs, P256Field.Limbs);
            P256Field.Multiply(scratch.T1, points[i].Y, t);
            Array.Copy(scratch.T1, 0, tableY, i * P256Field.Limbs, P256Field.Limbs);
        }
    }

    /// <summary>Compares without an inversion: X = r·Z², or X = (r + n)·Z² where r + n is below p.</summary>
    private static bool HasX(JacobianPoint sum, byte[] r)
    {
        ulong[] x = new ulong[P256Field.Limbs];
        P256Field.Square(sum.Z, sum.Z);
        Limbs29.Read(x, r, 0);
        if (Equal(sum, x))
        {
            return true;
        }

        Limbs29.Read(x, r, 0);
        Limbs29.Add(x, P256Scalar.Order());
        return Limbs29.Less(x, P256Field.Prime()) != 0 && Equal(sum, x);
    }

    private static bool Equal(JacobianPoint sum, ulong[] x)
    {
        P256Field.Enter(x);
        P256Field.Multiply(x, x, sum.Z);
        P256Field.Subtract(x, x, sum.X);
        return P256Field.IsZero(x) != 0;
    }
}
