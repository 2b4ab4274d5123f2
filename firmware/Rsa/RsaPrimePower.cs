using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>
/// c^d modulo one prime of a private key, by windows of four bits, always all of them, and a look-up that reads the whole table. The base is blinded:
/// (c·b^e)^d / b.
/// </summary>
internal static class RsaPrimePower
{
    private const int WindowBits = 4;
    private const int WindowSize = 1 << WindowBits;
    private const int InverseLimbBits = 29;

    /// <summary>Words of the table of powers.</summary>
    public static int TableWords(int limbs) => (limbs + 1) / 2 * WindowSize;

    /// <summary>Makes the element c^d in <see cref="RsaWorkspace.Y"/>.</summary>
    /// <param name="workspace">Holds c as message, the blinds' seed, and the prime's arithmetic.</param>
    /// <param name="prime">The prime, big-endian without leading zeros.</param>
    /// <param name="exponent">d modulo the prime less 1.</param>
    /// <param name="publicExponent">e.</param>
    /// <param name="length">Bytes of c.</param>
    public static void Compute(RsaWorkspace workspace, byte[] prime, byte[] exponent, byte[] publicExponent, int length)
    {
        const int LimbBits = MontgomeryTiles.LimbBits;
        MontgomeryModulus m = workspace.Modulus;
        int limbs = m.Limbs;
        byte[] scratch = workspace.Scratch;
        ulong[] x = workspace.X;
        ulong[] y = workspace.Y;
        ulong[] blind = workspace.Blind;
        RsaBlinds.Next(workspace, prime);
        Invert(workspace, prime);
        LimbNumber.Read(blind, limbs, LimbBits, scratch, prime.Length);
        LimbNumber.Write(x, InverseLimbs(prime), InverseLimbBits, scratch, prime.Length);
        m.Enter(blind, blind);
        m.PowerPublic(y, blind, publicExponent);
        m.EnterWide(x, workspace.Message, length);
        m.Multiply(x, x, y);
        LimbNumber.Read(blind, limbs, LimbBits, scratch, prime.Length);
        m.Enter(blind, blind);
        BigEndian.PadTo(exponent, scratch, prime.Length);
        Power(m, y, x, scratch, prime.Length, workspace.Table);
        m.Multiply(y, y, blind);
    }

    /// <summary>number = 1/number modulo the prime; big-endian, of one length.</summary>
    public static void Invert(byte[] number, byte[] prime)
    {
        int limbs = InverseLimbs(prime);
        ulong[] x = new ulong[limbs];
        ulong[] modulus = new ulong[limbs];
        LimbNumber.Read(x, limbs, InverseLimbBits, number, number.Length);
        LimbNumber.Read(modulus, limbs, InverseLimbBits, prime, prime.Length);
        ModularInverse.Invert(x, modulus, InverseLimb(modulus));
        LimbNumber.Write(x, limbs, InverseLimbBits, number, number.Length);
        Array.Clear(x, 0, limbs);
        Array.Clear(modulus, 0, limbs);
    }

    private static int InverseLimbs(byte[] prime) => ((8 * prime.Length) + InverseLimbBits - 1) / InverseLimbBits;

    private static ulong InverseLimb(ulong[] modulus) => Limbs28.InverseOf(modulus[0]) & ((1ul << InverseLimbBits) - 1);

    /// <summary>X = 1/scratch modulo the prime, in limbs for inversion, in memory that is free before a power. They are never more than those for products.</summary>
    private static void Invert(RsaWorkspace workspace, byte[] prime)
    {
        int limbs = InverseLimbs(prime);
        ulong[] modulus = workspace.Table;
        LimbNumber.Read(workspace.Y, limbs, InverseLimbBits, workspace.Scratch, prime.Length);
        LimbNumber.Read(modulus, limbs, InverseLimbBits, prime, prime.Length);
        ModularInverse.Invert(workspace.X, workspace.Y, modulus, InverseLimb(modulus), limbs, workspace.Blind, workspace.Modulus.Columns);
    }

    /// <summary>r = a^exponent; r and a differ, and a is destroyed.</summary>
    private static void Power(MontgomeryModulus m, ulong[] r, ulong[] a, byte[] exponent, int exponentLength, ulong[] table)
    {
        // Two limbs a word; word w of power i is at 16·w + i. Power 0 is R mod n: it leaves what it is multiplied by.
        int limbs = m.Limbs;
        Array.Clear(r, 0, limbs);
        r[0] = 1;
        m.Enter(r, r);
        for (int i = 0; i < WindowSize; i++)
        {
            Store(table, i, r, limbs);
            m.Multiply(r, r, a);
        }

        ulong[] factor = a;
        Load(r, table, (uint)exponent[0] >> WindowBits, limbs);
        for (int i = 1; i < 2 * exponentLength; i++)
        {
            m.Square(r, r);
            m.Square(r, r);
            m.Square(r, r);
            m.Square(r, r);
            Load(factor, table, ((uint)exponent[i / 2] >> (WindowBits * (1 - (i % 2)))) & (WindowSize - 1), limbs);
            m.Multiply(r, r, factor);
        }
    }

    private static void Store(ulong[] table, int at, ulong[] a, int limbs)
    {
        for (int i = 0; i < limbs; i += 2)
        {
            table[at] = i + 1 < limbs ? a[i] | (a[i + 1] << 32) : a[i];
            at += WindowSize;
        }
    }

    /// <summary>Reads all entries and keeps one.</summary>
    private static void Load(ulong[] r, ulong[] table, uint index, int limbs)
    {
        ulong mask0 = EqualMask(index, 0);
        ulong mask1 = EqualMask(index, 1);
        ulong mask2 = EqualMask(index, 2);
        ulong mask3 = EqualMask(index, 3);
        ulong mask4 = EqualMask(index, 4);
        ulong mask5 = EqualMask(index, 5);
        ulong mask6 = EqualMask(index, 6);
        ulong mask7 = EqualMask(index, 7);
        ulong mask8 = EqualMask(index, 8);
        ulong mask9 = EqualMask(index, 9);
        ulong mask10 = EqualMask(index, 10);
        ulong mask11 = EqualMask(index, 11);
        ulong mask12 = EqualMask(index, 12);
        ulong mask13 = EqualMask(index, 13);
        ulong mask14 = EqualMask(index, 14);
        ulong mask15 = EqualMask(index, 15);
        int at = 0;
        for (int i = 0; i < limbs; i += 2)
        {
            ulong word = (table[at] & mask0) | (table[at + 1] & mask1) | (table[at + 2] & mask2) | (table[at + 3] & mask3)
                | (table[at + 4] & mask4) | (table[at + 5] & mask5) | (table[at + 6] & mask6) | (table[at + 7] & mask7)
                | (table[at + 8] & mask8) | (table[at + 9] & mask9) | (table[at + 10] & mask10) | (table[at + 11] & mask11)
                | (table[at + 12] & mask12) | (table[at + 13] & mask13) | (table[at + 14] & mask14) | (table[at + 15] & mask15);
            r[i] = word & MontgomeryTiles.Mask;
            if (i + 1 < limbs)
            {
                r[i + 1] = word >> 32;
            }

            at += WindowSize;
        }
    }

    /// <summary>All ones where two numbers below 2^32 are equal, otherwise 0.</summary>
    private static ulong EqualMask(uint a, uint b) => 0ul - (((ulong)(a ^ b) - 1) >> 63);
}
