using System;

namespace NfToken.Cryptography;

/// <summary>ECDSA on P-256 (FIPS 186-5, 6.4). Signatures are raw, r ‖ s, 64 bytes, as PKCS #11 has them.</summary>
public static class Ecdsa
{
    /// <summary>Bytes of a raw signature.</summary>
    public const int SignatureLength = 64;

    /// <summary>Signs a hash. Nothing branches or indexes by key or nonce; the key meets the nonce blinded.</summary>
    /// <param name="d">The private key, 32 bytes, 0 &lt; d &lt; n.</param>
    /// <param name="hash">The hash, of which at most the first 32 bytes count.</param>
    /// <param name="entropy">Fresh randomness that hedges the deterministic nonce (RFC 6979, 3.6); null for the plain RFC 6979.</param>
    /// <returns>r ‖ s.</returns>
    /// <exception cref="ArgumentException">The private key is out of range.</exception>
    public static byte[] Sign(byte[] d, byte[] hash, byte[] entropy)
    {
        byte[] signature = new byte[SignatureLength];
        Sign(d, hash, entropy, signature, 0);
        return signature;
    }

    /// <summary>The same into an array, so that nothing is allocated.</summary>
    /// <param name="d">The private key, 32 bytes, 0 &lt; d &lt; n.</param>
    /// <param name="hash">The hash, of which at most the first 32 bytes count.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    /// <param name="signature">Takes r ‖ s, 64 bytes.</param>
    /// <param name="offset">Where in <paramref name="signature"/>.</param>
    /// <exception cref="ArgumentException">The private key is out of range.</exception>
    public static void Sign(byte[] d, byte[] hash, byte[] entropy, byte[] signature, int offset) => P256.Sign(d, hash, entropy, signature, offset);

    /// <summary>Verifies a signature of a hash. Everything here is public; no care is taken to hide it.</summary>
    /// <param name="point">The public key, 04 ‖ X ‖ Y; validated.</param>
    /// <param name="hash">The hash, of which at most the first 32 bytes count.</param>
    /// <param name="signature">r ‖ s.</param>
    public static bool Verify(byte[] point, byte[] hash, byte[] signature) =>
        signature.Length == SignatureLength && P256.IsValidScalar(signature, 0) && P256.IsValidScalar(signature, P256.ScalarLength)
        && P256.Verify(point, hash, signature);

    /// <summary>A raw signature as ECDSA-Sig-Value (RFC 3279, 2.2.3), which certificates and TLS use.</summary>
    /// <param name="signature">r ‖ s.</param>
    public static byte[] ToDer(byte[] signature)
    {
        DerWriter writer = new DerWriter(80);
        writer.OpenSequence();
        writer.WriteUnsigned(signature, 0, P256.ScalarLength);
        writer.WriteUnsigned(signature, P256.ScalarLength, P256.ScalarLength);
        writer.Close();
        return writer.ToArray();
    }

    /// <summary>An ECDSA-Sig-Value as raw signature.</summary>
    /// <param name="der">The DER, nothing after it.</param>
    /// <returns>r ‖ s; whether they are in range is for <see cref="Verify"/> to say.</returns>
    /// <exception cref="EncodingException">Malformed, or a number of more than 32 bytes.</exception>
    public static byte[] FromDer(byte[] der)
    {
        DerReader reader = new DerReader(der);
        DerReader numbers = reader.EnterSequence();
        reader.End();
        byte[] r = numbers.ReadUnsigned(P256.ScalarLength);
        byte[] s = numbers.ReadUnsigned(P256.ScalarLength);
        numbers.End();
        byte[] signature = new byte[SignatureLength];
        Array.Copy(r, 0, signature, P256.ScalarLength - r.Length, r.Length);
        Array.Copy(s, 0, signature, SignatureLength - s.Length, s.Length);
        return signature;
    }
}
