using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>
/// Arithmetic modulo an odd number n of any size (Montgomery, 1985): numbers as limbs of 28 bits, R = 2^(28·limbs) ≥ 8n. Elements are x·R mod n and
/// stay below 2n, so that no product ends with a comparison (Walter, 1999). Nothing branches by a number, or by n but for its length.
/// </summary>
internal sealed class MontgomeryModulus
{
    private const int Tile = MontgomeryTiles.Size;
    private const int LimbBits = MontgomeryTiles.LimbBits;
    private const ulong Mask = MontgomeryTiles.Mask;

    // Products of 56 bits: 2 · 114 in a column fit 64 bits, 2 · 133 do not.
    private const int MostLimbsWithoutCarry = 6 * Tile;

    private readonly ulong[] _n;
    private readonly ulong[] _columns;
    private readonly ulong[] _multiple = new ulong[Tile];
    private readonly ulong[] _squared;
    private ulong _negativeInverse;
    private int _limbs;

    /// <summary>Makes room for moduli.</summary>
    /// <param name="limbs">The most that one of them needs.</param>
    public MontgomeryModulus(int limbs)
    {
        _n = new ulong[limbs];
        _columns = new ulong[2 * limbs];
        _squared = new ulong[limbs];
    }

    /// <summary>Limbs of the numbers.</summary>
    public int Limbs => _limbs;

    /// <summary>Memory that every operation overwrites: of use to others between operations, at least twice as many limbs as numbers have.</summary>
    public ulong[] Columns => _columns;

    /// <summary>Limbs that numbers modulo a number of so many bits need.</summary>
    public static int LimbsFor(int bits) => (bits + 3 + (Tile * LimbBits) - 1) / (Tile * LimbBits) * Tile;

    /// <summary>Takes a modulus.</summary>
    /// <param name="modulus">n, odd, big-endian without leading zeros.</param>
    /// <param name="limbs">From <see cref="LimbsFor"/> of its bits, or of more.</param>
    public void Prepare(byte[] modulus, int limbs)
    {
        _limbs = limbs;
        LimbNumber.Read(_n, limbs, LimbBits, modulus, modulus.Length);
        _negativeInverse = (0ul - Limbs28.InverseOf(_n[0])) & Mask;
        FindSquaredRadix(BigEndian.BitLength(modulus));
    }

    /// <summary>r = a·b/R. The product of a and b must be below R·n. r may be a or b.</summary>
    public void Multiply(ulong[] r, ulong[] a, ulong[] b)
    {
        Product(a, b);
        Reduce(r);
    }

    /// <summary>r = a²/R. r may be a.</summary>
    public void Square(ulong[] r, ulong[] a)
    {
        Array.Clear(_columns, 0, 2 * _limbs);
        for (int i = 0; i < _limbs; i += Tile)
        {
            MontgomeryTiles.Square(_columns, i + i, a, i);
            for (int j = i + Tile; j < _limbs; j += Tile)
            {
                MontgomeryTiles.Multiply(_columns, i + j, a, i, a, j, 2);
            }
        }

        Reduce(r);
    }

    /// <summary>r = a·R: a number below R/2 becomes an element.</summary>
    public void Enter(ulong[] r, ulong[] a) => Multiply(r, a, _squared);

    /// <summary>r = a·R for a number that fits twice as many limbs, below n·R.</summary>
    /// <param name="r">Takes the element.</param>
    /// <param name="bytes">The number, big-endian.</param>
    /// <param name="length">Its bytes, the first of the array.</param>
    public void EnterWide(ulong[] r, byte[] bytes, int length)
    {
        LimbNumber.Read(_columns, 2 * _limbs, LimbBits, bytes, length);
        Reduce(r);
        Enter(r, r);
        Enter(r, r);
    }

    /// <summary>r = a/R, below n: an element becomes a number.</summary>
    public void Leave(ulong[] r, ulong[] a)
    {
        Array.Clear(_columns, 0, 2 * _limbs);
        Array.Copy(a, 0, _columns, 0, _limbs);
        Reduce(r);
        SubtractIfNotLess(r);
    }

    /// <summary>r = a - b + 2n, for elements; below 4n.</summary>
    public void SubtractLazy(ulong[] r, ulong[] a, ulong[] b)
    {
        ulong carry = 0;
        for (int i = 0; i < _limbs; i++)
        {
            // A negative sum carries -1, the top bits of its two's complement.
            ulong t = a[i] + _n[i] + _n[i] - b[i] + carry;
            r[i] = t & Mask;
            carry = ((t + (1ul << 63)) >> LimbBits) - (1ul << (63 - LimbBits));
        }
    }

    /// <summary>a = a - n where a ≥ n, for a below 2n.</summary>
    public void SubtractIfNotLess(ulong[] a)
    {
        ulong borrow = 0;
        for (int i = 0; i < _limbs; i++)
        {
            borrow = (a[i] - _n[i] - borrow) >> 63;
        }

        ulong mask = borrow - 1;
        borrow = 0;
        for (int i = 0; i < _limbs; i++)
        {
            ulong t = a[i] - (_n[i] & mask) - borrow;
            a[i] = t & Mask;
            borrow = t >> 63;
        }
    }

    /// <summary>Writes a·b + c, a number of twice as many limbs.</summary>
    /// <param name="a">A number, not an element.</param>
    /// <param name="b">Another.</param>
    /// <param name="c">Another.</param>
    /// <param name="bytes">Takes the result, big-endian; it fits.</param>
    /// <param name="length">How many bytes are written.</param>
    public void MultiplyAdd(ulong[] a, ulong[] b, ulong[] c, byte[] bytes, int length)
    {
        int limbs = _limbs;
        Product(a, b);
        for (int i = 0; i < limbs; i++)
        {
            _columns[i] += c[i];
        }

        Limbs28.Carry(_columns, 0, _columns, 2 * limbs);
        LimbNumber.Write(_columns, 2 * limbs, LimbBits, bytes, length);
    }

    /// <summary>r = a^e for a public e: branches by it.</summary>
    /// <param name="r">Takes the element; not a.</param>
    /// <param name="a">An element.</param>
    /// <param name="e">Big-endian without leading zeros, not 0.</param>
    public void PowerPublic(ulong[] r, ulong[] a, byte[] e)
    {
        Array.Copy(a, 0, r, 0, _limbs);
        for (int bit = BigEndian.BitLength(e) - 2; bit >= 0; bit--)
        {
            Square(r, r);
            if (((e[e.Length - 1 - (bit / 8)] >> (bit % 8)) & 1) != 0)
            {
                Multiply(r, r, a);
            }
        }
    }

    /// <summary>Fills everything with zeros, until the next <see cref="Prepare"/>.</summary>
    public void Clear()
    {
        Array.Clear(_n, 0, _n.Length);
        Array.Clear(_columns, 0, _columns.Length);
        Array.Clear(_multiple, 0, _multiple.Length);
        Array.Clear(_squared, 0, _squared.Length);
        _negativeInverse = 0;
    }

    private void Product(ulong[] a, ulong[] b)
    {
        Array.Clear(_columns, 0, 2 * _limbs);
        for (int i = 0; i < _limbs; i += Tile)
        {
            for (int j = 0; j < _limbs; j += Tile)
            {
                MontgomeryTiles.Multiply(_columns, i + j, a, i, b, j, 1);
            }
        }
    }

    /// <summary>r = columns/R.</summary>
    private void Reduce(ulong[] r)
    {
        if (_limbs > MostLimbsWithoutCarry)
        {
            Limbs28.Carry(_columns, 0, _columns, 2 * _limbs);
        }

        for (int i = 0; i < _limbs; i += Tile)
        {
            MontgomeryTiles.Reduce(_columns, i, _n, _negativeInverse, _multiple);
            for (int j = Tile; j < _limbs; j += Tile)
            {
                MontgomeryTiles.Multiply(_columns, i + j, _multiple, 0, _n, j, 1);
            }
        }

        Limbs28.Carry(_columns, _limbs, r, _limbs);
    }

    /// <summary>R² mod n: from a power of 2 below n by doubling to R·2^t, then by squares that double t.</summary>
    private void FindSquaredRadix(int bits)
    {
        Array.Clear(_squared, 0, _limbs);
        _squared[(bits - 1) / LimbBits] = 1ul << ((bits - 1) % LimbBits);
        int exponent = LimbBits * _limbs;
        int squares = 0;
        int t = exponent;
        while (t % 2 == 0)
        {
            t /= 2;
            squares++;
        }

        Double(_squared, exponent - (bits - 1) + t);
        for (int i = 0; i < squares; i++)
        {
            Square(_squared, _squared);
        }
    }

    /// <summary>x = x·2^times mod n, by steps x = 2x - n or x = 2x + n that keep x between -n and n, in two's complement.</summary>
    private void Double(ulong[] x, int times)
    {
        ulong[] n = _n;
        int limbs = _limbs;
        ulong carry;
        for (int step = 0; step < times; step++)
        {
            ulong positive = (x[limbs - 1] >> (LimbBits - 1)) ^ 1;
            ulong flip = (0ul - positive) & Mask;
            carry = positive;
            for (int i = 0; i < limbs; i++)
            {
                carry += (x[i] << 1) + (n[i] ^ flip);
                x[i] = carry & Mask;
                carry >>= LimbBits;
            }
        }

        ulong negative = 0ul - (x[limbs - 1] >> (LimbBits - 1));
        carry = 0;
        for (int i = 0; i < limbs; i++)
        {
            carry += x[i] + (n[i] & negative);
            x[i] = carry & Mask;
            carry >>= LimbBits;
        }
    }
}
