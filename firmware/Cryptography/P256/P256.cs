using System;

namespace NfToken.Cryptography;

/// <summary>
/// The curve P-256 (secp256r1; FIPS 186-5, SP 800-186 3.2.1.3): keys and points as bytes. Nothing here branches, indexes or loops
/// by what a scalar is.
/// </summary>
public static class P256
{
    // One operation at a time: they share their memory.
    private static readonly byte[] Gate = [0];
    private static P256Workspace _workspace;
    private static P256Comb _comb;
    private static ulong[] _baseTable;
    private static P256Blinding _blinding;
    private static int _tableBytes = 4096;

    /// <summary>Bytes of a scalar.</summary>
    public const int ScalarLength = 32;

    /// <summary>Bytes of a point, 04 ‖ X ‖ Y.</summary>
    public const int PointLength = 65;

    /// <summary>
    /// RAM for multiples of the base point, from its first use on: 0, 2048, 4096 (the default) or 8192 bytes. A public key takes 2.22, 0.72, 0.64 or 0.61 million
    /// instructions with them, a signature as much more or less. The largest is computed when first used, which takes 6.8 million; the others are loaded.
    /// </summary>
    /// <exception cref="ArgumentException">Another number.</exception>
    public static int TableBytes
    {
        get => _tableBytes;
        set
        {
            if (value != 0 && value != 2048 && value != 4096 && value != 8192)
            {
                throw new ArgumentException("0, 2048, 4096 or 8192", nameof(value));
            }

            lock (Gate)
            {
                if (value != _tableBytes)
                {
                    _tableBytes = value;
                    _comb = null;
                    _blinding = null;
                }
            }
        }
    }

    /// <summary>Gives back all memory that is kept between operations; the next one takes it again.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            _workspace = null;
            _comb = null;
            _baseTable = null;
            _blinding = null;
        }
    }

    /// <summary>The group's order n, 32 bytes big-endian.</summary>
    public static byte[] GetOrder() =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];

    /// <summary>Whether a scalar may be a private key: 0 &lt; d &lt; n. Its time tells nothing but the answer.</summary>
    /// <param name="d">32 bytes, big-endian.</param>
    public static bool IsValidScalar(byte[] d) => d.Length == ScalarLength && IsValidScalar(d, 0);

    /// <summary>Whether a point may be a public key: coordinates below p, and on the curve (SP 800-56A, 5.6.2.3.3; P-256 has cofactor 1).</summary>
    /// <param name="point">04 ‖ X ‖ Y, 65 bytes.</param>
    public static bool IsValidPoint(byte[] point)
    {
        lock (Gate)
        {
            return ReadPoint(Workspace().Sum, point);
        }
    }

    /// <summary>The public key of a private key: d·G.</summary>
    /// <param name="d">32 bytes, big-endian, 0 &lt; d &lt; n.</param>
    /// <returns>04 ‖ X ‖ Y, 65 bytes.</returns>
    /// <exception cref="ArgumentException">The scalar is out of range.</exception>
    public static byte[] PublicFromPrivate(byte[] d)
    {
        byte[] result = new byte[PointLength];
        PublicFromPrivate(d, result, 0);
        return result;
    }

    /// <summary>Writes the public key of a private key: d·G.</summary>
    /// <param name="d">32 bytes, big-endian, 0 &lt; d &lt; n.</param>
    /// <param name="point">Takes 04 ‖ X ‖ Y, 65 bytes.</param>
    /// <param name="offset">Where in <paramref name="point"/>.</param>
    /// <exception cref="ArgumentException">The scalar is out of range.</exception>
    public static void PublicFromPrivate(byte[] d, byte[] point, int offset)
    {
        Demand(d);
        lock (Gate)
        {
            P256Workspace w = Workspace();
            try
            {
                MultiplyBase(w, Comb(w), d, 0, -1, null);
                point[offset] = 4;
                P256Field.Write(w.Sum.X, point, offset + 1, w.Sum.T0);
                P256Field.Write(w.Sum.Y, point, offset + 33, w.Sum.T0);
            }
            finally
            {
                w.Clear();
            }
        }
    }

    /// <summary>
    /// The shared secret of ECDH (SP 800-56A Rev. 3, 5.7.1.2): the X coordinate of d·Q, for a key derivation, never a key itself.
    /// </summary>
    /// <param name="d">The private key, 32 bytes, 0 &lt; d &lt; n.</param>
    /// <param name="point">The peer's public key, 04 ‖ X ‖ Y; validated.</param>
    /// <returns>32 bytes, which the caller clears.</returns>
    /// <exception cref="ArgumentException">The private key is out of range.</exception>
    /// <exception cref="EncodingException">The peer's key is no point of the curve.</exception>
    public static byte[] Agree(byte[] d, byte[] point)
    {
        Demand(d);
        lock (Gate)
        {
            P256Workspace w = Workspace();
            try
            {
                if (!ReadPoint(w.Sum, point))
                {
                    throw new EncodingException("EC point is not on P-256", -1);
                }

                byte[] secret = new byte[ScalarLength];
                if (P256Multiples.Multiply(w, d, 0, -1) == 0)
                {
                    ReadPoint(w.Sum, point);
                    MultiplySlowly(w, d, 0);
                }

                P256Field.Write(w.Sum.X, secret, 0, w.Sum.T0);
                return secret;
            }
            finally
            {
                w.Clear();
            }
        }
    }

    /// <summary>Writes r ‖ s, see <see cref="Ecdsa.Sign(byte[], byte[], byte[])"/>.</summary>
    internal static void Sign(byte[] d, byte[] hash, byte[] entropy, byte[] signature, int offset)
    {
        Demand(d);
        lock (Gate)
        {
            P256Workspace w = Workspace();
            try
            {
                P256Comb comb = Comb(w);
                if (comb != null && entropy != null)
                {
                    _blinding ??= new P256Blinding();
                }

                P256Signer.Sign(w, comb, _blinding, d, hash, entropy, signature, offset);
            }
            finally
            {
                w.Clear();
            }
        }
    }

    /// <summary>See <see cref="Ecdsa.Verify"/>; r and s are in range.</summary>
    internal static bool Verify(byte[] point, byte[] hash, byte[] signature)
    {
        lock (Gate)
        {
            P256Workspace w = Workspace();
            _baseTable ??= P256Verifier.MakeBaseTable(w.Sum);
            P256Verifier.Factors(w, hash, signature);
            if (!ReadPoint(w.Sum, point))
            {
                return false;
            }

            bool answer = P256Verifier.SumHasX(w, _baseTable, signature, out bool known);
            return known ? answer : ReadPoint(w.Sum, point) && SumHasXSlowly(w, signature);
        }
    }

    /// <summary>The same for numbers that stand somewhere in an array.</summary>
    internal static bool IsValidScalar(byte[] bytes, int offset)
    {
        ulong borrow = Borrow(bytes, offset + 28, 0xFC632551, 0);
        borrow = Borrow(bytes, offset + 24, 0xF3B9CAC2, borrow);
        borrow = Borrow(bytes, offset + 20, 0xA7179E84, borrow);
        borrow = Borrow(bytes, offset + 16, 0xBCE6FAAD, borrow);
        borrow = Borrow(bytes, offset + 12, 0xFFFFFFFF, borrow);
        borrow = Borrow(bytes, offset + 8, 0xFFFFFFFF, borrow);
        borrow = Borrow(bytes, offset + 4, 0, borrow);
        borrow = Borrow(bytes, offset, 0xFFFFFFFF, borrow);
        uint bits = 0;
        for (int i = 0; i < ScalarLength; i++)
        {
            bits |= bytes[offset + i];
        }

        return (borrow & (((ulong)bits + 0xFF) >> 8)) != 0;
    }

    /// <summary>Computes k·G into the sum's X and Y.</summary>
    /// <param name="w">The workspace.</param>
    /// <param name="comb">The comb, or null.</param>
    /// <param name="k">Holds the factor, 32 bytes, 0 &lt; k &lt; n.</param>
    /// <param name="at">Its first byte.</param>
    /// <param name="blind">Place in the workspace's bytes of what the coordinates are blinded with, or -1.</param>
    /// <param name="pair">What the scalar is blinded with where there is a comb, or null.</param>
    internal static void MultiplyBase(P256Workspace w, P256Comb comb, byte[] k, int at, int blind, P256Blinding pair)
    {
        ulong known;
        if (comb != null)
        {
            known = comb.Multiply(w, k, at, blind, pair);
        }
        else
        {
            P256Field.SetBase(w.Sum.X, w.Sum.Y);
            known = P256Multiples.Multiply(w, k, at, blind);
        }

        if (known == 0)
        {
            P256Field.SetBase(w.Sum.X, w.Sum.Y);
            MultiplySlowly(w, k, at);
        }
    }

    /// <summary>Reads and checks a point: the sum's X and Y.</summary>
    internal static bool ReadPoint(JacobianPoint sum, byte[] point)
    {
        if (point.Length != PointLength || point[0] != 4)
        {
            return false;
        }

        ulong[] t = sum.T0;
        ulong[] u = sum.T1;
        ulong good = P256Field.Read(sum.X, point, 1, t);
        good &= P256Field.Read(sum.Y, point, 33, t);

        // y² = x³ - 3x + b
        P256Field.Square(t, sum.X);
        P256Field.Multiply(t, t, sum.X);
        P256Field.SubtractAndTwice(t, t, sum.X, sum.X);
        P256Field.SetB(u);
        P256Field.Add(t, t, u);
        P256Field.Square(u, sum.Y);
        P256Field.Subtract(t, t, u);
        return (good & P256Field.IsZero(t, u)) != 0;
    }

    private static bool SumHasXSlowly(P256Workspace w, byte[] signature)
    {
        byte[] u1 = new byte[ScalarLength];
        byte[] u2 = new byte[ScalarLength];
        Array.Copy(w.Bytes, P256Workspace.Value, u2, 0, ScalarLength);
        Array.Copy(w.Bytes, P256Workspace.Hash, u1, 0, ScalarLength);
        return P256Complete.SumHasX(Projective(w), u1, u2, signature);
    }

    private static void MultiplySlowly(P256Workspace w, byte[] k, int at) => P256Complete.Multiply(Projective(w), k, at, w.Sum.X, w.Sum.Y);

    private static ProjectivePoint Projective(P256Workspace w)
    {
        ProjectivePoint point = new ProjectivePoint();
        P256Field.Copy(point.X, w.Sum.X);
        P256Field.Copy(point.Y, w.Sum.Y);
        P256Field.SetOne(point.Z);
        return point;
    }

    private static void Demand(byte[] d)
    {
        if (!IsValidScalar(d))
        {
            throw new ArgumentException("private key out of range", nameof(d));
        }
    }

    private static P256Workspace Workspace() => _workspace ??= new P256Workspace();

    private static P256Comb Comb(P256Workspace w)
    {
        if (_comb == null && _tableBytes != 0)
        {
            _comb = _tableBytes == 8192 ? new P256Comb(P256CombBuilder.Build(w), P256CombBuilder.Teeth) : new P256Comb(P256CombTable.Load(_tableBytes / 1024), 5);
        }

        return _comb;
    }

    private static ulong Borrow(byte[] bytes, int at, ulong word, ulong borrow) =>
        ((((ulong)bytes[at] << 24) | ((ulong)bytes[at + 1] << 16) | ((ulong)bytes[at + 2] << 8) | bytes[at + 3]) - word - borrow) >> 63;
}
