using System;

namespace NfToken.Cryptography;

/// <summary>
/// A private key as files and objects hold it, in DER: PKCS #8 (RFC 5958), ECPrivateKey (RFC 5915), RSAPrivateKey (RFC 8017, A.1.2).
/// </summary>
public sealed class PrivateKeyInfo
{
    /// <summary>Wraps a key on P-256.</summary>
    /// <param name="ec">The key; not copied.</param>
    public PrivateKeyInfo(EcPrivateKey ec)
    {
        Kind = KeyKind.EcP256;
        Ec = ec;
    }

    /// <summary>Wraps an RSA key.</summary>
    /// <param name="rsa">The key; not copied.</param>
    public PrivateKeyInfo(RsaPrivateKey rsa)
    {
        Kind = KeyKind.Rsa;
        Rsa = rsa;
    }

    /// <summary>What kind of key this is.</summary>
    public KeyKind Kind { get; }

    /// <summary>The key where it is on P-256, otherwise null.</summary>
    public EcPrivateKey Ec { get; }

    /// <summary>The key where it is RSA, otherwise null.</summary>
    public RsaPrivateKey Rsa { get; }

    /// <summary>Reads a private key in DER: PKCS #8, ECPrivateKey or RSAPrivateKey, told apart by their structure.</summary>
    /// <param name="der">The DER, nothing after it; the caller clears it.</param>
    /// <exception cref="EncodingException">Malformed, encrypted, or of a kind that is not supported.</exception>
    public static PrivateKeyInfo FromDer(byte[] der)
    {
        DerReader reader = new DerReader(der);
        DerReader info = reader.EnterSequence();
        reader.End();
        if (info.Next(DerTag.Sequence))
        {
            throw Encrypted(info.Position);
        }

        int start = info.Position;
        int version = info.ReadSmall();
        if (info.Next(DerTag.Sequence))
        {
            return ReadPkcs8(info, version, start);
        }

        return info.Next(DerTag.OctetString) ? ReadEc(info, version, start, false) : ReadRsa(info, version, start);
    }

    /// <summary>Writes PKCS #8, version 0; an EC key has its parameters outside only and carries its public point.</summary>
    /// <returns>The DER, which the caller clears.</returns>
    public byte[] ToPkcs8()
    {
        DerWriter writer = new DerWriter(Kind == KeyKind.EcP256 ? 160 : (5 * Rsa.PublicKey.Modulus.Length) + 100);
        writer.OpenSequence();
        writer.WriteSmall(0);
        PublicKeyInfo.WriteAlgorithm(writer, Kind);
        writer.Open(DerTag.OctetString);
        if (Kind == KeyKind.EcP256)
        {
            WriteEc(writer, Ec.Point ?? P256.PublicFromPrivate(Ec.D));
        }
        else
        {
            WriteRsa(writer);
        }

        writer.Close();
        writer.Close();
        byte[] der = writer.ToArray();
        writer.Clear();
        return der;
    }

    /// <summary>The public key that belongs to this private key: computed, not believed from the encoding.</summary>
    public PublicKeyInfo GetPublicKey() =>
        Kind == KeyKind.EcP256 ? PublicKeyInfo.FromPoint(P256.PublicFromPrivate(Ec.D)) : Rsa.PublicKey;

    /// <summary>Whether this private key belongs to a public key, such as a certificate's.</summary>
    /// <param name="publicKey">The public key.</param>
    public bool Matches(PublicKeyInfo publicKey) => publicKey.Kind == Kind && GetPublicKey().SameAs(publicKey);

    /// <summary>Fills everything secret with zeros.</summary>
    public void Clear()
    {
        if (Ec != null)
        {
            Ec.Clear();
        }

        if (Rsa != null)
        {
            Rsa.Clear();
        }
    }

    private static EncodingException Encrypted(int offset) =>
        new EncodingException("key is encrypted, decrypt it first (openssl pkey)", offset);

    private static PrivateKeyInfo ReadPkcs8(DerReader info, int version, int start)
    {
        if (version > 1)
        {
            throw new EncodingException("unknown PKCS #8 version", start);
        }

        KeyKind kind = PublicKeyInfo.ReadAlgorithm(info.EnterSequence());
        DerReader octets = info.Enter(DerTag.OctetString);
        if (info.Next(DerTag.ContextConstructed))
        {
            // Attributes: nothing here knows any.
            info.Skip();
        }

        if (version == 1 && info.Next(DerTag.Context + 1))
        {
            // The public key again; ours is computed from the private one.
            info.Skip();
        }

        info.End();
        DerReader key = octets.EnterSequence();
        octets.End();
        start = key.Position;
        int keyVersion = key.ReadSmall();
        return kind == KeyKind.EcP256 ? ReadEc(key, keyVersion, start, true) : ReadRsa(key, keyVersion, start);
    }

    /// <summary>The rest of an ECPrivateKey after its version.</summary>
    private static PrivateKeyInfo ReadEc(DerReader key, int version, int start, bool curveIsKnown)
    {
        if (version != 1)
        {
            throw new EncodingException("unknown EC key version", start);
        }

        byte[] d = key.ReadOctetString();
        try
        {
            byte[] point = null;
            if (key.Next(DerTag.ContextConstructed))
            {
                DerReader parameters = key.Enter(DerTag.ContextConstructed);
                if (!parameters.Next(DerTag.ObjectIdentifier) || parameters.ReadOid() != Oid.P256)
                {
                    throw new EncodingException("EC curve is not P-256", start);
                }

                parameters.End();
                curveIsKnown = true;
            }

            if (key.Next(DerTag.ContextConstructed + 1))
            {
                DerReader publicKey = key.Enter(DerTag.ContextConstructed + 1);
                point = publicKey.ReadBitString();
                publicKey.End();
            }

            key.End();
            if (!curveIsKnown)
            {
                throw new EncodingException("EC key names no curve", start);
            }

            byte[] padded = ToScalar(d, start);
            if (point != null && (point.Length != P256.PointLength || point[0] != 4))
            {
                // Compressed or empty: of no use to anybody here, and computed anew where it is wanted.
                point = null;
            }

            EcPrivateKey result = new EcPrivateKey(padded, point);
            d = null;
            return new PrivateKeyInfo(result);
        }
        finally
        {
            if (d != null)
            {
                Array.Clear(d, 0, d.Length);
            }
        }
    }

    /// <summary>Brings a scalar to 32 bytes: some old programs leave leading zeros out, others put one in front.</summary>
    private static byte[] ToScalar(byte[] d, int start)
    {
        if (d.Length == P256.ScalarLength)
        {
            return d;
        }

        byte[] trimmed = BigEndian.Trim(d);
        if (trimmed.Length > P256.ScalarLength)
        {
            Array.Clear(trimmed, 0, trimmed.Length);
            throw new EncodingException("EC private key is out of range", start);
        }

        byte[] padded = BigEndian.Pad(trimmed, P256.ScalarLength);
        Array.Clear(trimmed, 0, trimmed.Length);
        Array.Clear(d, 0, d.Length);
        return padded;
    }

    /// <summary>The rest of an RSAPrivateKey after its version; sizes and the modulus are checked, the rest is <see cref="IRsa.Complete"/>'s.</summary>
    private static PrivateKeyInfo ReadRsa(DerReader key, int version, int start)
    {
        if (version != 0)
        {
            throw new EncodingException("RSA key with more than two primes", start);
        }

        const int Most = (PublicKeyInfo.MaximumModulusBits / 8) + 1;
        byte[][] numbers = new byte[8][];
        RsaPrivateKey rsa = null;
        try
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = key.ReadUnsigned(Most);
            }

            key.End();
            rsa = new RsaPrivateKey(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
            return new PrivateKeyInfo(rsa);
        }
        finally
        {
            // A key that was made keeps the arrays.
            for (int i = 2; rsa == null && i < numbers.Length && numbers[i] != null; i++)
            {
                Array.Clear(numbers[i], 0, numbers[i].Length);
            }
        }
    }

    private void WriteEc(DerWriter writer, byte[] point)
    {
        writer.OpenSequence();
        writer.WriteSmall(1);
        writer.Write(DerTag.OctetString, Ec.D);
        writer.Open(DerTag.ContextConstructed + 1);
        writer.OpenBitString();
        writer.WriteRaw(point);
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private void WriteRsa(DerWriter writer)
    {
        writer.OpenSequence();
        writer.WriteSmall(0);
        writer.WriteUnsigned(Rsa.PublicKey.Modulus);
        writer.WriteUnsigned(Rsa.PublicKey.Exponent);
        writer.WriteUnsigned(Rsa.D);
        writer.WriteUnsigned(Rsa.P);
        writer.WriteUnsigned(Rsa.Q);
        writer.WriteUnsigned(Rsa.DP);
        writer.WriteUnsigned(Rsa.DQ);
        writer.WriteUnsigned(Rsa.QInv);
        writer.Close();
    }
}
