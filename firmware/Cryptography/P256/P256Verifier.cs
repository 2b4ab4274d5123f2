using System;

namespace NfToken.Cryptography;

/// <summary>
/// u1·G + u2·Q for verification, where everything is public: branches by the numbers. Signed digits of six bits for G and of five for Q, with
/// the same doublings for both.
/// </summary>
/// <remarks>
/// Digits are found from the left, so that they need not be kept (Okeya et al., "Signed binary representations revisited", 2004): where bit i
/// differs from bit i - 1, as many places as the window has become one digit; places that are equal to their neighbour need none.
/// </remarks>
internal static class P256Verifier
{
    /// <summary>Odd multiples of G in the table that <see cref="MakeBaseTable"/> makes.</summary>
    private const int BasePoints = 16;
    private const int BaseWindow = 6;
    private const int Window = 5;
    private const int U2 = P256Workspace.Value;
    private const int U1 = P256Workspace.Hash;
    private const int Bits = 257;

    /// <summary>The multiples of G, 1,036 bytes on the interpreter.</summary>
    public static ulong[] MakeBaseTable(JacobianPoint scratch)
    {
        ulong[] words = new ulong[P256Multiples.TableWords(BasePoints)];
        P256Field.SetBase(scratch.X, scratch.Y);
        P256Multiples.MakeTable(scratch, words, BasePoints);
        ulong[] table = new ulong[8 * BasePoints];
        Array.Copy(words, 0, table, 0, table.Length);
        return table;
    }

    /// <summary>u1 = z/s and u2 = r/s modulo n, written into the workspace.</summary>
    public static void Factors(P256Workspace w, byte[] hash, byte[] signature)
    {
        JacobianPoint sum = w.Sum;
        P256Scalar.Read(sum.X, signature, P256.ScalarLength, sum.T0);
        P256Scalar.Invert(sum.X, sum.T0, sum.T1, sum.T2, sum.T4);
        P256Signer.ReadHash(w, hash, sum.Y, sum.T0);
        P256Scalar.Multiply(sum.Y, sum.Y, sum.X, sum.T0);
        Limbs29.Write(sum.Y, w.Bytes, U1);
        P256Scalar.Read(sum.Y, signature, 0, sum.T0);
        P256Scalar.Multiply(sum.Y, sum.Y, sum.X, sum.T0);
        Limbs29.Write(sum.Y, w.Bytes, U2);
    }

    /// <summary>Whether the sum has the X coordinate r modulo n.</summary>
    /// <param name="w">The sum's X and Y are the public key's point; u1 and u2 are where <see cref="Factors"/> puts them, u2 not 0.</param>
    /// <param name="baseTable">As <see cref="MakeBaseTable"/> makes it.</param>
    /// <param name="r">Begins with 32 bytes, 0 &lt; r &lt; n.</param>
    /// <param name="known">False where an addition met equal or opposite points, so that the answer is not known.</param>
    public static bool SumHasX(P256Workspace w, ulong[] baseTable, byte[] r, out bool known)
    {
        JacobianPoint sum = w.Sum;
        byte[] bytes = w.Bytes;
        P256Multiples.MakeTable(sum, w.Table, P256Workspace.TablePoints);
        bool empty = true;
        int digit1 = 0;
        int digit2 = 0;
        int place1 = -1;
        int place2 = -1;
        int next1 = Bits;
        int next2 = Bits;
        for (int i = Bits - 1; i >= 0; i--)
        {
            if (!empty)
            {
                sum.Double();
            }

            if (i < next1 && Bit(bytes, U1, i) != Bit(bytes, U1, i - 1))
            {
                next1 = i < BaseWindow ? 0 : i - BaseWindow + 1;
                digit1 = Digit(bytes, U1, i, next1, out place1);
            }

            if (i < next2 && Bit(bytes, U2, i) != Bit(bytes, U2, i - 1))
            {
                next2 = i < Window ? 0 : i - Window + 1;
                digit2 = Digit(bytes, U2, i, next2, out place2);
            }

            if (i == place1)
            {
                Add(sum, baseTable, BasePoints, digit1, ref empty);
            }

            if (i == place2)
            {
                Add(sum, w.Table, P256Workspace.TablePoints, digit2, ref empty);
            }
        }

        known = false;
        return !empty && HasX(sum, r, out known);
    }

    /// <summary>What the bits from one place to another make, without its factors of 2: half its size, rounded down, and 64 if it is negative.</summary>
    /// <param name="bytes">The workspace's.</param>
    /// <param name="at">Where the number begins.</param>
    /// <param name="from">The highest place.</param>
    /// <param name="place">The lowest one.</param>
    /// <param name="odd">The place of the digit without its factors of 2.</param>
    private static int Digit(byte[] bytes, int at, int from, int place, out int odd)
    {
        int digit = Bit(bytes, at, place - 1);
        for (int i = place; i < from; i++)
        {
            digit += Bit(bytes, at, i) << (i - place);
        }

        int sign = 0;
        if (Bit(bytes, at, from) != 0)
        {
            digit = (1 << (from - place)) - digit;
            sign = 64;
        }

        while ((digit & 1) == 0)
        {
            digit >>= 1;
            place++;
        }

        odd = place;
        return (digit >> 1) | sign;
    }

    private static void Add(JacobianPoint sum, ulong[] table, int points, int digit, ref bool empty)
    {
        int x = digit & 63;
        int y = x + (4 * points);
        P256Field.Unpack(sum.T0, table[x], table[x + points], table[x + (2 * points)], table[x + (3 * points)]);
        P256Field.Unpack(sum.T1, table[y], table[y + points], table[y + (2 * points)], table[y + (3 * points)]);
        if (digit > 63)
        {
            P256Field.NegateLazy(sum.T1);
        }

        if (empty)
        {
            P256Field.SetOne(sum.Z);
            P256Multiples.Start(sum);
            empty = false;
        }
        else
        {
            sum.AddAffine();
        }
    }

    /// <summary>A bit of a number; those beyond its ends are 0.</summary>
    private static int Bit(byte[] bytes, int at, int i) => i < 0 || i > 255 ? 0 : (bytes[at + 31 - (i >> 3)] >> (i & 7)) & 1;

    /// <summary>Compares without an inversion: X = r·Z², or X = (r + n)·Z² where r + n is below p.</summary>
    private static bool HasX(JacobianPoint sum, byte[] r, out bool known)
    {
        P256Field.Square(sum.Z, sum.Z);
        P256Field.Copy(sum.T0, sum.Z);
        known = P256Field.IsZero(sum.T0, sum.T1) == 0;
        if (!known)
        {
            return false;
        }

        Limbs29.Read(sum.Y, r, 0);
        if (Equal(sum))
        {
            return true;
        }

        Limbs29.Read(sum.Y, r, 0);
        P256Scalar.SetOrder(sum.T0);
        Limbs29.Add(sum.Y, sum.T0);
        P256Field.SetPrime(sum.T0);
        return Limbs29.Less(sum.Y, sum.T0) != 0 && Equal(sum);
    }

    /// <summary>Whether X = Y·Z.</summary>
    private static bool Equal(JacobianPoint sum)
    {
        P256Field.Enter(sum.Y, sum.T0);
        P256Field.Multiply(sum.Y, sum.Y, sum.Z);
        P256Field.Subtract(sum.Y, sum.Y, sum.X);
        return P256Field.IsZero(sum.Y, sum.T0) != 0;
    }
}
