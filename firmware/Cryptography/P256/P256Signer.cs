using System;

namespace NfToken.Cryptography;

/// <summary>The inner part of ECDSA's signing (FIPS 186-5, 6.4.1): no branch and no index by key or nonce.</summary>
internal static class P256Signer
{
    // Blinds are numbers of 128 bits, two from one hash: the one for the coordinates is used before a scalar's digits overwrite it, the other is kept.
    private const int BlindLength = 16;
    private const int CoordinateBlind = P256Workspace.Spare;

    /// <summary>Writes r ‖ s.</summary>
    public static void Sign(P256Workspace w, P256Comb comb, P256Blinding pair, byte[] d, byte[] hash, byte[] entropy, byte[] signature, int offset)
    {
        JacobianPoint sum = w.Sum;
        ReadHash(w, hash, sum.T0, sum.T1);
        Limbs29.Write(sum.T0, w.Bytes, P256Workspace.Hash);
        NonceGenerator.Start(w, d, entropy);
        P256Blinding ready = pair != null && pair.Next(w, comb, entropy != null) ? pair : null;
        while (!P256.IsValidScalar(w.Bytes, P256Workspace.Value) || !Try(w, comb, ready, d, signature, offset))
        {
            NonceGenerator.Next(w);
        }
    }

    /// <summary>The first 256 bits of a hash as a number modulo n; its bytes stand at <see cref="P256Workspace.Hash"/> meanwhile.</summary>
    public static void ReadHash(P256Workspace w, byte[] hash, ulong[] z, ulong[] t)
    {
        int count = hash.Length < P256.ScalarLength ? hash.Length : P256.ScalarLength;
        Array.Clear(w.Bytes, P256Workspace.Hash, P256.ScalarLength);
        Array.Copy(hash, 0, w.Bytes, P256Workspace.Hash + P256.ScalarLength - count, count);
        P256Scalar.Read(z, w.Bytes, P256Workspace.Hash, t);
    }

    /// <summary>Signs with one nonce; false where r or s is 0.</summary>
    private static bool Try(P256Workspace w, P256Comb comb, P256Blinding pair, byte[] d, byte[] signature, int offset)
    {
        JacobianPoint sum = w.Sum;
        ulong[] t = sum.T0;
        ulong[] blind = sum.T1;
        ulong[] k = sum.X;
        ulong[] r = sum.Y;
        ulong[] s = sum.Z;
        NonceGenerator.Blind(w, 2, CoordinateBlind + BlindLength);
        Array.Copy(w.Bytes, CoordinateBlind + (2 * BlindLength), w.Bytes, P256Workspace.Kept, BlindLength);
        Array.Clear(w.Bytes, CoordinateBlind, BlindLength);
        P256.MultiplyBase(w, comb, w.Bytes, P256Workspace.Value, CoordinateBlind, pair);
        P256Field.Write(sum.X, w.Bytes, P256Workspace.Spare, t);
        P256Scalar.Read(r, w.Bytes, P256Workspace.Spare, t);
        Limbs29.Write(r, signature, offset);
        bool good = Limbs29.IsZero(r) == 0;
        Array.Copy(w.Bytes, P256Workspace.Kept, w.Bytes, P256Workspace.Spare + BlindLength, BlindLength);
        Array.Clear(w.Bytes, P256Workspace.Spare, BlindLength);
        Limbs29.Read(blind, w.Bytes, P256Workspace.Spare);

        // s = (b·z + b·d·r) / (b·k)
        P256Scalar.Read(s, d, 0, t);
        P256Scalar.Multiply(s, s, blind, t);
        P256Scalar.Multiply(s, s, r, t);
        P256Scalar.Read(r, w.Bytes, P256Workspace.Hash, t);
        P256Scalar.Multiply(r, r, blind, t);
        P256Scalar.Add(s, r, t);
        P256Scalar.Read(k, w.Bytes, P256Workspace.Value, t);
        P256Scalar.Multiply(k, k, blind, t);
        P256Scalar.Invert(k, sum.T0, sum.T1, sum.T2, sum.T4);
        P256Scalar.Multiply(s, s, k, t);
        Limbs29.Write(s, signature, offset + P256.ScalarLength);
        return good & (Limbs29.IsZero(s) == 0);
    }
}
