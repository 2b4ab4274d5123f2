namespace NfToken.Cryptography;

/// <summary>
/// The same products with complete formulas, for the few numbers that the fast ways cannot do. They make garbage, some 7 KB, and take three times as long; nobody
/// meets them but by intent.
/// </summary>
internal static class P256Complete
{
    private const int WindowBits = 4;
    private const int WindowSize = 1 << WindowBits;

    /// <summary>Whether u1·G + u2·Q has the X coordinate r modulo n; public numbers only.</summary>
    public static bool SumHasX(ProjectivePoint point, byte[] u1, byte[] u2, byte[] r)
    {
        // Two bits of each scalar at a time: i·G + j·Q for i, j from 0 to 3.
        ProjectiveScratch scratch = new ProjectiveScratch();
        ProjectivePoint[] table = new ProjectivePoint[16];
        for (int i = 0; i < 16; i++)
        {
            table[i] = new ProjectivePoint();
        }

        P256Field.SetBase(table[4].X, table[4].Y);
        P256Field.SetOne(table[4].Z);
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
        for (int bit = (8 * P256.ScalarLength) - 2; bit >= 0; bit -= 2)
        {
            sum.Double(sum, scratch);
            sum.Double(sum, scratch);
            int at = P256.ScalarLength - 1 - (bit / 8);
            int shift = bit % 8;
            int index = (((u1[at] >> shift) & 3) << 2) | ((u2[at] >> shift) & 3);
            if (index != 0)
            {
                sum.Add(sum, table[index], scratch);
            }
        }

        P256Field.Copy(scratch.T0, sum.Z);
        if (P256Field.IsZero(scratch.T0, scratch.T1) != 0)
        {
            return false;
        }

        // X = r·Z, or X = (r + n)·Z where r + n is below p.
        ulong[] x = new ulong[P256Field.Limbs];
        P256Field.Read(x, r, 0, scratch.T1);
        P256Field.Multiply(scratch.T0, x, sum.Z);
        P256Field.Subtract(scratch.T0, scratch.T0, sum.X);
        if (P256Field.IsZero(scratch.T0, scratch.T1) != 0)
        {
            return true;
        }

        Limbs29.Read(x, r, 0);
        P256Scalar.SetOrder(scratch.T0);
        Limbs29.Add(x, scratch.T0);
        P256Field.SetPrime(scratch.T0);
        if (Limbs29.Less(x, scratch.T0) == 0)
        {
            return false;
        }

        P256Field.Enter(x, scratch.T0);
        P256Field.Multiply(scratch.T0, x, sum.Z);
        P256Field.Subtract(scratch.T0, scratch.T0, sum.X);
        return P256Field.IsZero(scratch.T0, scratch.T1) != 0;
    }

    /// <summary>k·point in affine form, by windows of four bits. The point is destroyed; k·point must not be infinity.</summary>
    /// <param name="point">The point.</param>
    /// <param name="k">Holds the factor, 32 bytes, big-endian; secret.</param>
    /// <param name="at">Its first byte.</param>
    /// <param name="x">Takes the x coordinate, tight.</param>
    /// <param name="y">Takes the y coordinate, tight.</param>
    public static void Multiply(ProjectivePoint point, byte[] k, int at, ulong[] x, ulong[] y)
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
        for (int i = 0; i < 2 * P256.ScalarLength; i++)
        {
            for (int j = 0; j < WindowBits; j++)
            {
                sum.Double(sum, scratch);
            }

            uint digit = ((uint)k[at + (i / 2)] >> (4 * (1 - (i % 2)))) & 15;
            for (uint j = 0; j < WindowSize; j++)
            {
                term.Select(table[j], 0ul - ((((ulong)(j ^ digit)) - 1) >> 63));
            }

            sum.Add(sum, term, scratch);
        }

        P256Field.Invert(sum.Z, scratch.T0, scratch.T1, scratch.T2, scratch.T4);
        P256Field.Multiply(x, sum.X, sum.Z);
        P256Field.Multiply(y, sum.Y, sum.Z);
        for (int i = 0; i < WindowSize; i++)
        {
            table[i].Clear();
        }

        sum.Clear();
        term.Clear();
        scratch.Clear();
    }
}
