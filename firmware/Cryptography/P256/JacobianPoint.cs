namespace NfToken.Cryptography;

/// <summary>
/// A point of P-256 as (X, Y, Z), x = X/Z² and y = Y/Z³: cheaper than <see cref="ProjectivePoint"/>, but not for all inputs. Coordinates
/// are tight.
/// </summary>
/// <remarks>
/// <para>Where a formula does not hold (infinity, or the sum of equal or opposite points), the result has Z = 0 and so have all results
/// made of it: whoever looks at Z in the end knows whether the result is right.</para>
/// <para>Bounds, with values in units of p and products a·b/32 + 1: coordinates X and Y come out of a carried difference, below 1.01;
/// Z stays below 1.5, lazy differences below 10, their squares and products below 4.2.</para>
/// </remarks>
internal sealed class JacobianPoint
{
    public readonly ulong[] X = new ulong[P256Field.Limbs];
    public readonly ulong[] Y = new ulong[P256Field.Limbs];
    public readonly ulong[] Z = new ulong[P256Field.Limbs];
    private readonly ulong[] _t0 = new ulong[P256Field.Limbs];
    private readonly ulong[] _t1 = new ulong[P256Field.Limbs];
    private readonly ulong[] _t2 = new ulong[P256Field.Limbs];
    private readonly ulong[] _t3 = new ulong[P256Field.Limbs];

    /// <summary>Doubles this point: 4 products and 4 squares. With M = 3(X - Z²)(X + Z²)/2 and S = X·Y² the usual formulas for
    /// a = -3, scaled by 1/2.</summary>
    public void Double()
    {
        ulong[] m = _t0;
        ulong[] s = _t1;
        ulong[] ySquared = _t2;
        ulong[] t = _t3;
        P256Field.Square(t, Z);
        P256Field.SubtractLazy(m, X, t);
        P256Field.AddLazy(t, X, t);
        P256Field.Multiply(m, m, t);
        P256Field.TripleHalf(m, m);
        P256Field.Multiply(Z, Y, Z);
        P256Field.Square(ySquared, Y);
        P256Field.Multiply(s, X, ySquared);
        P256Field.Square(t, m);
        P256Field.SubtractTwice(X, t, s);
        P256Field.SubtractLazy(s, s, X);
        P256Field.Multiply(s, m, s);
        P256Field.Square(t, ySquared);
        P256Field.Subtract(Y, s, t);
    }

    /// <summary>Adds a point with Z = 1: 8 products and 3 squares.</summary>
    /// <param name="x">Its x, tight.</param>
    /// <param name="y">Its y, tight or lazy.</param>
    public void AddAffine(ulong[] x, ulong[] y)
    {
        ulong[] h = _t0;
        ulong[] r = _t1;
        ulong[] v = _t2;
        ulong[] t = _t3;
        P256Field.Square(t, Z);
        P256Field.Multiply(h, x, t);
        P256Field.Multiply(t, t, Z);
        P256Field.Multiply(r, y, t);
        P256Field.SubtractLazy(h, h, X);
        P256Field.SubtractLazy(r, r, Y);
        P256Field.Multiply(Z, Z, h);
        P256Field.Square(t, h);
        P256Field.Multiply(v, X, t);
        P256Field.Multiply(t, h, t);
        P256Field.Square(h, r);
        P256Field.SubtractAndTwice(X, h, t, v);
        P256Field.SubtractLazy(v, v, X);
        P256Field.Multiply(v, r, v);
        P256Field.Multiply(t, Y, t);
        P256Field.Subtract(Y, v, t);
    }

    /// <summary>Fills everything with zeros.</summary>
    public void Clear()
    {
        Limbs29.Clear(X);
        Limbs29.Clear(Y);
        Limbs29.Clear(Z);
        Limbs29.Clear(_t0);
        Limbs29.Clear(_t1);
        Limbs29.Clear(_t2);
        Limbs29.Clear(_t3);
    }
}
