namespace NfToken.Cryptography;

/// <summary>
/// k·G by a comb of five or six teeth in two or four blocks (Lim and Lee, 1994) with digits that are never zero (Hedabou, Pinel and
/// Bénéteau, 2005): the same additions and doublings whatever k is.
/// </summary>
/// <remarks>
/// <para>An odd k below 2^260 is the sum of ±2^i for i from 0 to 259: bit i + 1 of k says the sign, and the last is positive. Five signs, 52 apart,
/// make a digit; the highest decides the sign of the point, the others its place in the block. An even k is replaced by n - k. With six teeth
/// the signs are 264 and stand 44 apart.</para>
/// <list type="table">
/// <item><term>2 KB</term><description>two blocks: 52 additions, 25 doublings</description></item>
/// <item><term>4 KB</term><description>four blocks: 52 additions, 12 doublings</description></item>
/// <item><term>8 KB</term><description>four blocks, six teeth: 44 additions, 10 doublings</description></item>
/// </list>
/// </remarks>
internal sealed class P256Comb
{
    private readonly ulong[][] _blocks;
    private readonly int _teeth;

    /// <summary>Takes a table.</summary>
    /// <param name="blocks">As <see cref="P256CombTable"/> describes, or as <see cref="P256CombBuilder"/> makes for six teeth.</param>
    /// <param name="teeth">5 or 6.</param>
    public P256Comb(ulong[][] blocks, int teeth)
    {
        _blocks = blocks;
        _teeth = teeth;
    }

    /// <summary>How many digits a scalar has.</summary>
    private int Digits => _teeth == 5 ? 52 : 44;

    /// <summary>How many doublings a product takes.</summary>
    public int Doublings => (Digits / _blocks.Length) - 1;

    /// <summary>Computes the affine k·G.</summary>
    /// <param name="w">The sum's X and Y take the result.</param>
    /// <param name="k">Holds the factor, 32 bytes, 0 &lt; k &lt; n.</param>
    /// <param name="at">Its first byte.</param>
    /// <param name="blind">Place in the workspace's bytes of what the coordinates are blinded with, or -1.</param>
    /// <param name="pair">What the scalar is blinded with, or null.</param>
    /// <returns>0 where an addition met equal or opposite points, so that the result is wrong. The partial sum is a number of other
    /// powers of 2 than the term and can only be equal to it modulo n, which a few of all scalars reach, if any; the caller then computes
    /// in another way. All ones otherwise.</returns>
    public ulong Multiply(P256Workspace w, byte[] k, int at, int blind, P256Blinding pair)
    {
        JacobianPoint sum = w.Sum;
        Limbs29.Read(sum.T0, k, at);
        pair?.Subtract(sum.T0, sum.T1, sum.T2);
        ulong even = (sum.T0[0] & 1) - 1;
        P256Scalar.NegateIf(sum.T0, even, sum.T1);

        // The blind first: the digits overwrite it.
        if (blind >= 0)
        {
            P256Field.Read(sum.Z, w.Bytes, blind, sum.T2);
        }
        else
        {
            P256Field.SetOne(sum.Z);
        }

        Recode(sum.T0, w.Bytes, P256Workspace.Spare);
        pair?.Start(sum, even);
        int blocks = _blocks.Length;
        int columns = Digits / blocks;
        for (int column = columns - 1; column >= 0; column--)
        {
            if (column < columns - 1)
            {
                sum.Double();
            }

            for (int block = blocks - 1; block >= 0; block--)
            {
                LookUp(sum, _blocks[block], w.Bytes[P256Workspace.Spare + column + (columns * block)]);
                if (pair == null && column == columns - 1 && block == blocks - 1)
                {
                    P256Multiples.Start(sum);
                }
                else
                {
                    sum.AddAffine();
                }
            }
        }

        ulong known = sum.Normalize();
        P256Field.NegateIf(sum.Y, even, sum.T0);
        return known;
    }

    /// <summary>The digits of an odd scalar, from the lowest: bit t is the sign of 2^(Digits·t + place).</summary>
    private void Recode(ulong[] scalar, byte[] digits, int at)
    {
        int count = Digits;
        uint last = 1u << (_teeth - 1);
        for (int i = 0; i < count; i++)
        {
            ulong digit = 0;
            int bit = i + 1;
            for (int tooth = 0; tooth < _teeth; tooth++)
            {
                // What is beyond limb 8 are zeros of no meaning: its bit 29 and above.
                digit |= ((bit < 261 ? scalar[bit / 29] >> (bit % 29) : 0) & 1) << tooth;
                bit += count;
            }

            digits[at + i] = (byte)digit;
        }

        digits[at + count - 1] = (byte)(digits[at + count - 1] | last);
    }

    /// <summary>Reads all points of a block and keeps one: T0 and T1 take it.</summary>
    private void LookUp(JacobianPoint sum, ulong[] table, uint digit)
    {
        ulong negative = (ulong)(digit >> (_teeth - 1)) - 1;
        ulong b0 = (0ul - (digit & 1)) ^ negative;
        ulong b1 = (0ul - ((digit >> 1) & 1)) ^ negative;
        ulong b2 = (0ul - ((digit >> 2) & 1)) ^ negative;
        ulong b3 = (0ul - ((digit >> 3) & 1)) ^ negative;
        ulong l3 = b0 & b1;
        ulong l2 = b1 ^ l3;
        ulong l1 = b0 ^ l3;
        ulong l0 = ~(b0 | b1);
        ulong h3 = b2 & b3;
        ulong h2 = b3 ^ h3;
        ulong h1 = b2 ^ h3;
        ulong h0 = ~(b2 | b3);
        ulong[] words = sum.T2;
        int at = 0;
        for (int i = 0; i < 8; i++)
        {
            words[i] = (((table[at] & l0) | (table[at + 1] & l1) | (table[at + 2] & l2) | (table[at + 3] & l3)) & h0)
                | (((table[at + 4] & l0) | (table[at + 5] & l1) | (table[at + 6] & l2) | (table[at + 7] & l3)) & h1)
                | (((table[at + 8] & l0) | (table[at + 9] & l1) | (table[at + 10] & l2) | (table[at + 11] & l3)) & h2)
                | (((table[at + 12] & l0) | (table[at + 13] & l1) | (table[at + 14] & l2) | (table[at + 15] & l3)) & h3);
            at += P256CombTable.BlockPoints;
        }

        if (_teeth == 6)
        {
            // The second sixteen of the block.
            ulong high = (0ul - ((digit >> 4) & 1)) ^ negative;
            for (int i = 0; i < 8; i++)
            {
                ulong other = (((table[at] & l0) | (table[at + 1] & l1) | (table[at + 2] & l2) | (table[at + 3] & l3)) & h0)
                    | (((table[at + 4] & l0) | (table[at + 5] & l1) | (table[at + 6] & l2) | (table[at + 7] & l3)) & h1)
                    | (((table[at + 8] & l0) | (table[at + 9] & l1) | (table[at + 10] & l2) | (table[at + 11] & l3)) & h2)
                    | (((table[at + 12] & l0) | (table[at + 13] & l1) | (table[at + 14] & l2) | (table[at + 15] & l3)) & h3);
                ulong word = words[i];
                words[i] = word ^ ((word ^ other) & high);
                at += P256CombTable.BlockPoints;
            }
        }

        P256Field.Unpack(sum.T0, words[0], words[1], words[2], words[3]);
        P256Field.UnpackSigned(sum.T1, words[4], words[5], words[6], words[7], negative);
    }
}
