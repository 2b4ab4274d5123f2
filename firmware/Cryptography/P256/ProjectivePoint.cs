namespace NfToken.Cryptography;

/// <summary>
/// A point of P-256 as (X : Y : Z), x = X/Z and y = Y/Z, with the complete formulas of Renes, Costello and Batina ("Complete
/// addition formulas for prime order elliptic curves", 2015, for a = -3): right for all inputs, infinity (0 : 1 : 0) and equal points
/// included, with no branch.
/// </summary>
internal sealed class ProjectivePoint
{
    public readonly ulong[] X = new ulong[P256Field.Limbs];
    public readonly ulong[] Y = new ulong[P256Field.Limbs];
    public readonly ulong[] Z = new ulong[P256Field.Limbs];

    /// <summary>Makes this the point at infinity.</summary>
    public void SetInfinity()
    {
        P256Field.SetZero(X);
        P256Field.SetOne(Y);
        P256Field.SetZero(Z);
    }

    /// <summary>Makes this the same as another point.</summary>
    public void Set(ProjectivePoint point)
    {
        P256Field.Copy(X, point.X);
        P256Field.Copy(Y, point.Y);
        P256Field.Copy(Z, point.Z);
    }

    /// <summary>Makes this the same as another point where the mask is all ones, and leaves it where the mask is 0.</summary>
    public void Select(ProjectivePoint point, ulong mask)
    {
        P256Field.Select(X, point.X, mask);
        P256Field.Select(Y, point.Y, mask);
        P256Field.Select(Z, point.Z, mask);
    }

    /// <summary>Fills the coordinates with zeros, which is no point.</summary>
    public void Clear()
    {
        Limbs29.Clear(X);
        Limbs29.Clear(Y);
        Limbs29.Clear(Z);
    }

    /// <summary>This = p + q (algorithm 4). Either may be this point.</summary>
    public void Add(ProjectivePoint p, ProjectivePoint q, ProjectiveScratch s)
    {
        ulong[] t0 = s.T0;
        ulong[] t1 = s.T1;
        ulong[] t2 = s.T2;
        ulong[] t3 = s.T3;
        ulong[] t4 = s.T4;
        ulong[] u = s.T5;
        ulong[] v = s.T6;
        P256Field.Multiply(t0, p.X, q.X);
        P256Field.Multiply(t1, p.Y, q.Y);
        P256Field.Multiply(t2, p.Z, q.Z);
        P256Field.AddLazy(t3, p.X, p.Y);
        P256Field.AddLazy(t4, q.X, q.Y);
        P256Field.Multiply(t3, t3, t4);
        P256Field.Add(t4, t0, t1);
        P256Field.Subtract(t3, t3, t4);
        P256Field.AddLazy(t4, p.Y, p.Z);
        P256Field.AddLazy(u, q.Y, q.Z);
        P256Field.Multiply(t4, t4, u);
        P256Field.Add(u, t1, t2);
        P256Field.Subtract(t4, t4, u);
        P256Field.AddLazy(u, p.X, p.Z);
        P256Field.AddLazy(v, q.X, q.Z);
        P256Field.Multiply(u, u, v);
        P256Field.Add(v, t0, t2);
        P256Field.Subtract(v, u, v);
        Finish(t0, t1, t2, t3, t4, v, s);
    }

    /// <summary>This = 2·p (algorithm 6). It may be this point.</summary>
    public void Double(ProjectivePoint p, ProjectiveScratch s)
    {
        ulong[] t0 = s.T0;
        ulong[] t1 = s.T1;
        ulong[] t2 = s.T2;
        ulong[] t3 = s.T3;
        ulong[] x3 = s.T4;
        ulong[] y3 = s.T5;
        ulong[] z3 = s.T6;
        P256Field.Square(t0, p.X);
        P256Field.Square(t1, p.Y);
        P256Field.Square(t2, p.Z);
        P256Field.Multiply(t3, p.X, p.Y);
        P256Field.Add(t3, t3, t3);
        P256Field.Multiply(z3, p.X, p.Z);
        P256Field.Add(z3, z3, z3);
        P256Field.Multiply(y3, s.B, t2);
        P256Field.Subtract(y3, y3, z3);
        P256Field.Add(x3, y3, y3);
        P256Field.Add(y3, x3, y3);
        P256Field.SubtractLazy(x3, t1, y3);
        P256Field.AddLazy(y3, t1, y3);
        P256Field.Multiply(y3, x3, y3);
        P256Field.Multiply(x3, x3, t3);
        P256Field.Add(t3, t2, t2);
        P256Field.Add(t2, t2, t3);
        P256Field.Multiply(z3, s.B, z3);
        P256Field.Subtract(z3, z3, t2);
        P256Field.Subtract(z3, z3, t0);
        P256Field.Add(t3, z3, z3);
        P256Field.Add(z3, z3, t3);
        P256Field.Add(t3, t0, t0);
        P256Field.Add(t0, t3, t0);
        P256Field.SubtractLazy(t0, t0, t2);
        P256Field.Multiply(t0, t0, z3);
        P256Field.Add(y3, y3, t0);
        P256Field.Multiply(t0, p.Y, p.Z);
        P256Field.Add(t0, t0, t0);
        P256Field.Multiply(z3, t0, z3);
        P256Field.Subtract(X, x3, z3);
        P256Field.Multiply(z3, t0, t1);
        P256Field.Add(z3, z3, z3);
        P256Field.Add(Z, z3, z3);
        P256Field.Copy(Y, y3);
    }

    /// <summary>The second half of algorithm 4, from its line 19.</summary>
    private void Finish(ulong[] t0, ulong[] t1, ulong[] t2, ulong[] t3, ulong[] t4, ulong[] y3, ProjectiveScratch s)
    {
        ulong[] x3 = s.T5;
        ulong[] z3 = s.T7;
        P256Field.Multiply(z3, s.B, t2);
        P256Field.Subtract(x3, y3, z3);
        P256Field.Add(z3, x3, x3);
        P256Field.Add(x3, x3, z3);
        P256Field.Subtract(z3, t1, x3);
        P256Field.Add(x3, t1, x3);
        P256Field.Multiply(y3, s.B, y3);
        P256Field.Add(t1, t2, t2);
        P256Field.Add(t2, t1, t2);
        P256Field.Subtract(y3, y3, t2);
        P256Field.Subtract(y3, y3, t0);
        P256Field.Add(t1, y3, y3);
        P256Field.Add(y3, t1, y3);
        P256Field.Add(t1, t0, t0);
        P256Field.Add(t0, t1, t0);
        P256Field.SubtractLazy(t0, t0, t2);
        P256Field.Multiply(t1, t4, y3);
        P256Field.Multiply(t2, t0, y3);
        P256Field.Multiply(y3, x3, z3);
        P256Field.Add(Y, y3, t2);
        P256Field.Multiply(x3, t3, x3);
        P256Field.Subtract(X, x3, t1);
        P256Field.Multiply(z3, t4, z3);
        P256Field.Multiply(t1, t3, t0);
        P256Field.Add(Z, z3, t1);
    }
}
