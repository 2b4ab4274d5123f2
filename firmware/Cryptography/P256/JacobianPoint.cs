namespace NfToken.Cryptography;

/// <summary>
/// A point of P-256 as (X, Y, Z), x = X/Z² and y = Y/Z³: cheaper than <see cref="ProjectivePoint"/>, but not for all inputs. Coordinates
/// are tight.
/// </summary>
/// <remarks>
/// <para>Where a formula does not hold (infinity, or the sum of equal or opposite points), the result has Z = 0 and so have all results
/// made of it: whoever looks at Z in the end knows whether the result is right.</para>
/// <para>Bounds, with values in units of p, products a·b/32 + 1, lazy differences 8 more than what they are taken from, and the subtrahend of
/// <see cref="P256Field.MultiplySubtract"/> 8/32 of its first factor: a sum has X below 1.01, Y below 4.6 and Z below 1.5; a double X below 6,
/// Y below 4 and Z below 1.3; twice the product X·Y² that is subtracted in a double is below 2.8. So all stays below 7.</para>
/// </remarks>
internal sealed class JacobianPoint
{
    public readonly ulong[] X = new ulong[P256Field.Limbs];
    public readonly ulong[] Y = new ulong[P256Field.Limbs];
    public readonly ulong[] Z = new ulong[P256Field.Limbs];

    /// <summary>Scratch; T0 and T1 take the point to be added.</summary>
    public readonly ulong[] T0 = new ulong[P256Field.Limbs];
    public readonly ulong[] T1 = new ulong[P256Field.Limbs];
    public readonly ulong[] T2 = new ulong[P256Field.Limbs];
    public readonly ulong[] T3 = new ulong[P256Field.Limbs];
    public readonly ulong[] T4 = new ulong[P256Field.Limbs];

    /// <summary>Doubles this point: 4 products and 4 squares. With M = 3(X - Z²)(X + Z²)/2 and S = X·Y² the usual formulas for
    /// a = -3, scaled by 1/2.</summary>
    public void Double()
    {
        ulong[] x = X;
        ulong[] y = Y;
        ulong[] z = Z;
        ulong[] m = T0;
        ulong[] s = T1;
        ulong[] t = T2;
        P256Field.Square(t, z);
        P256Field.SubtractLazy(m, x, t);
        P256Field.AddLazy(t, x, t);
        P256Field.Multiply(m, m, t);
        P256Field.TripleHalf(m, m);
        P256Field.Multiply(z, y, z);
        P256Field.Square(t, y);
        P256Field.Multiply(s, x, t);
        P256Field.SquareSubtractTwice(x, m, s);
        P256Field.SubtractLazy(s, s, x);
        P256Field.MultiplySubtract(y, m, s, t, t);
    }

    /// <summary>Adds the point (T0, T1) with Z = 1, T0 tight and T1 tight or lazy, and destroys it: 8 products and 3 squares.</summary>
    public void AddAffine()
    {
        ulong[] x = X;
        ulong[] y = Y;
        ulong[] z = Z;
        ulong[] h = T0;
        ulong[] r = T1;
        ulong[] v = T2;
        ulong[] t = T3;
        P256Field.Square(t, z);
        P256Field.Multiply(h, h, t);
        P256Field.Multiply(t, t, z);
        P256Field.Multiply(r, r, t);
        P256Field.SubtractLazy(h, h, x);
        P256Field.SubtractLazy(r, r, y);
        P256Field.Multiply(z, z, h);
        P256Field.Square(t, h);
        P256Field.Multiply(v, x, t);
        P256Field.Multiply(t, h, t);
        P256Field.Square(h, r);
        P256Field.SubtractAndTwice(x, h, t, v);
        P256Field.SubtractLazy(v, v, x);
        P256Field.MultiplySubtract(y, r, v, y, t);
    }

    /// <summary>Makes this an affine point: Z = 1/Z, X = x, Y = y.</summary>
    /// <returns>All ones where there was a Z, 0 where it was 0 and the coordinates are not right.</returns>
    public ulong Normalize()
    {
        P256Field.Invert(Z, T0, T1, T2, T4);
        P256Field.Square(T0, Z);
        P256Field.Multiply(X, X, T0);
        P256Field.Multiply(T0, T0, Z);
        P256Field.Multiply(Y, Y, T0);

        // Nothing but 0 gives limbs of 0.
        return ~Limbs29.IsZero(Z);
    }

    /// <summary>Fills everything with zeros.</summary>
    public void Clear()
    {
        Limbs29.Clear(X);
        Limbs29.Clear(Y);
        Limbs29.Clear(Z);
        Limbs29.Clear(T0);
        Limbs29.Clear(T1);
        Limbs29.Clear(T2);
        Limbs29.Clear(T3);
        Limbs29.Clear(T4);
    }
}
