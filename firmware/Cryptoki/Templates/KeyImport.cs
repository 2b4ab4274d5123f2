using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>
/// Checks keys that come in by C_CreateObject, brings them to the one form in which they are kept, and gives each private key its
/// public values, so that a pair can be found from either half.
/// </summary>
internal static class KeyImport
{
    /// <summary>Completes a public key.</summary>
    /// <param name="builder">The key as the template gave it.</param>
    /// <param name="publicKeyInfo">CKA_PUBLIC_KEY_INFO of the template, or null.</param>
    /// <returns>CKR_*.</returns>
    /// <exception cref="EncodingException">A value that no key has.</exception>
    public static uint CompletePublic(ObjectBuilder builder, CkAttribute publicKeyInfo)
    {
        PublicKeyInfo key;
        if (builder.Subtype == CKK.CKK_EC)
        {
            byte[] point = builder.Get(CKA.CKA_EC_POINT);
            uint rv = CheckCurve(builder);
            if (rv != CKR.CKR_OK || point == null)
            {
                return rv != CKR.CKR_OK ? rv : CKR.CKR_TEMPLATE_INCOMPLETE;
            }

            key = PublicKeyInfo.FromPoint(UnwrapPoint(point));
            builder.Set(CKA.CKA_EC_POINT, WrapPoint(key.Point));
        }
        else
        {
            byte[] modulus = builder.Get(CKA.CKA_MODULUS);
            byte[] exponent = builder.Get(CKA.CKA_PUBLIC_EXPONENT);
            if (modulus == null || exponent == null)
            {
                return CKR.CKR_TEMPLATE_INCOMPLETE;
            }

            key = PublicKeyInfo.FromRsa(modulus, exponent);
            SetRsa(builder, key);
        }

        return SameKey(key, publicKeyInfo);
    }

    /// <summary>Completes a private key.</summary>
    /// <param name="builder">The key as the template gave it.</param>
    /// <param name="publicKeyInfo">CKA_PUBLIC_KEY_INFO of the template, or null.</param>
    /// <param name="rsa">Completes RSA keys; null where the token has no RSA, which refuses them.</param>
    /// <returns>CKR_*.</returns>
    /// <exception cref="EncodingException">A value that no key has.</exception>
    public static uint CompletePrivate(ObjectBuilder builder, CkAttribute publicKeyInfo, IRsa rsa) =>
        builder.Subtype == CKK.CKK_EC ? CompletePrivateEc(builder, publicKeyInfo)
            : rsa == null ? CKR.CKR_ATTRIBUTE_VALUE_INVALID : CompletePrivateRsa(builder, publicKeyInfo, rsa);

    /// <summary>Completes a secret key.</summary>
    /// <param name="builder">The key as the template gave it.</param>
    /// <param name="publicKeyInfo">CKA_PUBLIC_KEY_INFO of the template, which no secret key has, or null.</param>
    /// <returns>CKR_*.</returns>
    public static uint CompleteSecret(ObjectBuilder builder, CkAttribute publicKeyInfo)
    {
        byte[] value = builder.Get(CKA.CKA_VALUE);
        if (publicKeyInfo != null)
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        if (value == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        return builder.Subtype == CKK.CKK_AES && value.Length is not (16 or 24 or 32) ? CKR.CKR_ATTRIBUTE_VALUE_INVALID : CKR.CKR_OK;
    }

    private static uint CompletePrivateEc(ObjectBuilder builder, CkAttribute publicKeyInfo)
    {
        byte[] value = builder.Get(CKA.CKA_VALUE);
        uint rv = CheckCurve(builder);
        if (rv != CKR.CKR_OK || value == null)
        {
            return rv != CKR.CKR_OK ? rv : CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        byte[] scalar = ToScalar(value);
        if (scalar == null)
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        builder.Set(CKA.CKA_VALUE, scalar);
        PublicKeyInfo key = new PrivateKeyInfo(new EcPrivateKey(scalar, null)).GetPublicKey();
        byte[] given = builder.Get(CKA.CKA_EC_POINT);
        if (given != null && !PublicKeyInfo.FromPoint(UnwrapPoint(given)).SameAs(key))
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        builder.Set(CKA.CKA_EC_POINT, WrapPoint(key.Point));
        return SameKey(key, publicKeyInfo);
    }

    private static uint CompletePrivateRsa(ObjectBuilder builder, CkAttribute publicKeyInfo, IRsa rsa)
    {
        byte[] modulus = builder.Get(CKA.CKA_MODULUS);
        byte[] publicExponent = builder.Get(CKA.CKA_PUBLIC_EXPONENT);
        byte[] privateExponent = builder.Get(CKA.CKA_PRIVATE_EXPONENT);
        byte[] prime1 = builder.Get(CKA.CKA_PRIME_1);
        byte[] prime2 = builder.Get(CKA.CKA_PRIME_2);
        if (modulus == null || publicExponent == null || privateExponent == null || prime1 == null || prime2 == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        RsaPrivateKey key = rsa.Complete(
            modulus,
            publicExponent,
            privateExponent,
            prime1,
            prime2,
            builder.Get(CKA.CKA_EXPONENT_1),
            builder.Get(CKA.CKA_EXPONENT_2),
            builder.Get(CKA.CKA_COEFFICIENT));
        SetRsa(builder, key);
        return SameKey(key.PublicKey, publicKeyInfo);
    }

    /// <summary>Sets the numbers of an RSA private key.</summary>
    /// <param name="builder">A private key.</param>
    /// <param name="key">Its numbers; not copied.</param>
    public static void SetRsa(ObjectBuilder builder, RsaPrivateKey key)
    {
        SetRsa(builder, key.PublicKey);
        builder.Set(CKA.CKA_PRIVATE_EXPONENT, key.D);
        builder.Set(CKA.CKA_PRIME_1, key.P);
        builder.Set(CKA.CKA_PRIME_2, key.Q);
        builder.Set(CKA.CKA_EXPONENT_1, key.DP);
        builder.Set(CKA.CKA_EXPONENT_2, key.DQ);
        builder.Set(CKA.CKA_COEFFICIENT, key.QInv);
    }

    /// <summary>Sets the numbers of an RSA key's public half.</summary>
    /// <param name="builder">A public or private key.</param>
    /// <param name="key">Its numbers; not copied.</param>
    public static void SetRsa(ObjectBuilder builder, PublicKeyInfo key)
    {
        builder.Set(CKA.CKA_MODULUS, key.Modulus);
        builder.Set(CKA.CKA_PUBLIC_EXPONENT, key.Exponent);
    }

    /// <summary>Whether CKA_EC_PARAMS is there and names P-256.</summary>
    /// <param name="builder">An EC key.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE, CKR_CURVE_NOT_SUPPORTED.</returns>
    /// <exception cref="EncodingException">It is no DER.</exception>
    public static uint CheckCurve(ObjectBuilder builder)
    {
        byte[] parameters = builder.Get(CKA.CKA_EC_PARAMS);
        if (parameters == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        DerReader reader = new DerReader(parameters);
        if (!reader.Next(DerTag.ObjectIdentifier))
        {
            // Curves spelled out or named by text: allowed by X9.62, never needed for P-256.
            return CKR.CKR_CURVE_NOT_SUPPORTED;
        }

        string curve = reader.ReadOid();
        reader.End();
        return curve == Oid.P256 ? CKR.CKR_OK : CKR.CKR_CURVE_NOT_SUPPORTED;
    }

    // CKA_VALUE is a big integer: programs leave leading zeros out or put one in front.
    private static byte[] ToScalar(byte[] value)
    {
        int skip = value.Length - P256.ScalarLength;
        for (int i = 0; i < skip; i++)
        {
            if (value[i] != 0)
            {
                return null;
            }
        }

        byte[] scalar = new byte[P256.ScalarLength];
        int count = skip > 0 ? P256.ScalarLength : value.Length;
        Array.Copy(value, value.Length - count, scalar, P256.ScalarLength - count, count);
        return scalar;
    }

    /// <summary>The bare point. The standard has it in a DER OCTET STRING; older programs give it bare. 65 bytes cannot be both.</summary>
    /// <param name="value">Either.</param>
    /// <exception cref="EncodingException">Neither.</exception>
    public static byte[] UnwrapPoint(byte[] value)
    {
        if (value.Length == P256.PointLength)
        {
            return value;
        }

        DerReader reader = new DerReader(value);
        byte[] point = reader.ReadOctetString();
        reader.End();
        return point;
    }

    /// <summary>A point as CKA_EC_POINT.</summary>
    /// <param name="point">65 bytes.</param>
    public static byte[] WrapPoint(byte[] point)
    {
        byte[] wrapped = new byte[P256.PointLength + 2];
        wrapped[0] = DerTag.OctetString;
        wrapped[1] = P256.PointLength;
        Array.Copy(point, 0, wrapped, 2, P256.PointLength);
        return wrapped;
    }

    // It may be given, but follows from the key.
    private static uint SameKey(PublicKeyInfo key, CkAttribute given) =>
        given == null || given.ValueLength == 0 || key.SameAs(PublicKeyInfo.Parse(Template.Copy(given)))
            ? CKR.CKR_OK
            : CKR.CKR_TEMPLATE_INCONSISTENT;
}
