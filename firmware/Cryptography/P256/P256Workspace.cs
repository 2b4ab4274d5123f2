using System;

namespace NfToken.Cryptography;

/// <summary>
/// All memory that signing, public keys, verification and ECDH work in, besides the comb's table: 1,980 bytes on the interpreter, made on first use,
/// used by one thread at a time and filled with zeros after each operation with a secret.
/// </summary>
internal sealed class P256Workspace
{
    /// <summary>Place in <see cref="Bytes"/> of the DRBG's V, which is the nonce; or of the factor of Q.</summary>
    public const int Value = 0;

    /// <summary>Place of the message's hash modulo n.</summary>
    public const int Hash = 32;

    /// <summary>Place of what is short-lived: a scalar's digits, or 33 bytes for the DRBG.</summary>
    public const int Spare = 64;

    /// <summary>Place of 16 bytes that outlive those.</summary>
    public const int Kept = 116;

    /// <summary>Points in <see cref="Table"/>.</summary>
    public const int TablePoints = 8;

    /// <summary>The running sum and what its formulas need.</summary>
    public readonly JacobianPoint Sum = new JacobianPoint();

    /// <summary>Odd multiples of a point, see <see cref="P256Multiples"/>.</summary>
    public readonly ulong[] Table = new ulong[(12 * TablePoints) - 8];

    /// <summary>See the constants.</summary>
    public readonly byte[] Bytes = new byte[Kept + 16];

    /// <summary>For nonces.</summary>
    public readonly HmacSha256 Hmac = new HmacSha256();

    /// <summary>Fills everything with zeros.</summary>
    public void Clear()
    {
        Sum.Clear();
        Array.Clear(Table, 0, Table.Length);
        Array.Clear(Bytes, 0, Bytes.Length);
        Hmac.Clear();
    }
}
