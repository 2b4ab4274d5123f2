namespace NfToken.Cryptography;

/// <summary>
/// A secret number r and the point R = r·G, so that a nonce k is never multiplied itself: k·G = (k - 2^d·r)·G + 2^d·R (Coron, "Resistance against
/// differential power analysis for elliptic curve cryptosystems", 1999, 5.1), where d is how many doublings the comb does, which starts from R. Both are doubled for each
/// signature, and made anew from its randomness after <see cref="Lifetime"/> of them.
/// </summary>
internal sealed class P256Blinding
{
    /// <summary>Signatures that one pair serves.</summary>
    public const int Lifetime = 256;

    // 2^d·r, and the coordinates of R: 32 bits are enough for a tight limb.
    private readonly uint[] _limbs = new uint[4 * P256Field.Limbs];
    private int _left;

    /// <summary>Makes the pair ready for the next signature.</summary>
    /// <param name="w">The nonce generator has been started with randomness that the pair may be made of; the sum is destroyed.</param>
    /// <param name="comb">The comb.</param>
    /// <param name="fresh">Whether there is such randomness.</param>
    /// <returns>Whether there is a pair.</returns>
    public bool Next(P256Workspace w, P256Comb comb, bool fresh)
    {
        if (_left == 0)
        {
            _left = fresh && Make(w, comb) ? Lifetime : 0;
            return _left != 0;
        }

        JacobianPoint sum = w.Sum;
        Load(sum.T0, 0);
        P256Scalar.Add(sum.T0, sum.T0, sum.T1);
        Store(sum.T0, 0);
        Load(sum.X, 1);
        Load(sum.Y, 2);
        Load(sum.Z, 3);
        sum.Double();
        StorePoint(sum);
        _left--;
        return true;
    }

    /// <summary>scalar = scalar - 2^d·r modulo n.</summary>
    public void Subtract(ulong[] scalar, ulong[] t, ulong[] u)
    {
        Load(t, 0);
        P256Scalar.NegateIf(t, ulong.MaxValue, u);
        P256Scalar.Add(scalar, t, u);
    }

    /// <summary>Sets the sum, whose Z is chosen already, to R, or to -R where the mask is all ones.</summary>
    public void Start(JacobianPoint sum, ulong negative)
    {
        Load(sum.T0, 1);
        Load(sum.T1, 2);
        P256Field.NegateIf(sum.T1, negative, sum.T2);
        P256Multiples.Start(sum);
        Load(sum.T0, 3);
        P256Field.Multiply(sum.Z, sum.Z, sum.T0);
    }

    private bool Make(P256Workspace w, P256Comb comb)
    {
        const int Scalar = P256Workspace.Spare;
        const int Mask = P256Workspace.Spare + P256.ScalarLength;
        JacobianPoint sum = w.Sum;
        NonceGenerator.Blind(w, 3, Scalar);
        NonceGenerator.Blind(w, 4, Mask);
        if (!P256.IsValidScalar(w.Bytes, Scalar))
        {
            return false;
        }

        Limbs29.Read(sum.T0, w.Bytes, Scalar);
        for (int i = comb.Doublings; i > 0; i--)
        {
            P256Scalar.Add(sum.T0, sum.T0, sum.T1);
        }

        Store(sum.T0, 0);
        ulong known = comb.Multiply(w, w.Bytes, Scalar, Mask, null);
        P256Field.SetOne(sum.Z);
        StorePoint(sum);
        return known != 0;
    }

    private void StorePoint(JacobianPoint sum)
    {
        Store(sum.X, 1);
        Store(sum.Y, 2);
        Store(sum.Z, 3);
    }

    private void Store(ulong[] a, int number)
    {
        int at = P256Field.Limbs * number;
        for (int i = 0; i < P256Field.Limbs; i++)
        {
            _limbs[at + i] = (uint)a[i];
        }
    }

    private void Load(ulong[] r, int number)
    {
        int at = P256Field.Limbs * number;
        for (int i = 0; i < P256Field.Limbs; i++)
        {
            r[i] = _limbs[at + i];
        }
    }
}
