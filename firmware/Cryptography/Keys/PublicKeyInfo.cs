namespace NfToken.Cryptography;

/// <summary>A public key, and its SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 5480; RFC 8017, A.1).</summary>
public sealed class PublicKeyInfo
{
    /// <summary>Bits of the smallest RSA modulus that is accepted.</summary>
    public const int MinimumModulusBits = 1024;

    /// <summary>Bits of the largest RSA modulus that is accepted.</summary>
    public const int MaximumModulusBits = 4096;

    private PublicKeyInfo(KeyKind kind, byte[] point, byte[] modulus, byte[] exponent)
    {
        Kind = kind;
        Point = point;
        Modulus = modulus;
        Exponent = exponent;
    }

    /// <summary>What kind of key this is.</summary>
    public KeyKind Kind { get; }

    /// <summary>EC: the point, 04 ‖ X ‖ Y, 65 bytes (SEC 1, 2.3.3); it is on the curve. Null for RSA.</summary>
    public byte[] Point { get; }

    /// <summary>RSA: n, big-endian without leading zeros. Null for EC.</summary>
    public byte[] Modulus { get; }

    /// <summary>RSA: e, big-endian without leading zeros, odd, from 3 to 2^64 - 1. Null for EC.</summary>
    public byte[] Exponent { get; }

    /// <summary>Makes a public key from a point of P-256.</summary>
    /// <param name="point">04 ‖ X ‖ Y, 65 bytes.</param>
    /// <exception cref="EncodingException">Another length or form, or the point is not on the curve.</exception>
    public static PublicKeyInfo FromPoint(byte[] point)
    {
        if (point.Length != P256.PointLength || point[0] != 4)
        {
            throw new EncodingException("EC point is not 04 and 64 bytes", -1);
        }

        if (!P256.IsValidPoint(point))
        {
            throw new EncodingException("EC point is not on P-256", -1);
        }

        return new PublicKeyInfo(KeyKind.EcP256, point, null, null);
    }

    /// <summary>Makes a public key from RSA numbers.</summary>
    /// <param name="modulus">n, big-endian.</param>
    /// <param name="exponent">e, big-endian.</param>
    /// <exception cref="EncodingException">A size or parity that no RSA key has, or one that is not supported.</exception>
    public static PublicKeyInfo FromRsa(byte[] modulus, byte[] exponent)
    {
        byte[] n = BigEndian.Trim(modulus);
        byte[] e = BigEndian.Trim(exponent);
        int bits = BigEndian.BitLength(n);
        if (bits < MinimumModulusBits || bits > MaximumModulusBits || (n[n.Length - 1] & 1) == 0)
        {
            throw new EncodingException("RSA modulus is even or not 1024 to 4096 bits", -1);
        }

        if (e.Length == 0 || e.Length > 8 || (e[e.Length - 1] & 1) == 0 || (e.Length == 1 && e[0] == 1))
        {
            throw new EncodingException("RSA exponent is even, 1 or above 2^64", -1);
        }

        return new PublicKeyInfo(KeyKind.Rsa, null, n, e);
    }

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    /// <param name="der">The DER, nothing after it.</param>
    /// <exception cref="EncodingException">Malformed, or neither P-256 nor RSA.</exception>
    public static PublicKeyInfo Parse(byte[] der)
    {
        DerReader reader = new DerReader(der);
        DerReader info = reader.EnterSequence();
        reader.End();
        DerReader algorithm = info.EnterSequence();
        int start = info.Position;
        byte[] key = info.ReadBitString();
        info.End();
        if (ReadAlgorithm(algorithm) == KeyKind.EcP256)
        {
            if (key.Length != P256.PointLength || key[0] != 4)
            {
                throw new EncodingException("EC point is compressed or has a wrong length", start);
            }

            return FromPoint(key);
        }

        return ParseRsa(key);
    }

    /// <summary>Writes the SubjectPublicKeyInfo.</summary>
    public byte[] ToDer()
    {
        DerWriter writer = new DerWriter(Kind == KeyKind.EcP256 ? 100 : Modulus.Length + 60);
        writer.OpenSequence();
        WriteAlgorithm(writer, Kind);
        writer.OpenBitString();
        if (Kind == KeyKind.EcP256)
        {
            writer.WriteRaw(Point);
        }
        else
        {
            writer.OpenSequence();
            writer.WriteUnsigned(Modulus);
            writer.WriteUnsigned(Exponent);
            writer.Close();
        }

        writer.Close();
        writer.Close();
        return writer.ToArray();
    }

    /// <summary>Whether another public key is the same.</summary>
    /// <param name="other">The other key; null is different.</param>
    public bool SameAs(PublicKeyInfo other) =>
        other != null && other.Kind == Kind && (Kind == KeyKind.EcP256
            ? BigEndian.Equal(Point, other.Point)
            : BigEndian.Equal(Modulus, other.Modulus) && BigEndian.Equal(Exponent, other.Exponent));

    /// <summary>Reads the content of an AlgorithmIdentifier of a key.</summary>
    internal static KeyKind ReadAlgorithm(DerReader algorithm)
    {
        int start = algorithm.Position;
        string oid = algorithm.ReadOid();
        if (oid == Oid.EcPublicKey)
        {
            if (!algorithm.Next(DerTag.ObjectIdentifier) || algorithm.ReadOid() != Oid.P256)
            {
                throw new EncodingException("EC curve is not P-256", start);
            }

            algorithm.End();
            return KeyKind.EcP256;
        }

        if (oid == Oid.RsaEncryption)
        {
            algorithm.ReadNull();
            algorithm.End();
            return KeyKind.Rsa;
        }

        throw new EncodingException("key is neither EC nor RSA but " + Oid.ToDotted(oid), start);
    }

    /// <summary>Writes the AlgorithmIdentifier of a key.</summary>
    internal static void WriteAlgorithm(DerWriter writer, KeyKind kind)
    {
        writer.OpenSequence();
        if (kind == KeyKind.EcP256)
        {
            writer.WriteOid(Oid.EcPublicKey);
            writer.WriteOid(Oid.P256);
        }
        else
        {
            writer.WriteOid(Oid.RsaEncryption);
            writer.WriteNull();
        }

        writer.Close();
    }

    private static PublicKeyInfo ParseRsa(byte[] key)
    {
        DerReader reader = new DerReader(key);
        DerReader numbers = reader.EnterSequence();
        reader.End();
        byte[] modulus = numbers.ReadUnsigned((MaximumModulusBits / 8) + 1);
        byte[] exponent = numbers.ReadUnsigned(9);
        numbers.End();
        return FromRsa(modulus, exponent);
    }
}
