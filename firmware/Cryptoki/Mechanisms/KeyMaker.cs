using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Gives keys in the making their values.</summary>
internal static class KeyMaker
{
    // Less than one candidate in 2^32 is no scalar: so many in a row is a generator that does not work.
    private const int MaxCandidates = 8;

    /// <summary>Makes a random secret key.</summary>
    /// <param name="parts">What the token is made of.</param>
    /// <param name="template">What the key was started from.</param>
    /// <param name="key">The key.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE, CKR_ATTRIBUTE_VALUE_INVALID.</returns>
    /// <exception cref="RandomException">There is no randomness.</exception>
    public static uint MakeSecret(TokenParts parts, CkAttribute[] template, ObjectBuilder key)
    {
        uint length = 0;
        uint rv = KeyTemplate.GetNumber(template, CKA.CKA_VALUE_LEN, ref length);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (length == 0 || length > MechanismTable.MaxSecretBytes
            || (key.Subtype == CKK.CKK_AES && !(length is 16 or 24 or 32 && MechanismTable.HasAes(parts, (int)length))))
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        byte[] value = new byte[(int)length];
        parts.Random.Generate(value, 0, value.Length);
        key.Set(CKA.CKA_VALUE, value);
        return CKR.CKR_OK;
    }

    /// <summary>Makes a pair on P-256, by trying random scalars (FIPS 186-5, A.2.2).</summary>
    /// <param name="random">The generator.</param>
    /// <param name="publicKey">The public half; has CKA_EC_PARAMS.</param>
    /// <param name="privateKey">The private half.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE, CKR_CURVE_NOT_SUPPORTED, CKR_TEMPLATE_INCONSISTENT.</returns>
    /// <exception cref="EncodingException">CKA_EC_PARAMS is no DER.</exception>
    /// <exception cref="RandomException">There is no randomness.</exception>
    public static uint MakeEc(IRandomGenerator random, ObjectBuilder publicKey, ObjectBuilder privateKey)
    {
        uint rv = KeyImport.CheckCurve(publicKey);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        byte[] curve = publicKey.Get(CKA.CKA_EC_PARAMS);
        byte[] given = privateKey.Get(CKA.CKA_EC_PARAMS);
        if (given != null && !BigEndian.Equal(given, curve))
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        byte[] scalar = new byte[P256.ScalarLength];
        for (int i = 0; i < MaxCandidates && !P256.IsValidScalar(scalar); i++)
        {
            random.Generate(scalar, 0, scalar.Length);
        }

        privateKey.Set(CKA.CKA_VALUE, scalar);
        byte[] point = P256.PublicFromPrivate(scalar);
        privateKey.Set(CKA.CKA_EC_PARAMS, (byte[])curve.Clone());
        privateKey.Set(CKA.CKA_EC_POINT, KeyImport.WrapPoint(point));
        publicKey.Set(CKA.CKA_EC_POINT, KeyImport.WrapPoint(point));
        SetIds(publicKey, privateKey, PublicKeyInfo.FromPoint(point));
        return CKR.CKR_OK;
    }

    /// <summary>Makes an RSA pair.</summary>
    /// <param name="parts">What the token is made of; has RSA and a generator of its keys.</param>
    /// <param name="template">What the public half was started from.</param>
    /// <param name="publicKey">The public half.</param>
    /// <param name="privateKey">The private half.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE, CKR_ATTRIBUTE_VALUE_INVALID.</returns>
    /// <exception cref="EncodingException">The generator made no key.</exception>
    public static uint MakeRsa(TokenParts parts, CkAttribute[] template, ObjectBuilder publicKey, ObjectBuilder privateKey)
    {
        uint bits = 0;
        uint rv = KeyTemplate.GetNumber(template, CKA.CKA_MODULUS_BITS, ref bits);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        byte[] exponent = BigEndian.Trim(publicKey.Get(CKA.CKA_PUBLIC_EXPONENT) ?? [1, 0, 1]);
        bool isSize = bits >= PublicKeyInfo.MinimumModulusBits && bits <= PublicKeyInfo.MaximumModulusBits;
        byte[][] numbers = isSize ? parts.RsaKeyGenerator.Generate((int)bits, exponent) : null;
        if (numbers == null)
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        RsaPrivateKey key = parts.Rsa.Complete(
            numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
        KeyImport.SetRsa(privateKey, key);
        publicKey.Set(CKA.CKA_MODULUS, (byte[])key.PublicKey.Modulus.Clone());
        publicKey.Set(CKA.CKA_PUBLIC_EXPONENT, (byte[])key.PublicKey.Exponent.Clone());
        SetIds(publicKey, privateKey, key.PublicKey);
        return CKR.CKR_OK;
    }

    /// <summary>The shared secret of ECDH as a key: of a shorter key the bytes at the end (PKCS #11 v2.40 mechanisms, 2.3.8).</summary>
    /// <param name="baseKey">An EC private key.</param>
    /// <param name="point">The peer's public key, on the curve.</param>
    /// <param name="template">What the key was started from.</param>
    /// <param name="key">The key.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE (an AES key without CKA_VALUE_LEN), CKR_ATTRIBUTE_VALUE_INVALID.</returns>
    /// <exception cref="EncodingException">The base key's record makes no sense.</exception>
    public static uint Agree(StoredObject baseKey, byte[] point, CkAttribute[] template, ObjectBuilder key)
    {
        uint length = P256.ScalarLength;
        uint rv = KeyTemplate.GetNumber(template, CKA.CKA_VALUE_LEN, ref length);
        if (rv == CKR.CKR_TEMPLATE_INCOMPLETE && key.Subtype == CKK.CKK_GENERIC_SECRET)
        {
            rv = CKR.CKR_OK;
        }

        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (length == 0 || length > P256.ScalarLength || (key.Subtype == CKK.CKK_AES && length is not (16 or 24 or 32)))
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        byte[] scalar = baseKey.Need(CKA.CKA_VALUE);
        byte[] secret = null;
        try
        {
            secret = P256.Agree(scalar, point);
            byte[] value = new byte[(int)length];
            Array.Copy(secret, secret.Length - value.Length, value, 0, value.Length);
            key.Set(CKA.CKA_VALUE, value);
            return CKR.CKR_OK;
        }
        finally
        {
            Array.Clear(scalar, 0, scalar.Length);
            if (secret != null)
            {
                Array.Clear(secret, 0, secret.Length);
            }
        }
    }

    // One id for both halves: the one that either template gives, or one that follows from the key.
    private static void SetIds(ObjectBuilder publicKey, ObjectBuilder privateKey, PublicKeyInfo key)
    {
        byte[] id = privateKey.Get(CKA.CKA_ID) ?? publicKey.Get(CKA.CKA_ID) ?? KeyId.Of(key);
        if (publicKey.Get(CKA.CKA_ID) == null)
        {
            publicKey.Set(CKA.CKA_ID, (byte[])id.Clone());
        }

        if (privateKey.Get(CKA.CKA_ID) == null)
        {
            privateKey.Set(CKA.CKA_ID, (byte[])id.Clone());
        }
    }
}
