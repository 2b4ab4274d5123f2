using System;

namespace NfToken.Cryptography;

/// <summary>A private key on P-256.</summary>
public sealed class EcPrivateKey
{
    /// <summary>Makes the key.</summary>
    /// <param name="d">The scalar, big-endian, 32 bytes; not copied.</param>
    /// <param name="point">The public point that came with it, 65 bytes, or null.</param>
    /// <exception cref="EncodingException">The scalar is 0, not below the group's order, or not 32 bytes; the point has another form.</exception>
    public EcPrivateKey(byte[] d, byte[] point)
    {
        if (d.Length != P256.ScalarLength || !P256.IsValidScalar(d))
        {
            throw new EncodingException("EC private key is out of range", -1);
        }

        if (point != null && (point.Length != P256.PointLength || point[0] != 4))
        {
            throw new EncodingException("EC point is compressed or has a wrong length", -1);
        }

        D = d;
        Point = point;
    }

    /// <summary>The scalar, 32 bytes, big-endian.</summary>
    public byte[] D { get; }

    /// <summary>The public point that the encoding had, 04 ‖ X ‖ Y, or null. It was not compared with <see cref="D"/>.</summary>
    public byte[] Point { get; }

    /// <summary>Fills the scalar with zeros.</summary>
    public void Clear() => Array.Clear(D, 0, D.Length);
}
