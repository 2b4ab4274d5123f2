namespace NfToken.Cryptography;

/// <summary>
/// Computes the comb's table for six teeth, 44 apart, in four blocks: 8 KB that need not stand in flash. 6.8 million instructions, once, and
/// 4 KB that are garbage afterwards.
/// </summary>
/// <remarks>
/// Block w, entry i (0 to 31): 2^(220 + 11w)·G and ±2^(44t + 11w)·G for t from 0 to 4, added where bit t of i is 1. Entries 0 to 15 stand as
/// in <see cref="P256CombTable"/>, 16 to 31 behind them in the same way.
/// </remarks>
internal static class P256CombBuilder
{
    /// <summary>Teeth of the comb.</summary>
    public const int Teeth = 6;

    private const int Blocks = 4;
    private const int Spacing = 11;
    private const int Entries = 32;
    private const int PointWords = 8;

    /// <summary>Makes the table.</summary>
    /// <param name="w">Its sum is destroyed.</param>
    public static ulong[][] Build(P256Workspace w)
    {
        ulong[] powers = Powers(w.Sum);
        ulong[][] result = new ulong[Blocks][];
        ulong[] factors = new ulong[4 * Entries];
        ulong[] products = new ulong[4 * Entries];
        for (int block = 0; block < Blocks; block++)
        {
            result[block] = new ulong[PointWords * Entries];
            Fill(w.Sum, powers, block, result[block], factors, products);
        }

        return result;
    }

    /// <summary>2^(11·i)·G for i from 0 to 23, affine.</summary>
    private static ulong[] Powers(JacobianPoint sum)
    {
        ulong[] powers = new ulong[PointWords * Blocks * Teeth];
        P256Field.SetBase(sum.X, sum.Y);
        for (int at = 0; at < powers.Length; at += PointWords)
        {
            P256Field.Pack(powers, at, 1, sum.X, sum.T0);
            P256Field.Pack(powers, at + 4, 1, sum.Y, sum.T0);
            P256Field.SetOne(sum.Z);
            for (int i = 0; i < Spacing; i++)
            {
                sum.Double();
            }

            sum.Normalize();
        }

        return powers;
    }

    /// <summary>Goes through the entries so that from each to the next one sign changes, then makes all affine with one inversion.</summary>
    private static void Fill(JacobianPoint sum, ulong[] powers, int block, ulong[] table, ulong[] factors, ulong[] products)
    {
        Load(sum, powers, block + (Blocks * (Teeth - 1)), false);
        P256Field.Copy(sum.X, sum.T0);
        P256Field.Copy(sum.Y, sum.T1);
        P256Field.SetOne(sum.Z);
        for (int tooth = 0; tooth < Teeth - 1; tooth++)
        {
            Load(sum, powers, block + (Blocks * tooth), true);
            sum.AddAffine();
        }

        int entry = 0;
        for (int i = 0; i < Entries; i++)
        {
            if (i > 0)
            {
                int tooth = 0;
                while (((i >> tooth) & 1) == 0)
                {
                    tooth++;
                }

                entry ^= 1 << tooth;
                bool negative = (entry & (1 << tooth)) == 0;
                Load(sum, powers, block + (Blocks * tooth), negative);
                sum.AddAffine();
                Load(sum, powers, block + (Blocks * tooth), negative);
                sum.AddAffine();
            }

            Store(table, entry, 0, sum.X, sum.T2);
            Store(table, entry, 4, sum.Y, sum.T2);
            P256Field.Copy(sum.T0, sum.Z);
            P256Field.Pack(factors, 4 * i, 1, sum.T0, sum.T2);
            if (i > 0)
            {
                P256Field.Multiply(sum.T0, sum.T0, sum.T4);
            }

            // T4, which no formula uses, is the product of all Z.
            P256Field.Copy(sum.T4, sum.T0);
            P256Field.Pack(products, 4 * i, 1, sum.T0, sum.T2);
        }

        P256Field.Copy(sum.Z, sum.T4);
        P256Field.Invert(sum.Z, sum.T0, sum.T1, sum.T2, sum.T4);
        for (int i = Entries - 1; i >= 0; i--)
        {
            // Z is the inverse of the product up to here.
            P256Field.Copy(sum.T0, sum.Z);
            if (i > 0)
            {
                Take(products, 4 * (i - 1), sum.T1);
                P256Field.Multiply(sum.T0, sum.T0, sum.T1);
            }

            Take(factors, 4 * i, sum.T1);
            P256Field.Multiply(sum.Z, sum.Z, sum.T1);
            P256Field.Square(sum.T1, sum.T0);
            P256Field.Multiply(sum.T0, sum.T0, sum.T1);
            Scale(table, i ^ (i >> 1), 0, sum.T1, sum.T2, sum.T3);
            Scale(table, i ^ (i >> 1), 4, sum.T0, sum.T2, sum.T3);
        }
    }

    private static int Place(int entry, int word) =>
        ((entry >> 4) * PointWords * P256CombTable.BlockPoints) + (word * P256CombTable.BlockPoints) + (entry & 15);

    private static void Store(ulong[] table, int entry, int word, ulong[] a, ulong[] t) =>
        P256Field.Pack(table, Place(entry, word), P256CombTable.BlockPoints, a, t);

    private static void Scale(ulong[] table, int entry, int word, ulong[] factor, ulong[] t, ulong[] u)
    {
        int at = Place(entry, word);
        P256Field.Unpack(t, table[at], table[at + 16], table[at + 32], table[at + 48]);
        P256Field.Multiply(t, t, factor);
        Store(table, entry, word, t, u);
    }

    private static void Take(ulong[] words, int at, ulong[] r) => P256Field.Unpack(r, words[at], words[at + 1], words[at + 2], words[at + 3]);

    private static void Load(JacobianPoint sum, ulong[] powers, int point, bool negative)
    {
        Take(powers, point * PointWords, sum.T0);
        Take(powers, (point * PointWords) + 4, sum.T1);
        if (negative)
        {
            P256Field.NegateLazy(sum.T1);
        }
    }
}
