namespace NfToken.Cryptography;

/// <summary>
/// Products with a point that is known only when it is needed: from a table of its odd multiples 1·Q, 3·Q, … 15·Q in affine form, which
/// <see cref="P256Verifier"/> uses too.
/// </summary>
/// <remarks>
/// A table of 2^b points has word w of point i at w·2^b + i; words 0 to 3 are x, 4 to 7 are y, packed as <see cref="P256Field.Pack"/> does. What
/// follows is needed only while it is made.
/// </remarks>
internal static class P256Multiples
{
    private const int Points = 8;
    private const int FirstFactor = 2;
    private const int Windows = 64;

    /// <summary>Words that a table takes while it is made.</summary>
    public static int TableWords(int points) => (12 * points) - (4 * FirstFactor);

    /// <summary>
    /// Fills a table by additions of points with a common Z (Meloni, "New point addition formulae for ECC applications", 2007), which take
    /// 5 products and 2 squares, and one inversion. The point is public: branches by it.
    /// </summary>
    /// <param name="twice">X and Y are the point; destroyed.</param>
    /// <param name="table">Takes the table.</param>
    /// <param name="points">How many.</param>
    public static void MakeTable(JacobianPoint twice, ulong[] table, int points)
    {
        int yWords = 4 * points;
        int factors = 8 * points;
        ulong[] x = twice.T0;
        ulong[] y = twice.T1;
        ulong[] t = twice.T2;
        ulong[] u = twice.T3;
        ulong[] v = twice.T4;
        P256Field.Pack(table, 0, points, twice.X, t);
        P256Field.Pack(table, yWords, points, twice.Y, t);
        P256Field.Copy(u, twice.X);
        P256Field.Copy(v, twice.Y);
        P256Field.SetOne(twice.Z);
        twice.Double();

        // Q with the Z of 2·Q.
        P256Field.Square(t, twice.Z);
        P256Field.Multiply(x, u, t);
        P256Field.Multiply(t, t, twice.Z);
        P256Field.Multiply(y, v, t);
        for (int i = 1; i < points; i++)
        {
            // The next odd multiple = 2·Q + the last one; 2·Q takes its Z, which is the old one times the difference of the Xs.
            P256Field.Subtract(t, twice.X, x);
            if (i >= FirstFactor)
            {
                P256Field.Pack(table, factors + (4 * (i - FirstFactor)), 1, t, v);
            }

            P256Field.Multiply(twice.Z, twice.Z, t);
            P256Field.Square(u, t);
            P256Field.Multiply(twice.X, twice.X, u);
            P256Field.Multiply(x, x, u);
            P256Field.SubtractLazy(u, twice.Y, y);
            P256Field.SubtractLazy(t, twice.X, x);
            P256Field.Multiply(twice.Y, twice.Y, t);
            P256Field.Square(t, u);
            P256Field.Add(x, twice.X, x);
            P256Field.Subtract(x, t, x);
            P256Field.SubtractLazy(t, twice.X, x);
            P256Field.Multiply(y, u, t);
            P256Field.Subtract(y, y, twice.Y);
            P256Field.Pack(table, i, points, x, v);
            P256Field.Pack(table, yWords + i, points, y, v);
        }

        P256Field.Invert(twice.Z, x, y, t, v);
        for (int i = points - 1; i > 0; i--)
        {
            P256Field.Square(t, twice.Z);
            Scale(table, i, points, t, u, v);
            P256Field.Multiply(t, t, twice.Z);
            Scale(table, yWords + i, points, t, u, v);
            if (i >= FirstFactor)
            {
                int at = factors + (4 * (i - FirstFactor));
                P256Field.Unpack(u, table[at], table[at + 1], table[at + 2], table[at + 3]);
                P256Field.Multiply(twice.Z, twice.Z, u);
            }
        }
    }

    /// <summary>
    /// k·Q by digits of four bits that are odd and never zero: 252 doublings, 63 additions, always the same whatever k is.
    /// </summary>
    /// <param name="w">The sum's X and Y are Q, which is public, and then the result, affine.</param>
    /// <param name="k">Holds the factor, 32 bytes, 0 &lt; k &lt; n.</param>
    /// <param name="at">Its first byte.</param>
    /// <param name="blind">Place in the workspace's bytes of what the coordinates are blinded with, or -1.</param>
    /// <returns>0 where an addition met equal or opposite points, so that the result is wrong: k = 2 or n - 2. All ones otherwise.</returns>
    public static ulong Multiply(P256Workspace w, byte[] k, int at, int blind)
    {
        JacobianPoint sum = w.Sum;
        byte[] bytes = w.Bytes;
        MakeTable(sum, w.Table, Points);
        if (blind >= 0)
        {
            P256Field.Read(sum.Z, bytes, blind, sum.T0);
        }
        else
        {
            P256Field.SetOne(sum.Z);
        }

        // Bit i of (k + 2^256) / 2, for an odd k, is the sign of 2^i.
        ulong[] scalar = sum.T0;
        Limbs29.Read(scalar, k, at);
        ulong even = (scalar[0] & 1) - 1;
        P256Scalar.NegateIf(scalar, even, sum.T1);
        scalar[8] |= 1ul << 24;
        Limbs29.ShiftRight(scalar);
        Limbs29.Write(scalar, bytes, P256Workspace.Spare);
        for (int i = 0; i < Windows; i++)
        {
            if (i > 0)
            {
                sum.Double();
                sum.Double();
                sum.Double();
                sum.Double();
            }

            uint digit = ((uint)bytes[P256Workspace.Spare + (i >> 1)] >> (4 * ((i & 1) ^ 1))) & 15;
            LookUp(sum, w.Table, digit);
            if (i == 0)
            {
                Start(sum);
            }
            else
            {
                sum.AddAffine();
            }
        }

        ulong known = sum.Normalize();
        P256Field.NegateIf(sum.Y, even, sum.T0);
        return known;
    }

    /// <summary>The sum, whose Z is chosen, begins with the point (T0, T1).</summary>
    public static void Start(JacobianPoint sum)
    {
        P256Field.Square(sum.T2, sum.Z);
        P256Field.Multiply(sum.X, sum.T0, sum.T2);
        P256Field.Multiply(sum.T2, sum.T2, sum.Z);
        P256Field.Multiply(sum.Y, sum.T1, sum.T2);
    }

    private static void Scale(ulong[] table, int at, int points, ulong[] factor, ulong[] t, ulong[] u)
    {
        P256Field.Unpack(t, table[at], table[at + points], table[at + (2 * points)], table[at + (3 * points)]);
        P256Field.Multiply(t, t, factor);
        P256Field.Pack(table, at, points, t, u);
    }

    /// <summary>Reads all points and keeps one: its sign is the digit's highest bit; T0 and T1 take it.</summary>
    private static void LookUp(JacobianPoint sum, ulong[] table, uint digit)
    {
        ulong negative = (ulong)(digit >> 3) - 1;
        ulong b0 = (0ul - (digit & 1)) ^ negative;
        ulong b1 = (0ul - ((digit >> 1) & 1)) ^ negative;
        ulong high = (0ul - ((digit >> 2) & 1)) ^ negative;
        ulong low = ~high;
        ulong l3 = b0 & b1;
        ulong l2 = b1 ^ l3;
        ulong l1 = b0 ^ l3;
        ulong l0 = ~(b0 | b1);
        ulong[] words = sum.T2;
        int at = 0;
        for (int i = 0; i < 8; i++)
        {
            words[i] = (((table[at] & l0) | (table[at + 1] & l1) | (table[at + 2] & l2) | (table[at + 3] & l3)) & low)
                | (((table[at + 4] & l0) | (table[at + 5] & l1) | (table[at + 6] & l2) | (table[at + 7] & l3)) & high);
            at += Points;
        }

        P256Field.Unpack(sum.T0, words[0], words[1], words[2], words[3]);
        P256Field.UnpackSigned(sum.T1, words[4], words[5], words[6], words[7], negative);
    }
}
