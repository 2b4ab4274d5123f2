using System;

namespace NfToken.Cryptography;

/// <summary>RSA on numbers (RFC 8017, 5.1 and 5.2), which paddings are built on.</summary>
internal static class RsaPrimitive
{
    /// <summary>m^d mod n by the Chinese remainder theorem, blinded; released only when its e-th power is m again, as a fault in one half would give the primes
    /// away (Boneh, DeMillo and Lipton, 1997).</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">m, as long as n and below it.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    /// <returns>The result, as long as n.</returns>
    /// <exception cref="InvalidOperationException">The result was wrong: a damaged key, or a fault.</exception>
    public static byte[] Private(RsaPrivateKey key, byte[] message, byte[] entropy)
    {
        int bitsP = BigEndian.BitLength(key.P);
        int bitsQ = BigEndian.BitLength(key.Q);
        int limbs = MontgomeryModulus.LimbsFor(bitsP > bitsQ ? bitsP : bitsQ);
        byte[] e = key.PublicKey.Exponent;

        // Padded: how many leading zeros a number has is nobody's business.
        byte[] padded = BigEndian.Pad(key.D, message.Length);
        RsaBlinds blinds = new RsaBlinds(padded, message, entropy);
        Array.Clear(padded, 0, padded.Length);
        ulong[] wide = new ulong[2 * limbs];
        LimbNumber.Read(wide, MontgomeryTiles.LimbBits, message);

        MontgomeryModulus modulus = new MontgomeryModulus(key.Q, limbs);
        ulong[] resultQ = RsaPrimePower.Compute(modulus, key.Q, wide, key.DQ, e, blinds);
        modulus.Leave(resultQ, resultQ);
        modulus.Clear();
        modulus = new MontgomeryModulus(key.P, limbs);
        ulong[] result = RsaPrimePower.Compute(modulus, key.P, wide, key.DP, e, blinds);
        blinds.Clear();

        // h = (sP - sQ)/q mod p; s = sQ + h·q
        ulong[] other = new ulong[limbs];
        modulus.Enter(other, resultQ);
        modulus.SubtractLazy(result, result, other);
        padded = BigEndian.Pad(key.QInv, key.P.Length);
        LimbNumber.Read(other, MontgomeryTiles.LimbBits, padded);
        Array.Clear(padded, 0, padded.Length);
        modulus.Multiply(result, result, other);
        modulus.SubtractIfNotLess(result);
        LimbNumber.Read(other, MontgomeryTiles.LimbBits, key.Q);
        modulus.MultiplyAdd(wide, result, other, resultQ);
        modulus.Clear();
        byte[] bytes = new byte[message.Length];
        LimbNumber.Write(wide, MontgomeryTiles.LimbBits, bytes);
        Array.Clear(wide, 0, wide.Length);
        Array.Clear(other, 0, limbs);
        Array.Clear(result, 0, limbs);
        Array.Clear(resultQ, 0, limbs);
        byte[] again = Public(key.PublicKey, bytes);
        if (again == null || !BigEndian.Equal(again, message))
        {
            Array.Clear(bytes, 0, bytes.Length);
            throw new InvalidOperationException("RSA result is wrong");
        }

        return bytes;
    }

    /// <summary>s^e mod n.</summary>
    /// <param name="key">The key.</param>
    /// <param name="signature">s.</param>
    /// <returns>As long as n; null where s has another length or is not below n.</returns>
    public static byte[] Public(PublicKeyInfo key, byte[] signature)
    {
        if (signature.Length != key.Modulus.Length || !BigEndian.Less(signature, key.Modulus))
        {
            return null;
        }

        MontgomeryModulus modulus = new MontgomeryModulus(key.Modulus, MontgomeryModulus.LimbsFor(BigEndian.BitLength(key.Modulus)));
        ulong[] s = new ulong[modulus.Modulus.Length];
        ulong[] power = new ulong[s.Length];
        LimbNumber.Read(s, MontgomeryTiles.LimbBits, signature);
        modulus.Enter(s, s);
        modulus.PowerPublic(power, s, key.Exponent);
        modulus.Leave(power, power);
        byte[] message = new byte[signature.Length];
        LimbNumber.Write(power, MontgomeryTiles.LimbBits, message);
        return message;
    }
}
