using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>RSA on numbers (RFC 8017, 5.1 and 5.2), which paddings are built on.</summary>
internal static class RsaPrimitive
{
    /// <summary>Limbs of the numbers modulo a key's primes.</summary>
    public static int PrimeLimbs(RsaPrivateKey key)
    {
        int bitsP = BigEndian.BitLength(key.P);
        int bitsQ = BigEndian.BitLength(key.Q);
        return MontgomeryModulus.LimbsFor(bitsP > bitsQ ? bitsP : bitsQ);
    }

    /// <summary>m^d mod n by the Chinese remainder theorem, blinded; released only when its e-th power is m again, as a fault in one half would give the primes
    /// away (Boneh, DeMillo and Lipton, 1997).</summary>
    /// <param name="workspace">Holds m in <see cref="RsaWorkspace.Message"/>, below n. The caller clears it.</param>
    /// <param name="key">The key.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    /// <returns>The result, as long as n.</returns>
    /// <exception cref="InvalidOperationException">The result was wrong: a damaged key, or a fault.</exception>
    public static byte[] Private(RsaWorkspace workspace, RsaPrivateKey key, byte[] entropy)
    {
        int limbs = PrimeLimbs(key);
        MontgomeryModulus modulus = workspace.Modulus;
        byte[] e = key.PublicKey.Exponent;
        byte[] result = new byte[key.PublicKey.Modulus.Length];
        ulong[] other = workspace.Other;
        ulong[] blind = workspace.Blind;
        ulong[] y = workspace.Y;
        RsaBlinds.Start(workspace, key, entropy);
        modulus.Prepare(key.Q, limbs);
        RsaPrimePower.Compute(workspace, key.Q, key.DQ, e, result.Length);
        modulus.Leave(other, y);
        modulus.Prepare(key.P, limbs);
        RsaPrimePower.Compute(workspace, key.P, key.DP, e, result.Length);

        // h = (sP - sQ)/q mod p; s = sQ + h·q
        modulus.Enter(blind, other);
        modulus.SubtractLazy(y, y, blind);
        BigEndian.PadTo(key.QInv, workspace.Scratch, key.P.Length);
        LimbNumber.Read(blind, limbs, MontgomeryTiles.LimbBits, workspace.Scratch, key.P.Length);
        modulus.Multiply(y, y, blind);
        modulus.SubtractIfNotLess(y);
        LimbNumber.Read(blind, limbs, MontgomeryTiles.LimbBits, key.Q, key.Q.Length);
        modulus.MultiplyAdd(y, blind, other, result, result.Length);
        if (!Public(workspace, key.PublicKey, result) || !BigEndian.Equal(workspace.Scratch, workspace.Message, result.Length))
        {
            Array.Clear(result, 0, result.Length);
            throw new InvalidOperationException("RSA result is wrong");
        }

        return result;
    }

    /// <summary>s^e mod n, to <see cref="RsaWorkspace.Scratch"/>, as long as n.</summary>
    /// <param name="workspace">Working memory.</param>
    /// <param name="key">The key.</param>
    /// <param name="signature">s.</param>
    /// <returns>False where s has another length or is not below n.</returns>
    public static bool Public(RsaWorkspace workspace, PublicKeyInfo key, byte[] signature)
    {
        int length = key.Modulus.Length;
        if (signature.Length != length || !BigEndian.Less(signature, key.Modulus))
        {
            return false;
        }

        MontgomeryModulus modulus = workspace.Modulus;
        ulong[] x = workspace.X;
        ulong[] y = workspace.Y;
        modulus.Prepare(key.Modulus, MontgomeryModulus.LimbsFor(BigEndian.BitLength(key.Modulus)));
        LimbNumber.Read(x, modulus.Limbs, MontgomeryTiles.LimbBits, signature, length);
        modulus.Enter(x, x);
        modulus.PowerPublic(y, x, key.Exponent);
        modulus.Leave(y, y);
        LimbNumber.Write(y, modulus.Limbs, MontgomeryTiles.LimbBits, workspace.Scratch, length);
        return true;
    }
}
