using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Starts signatures and verifications: fits mechanism, parameter and key together, and takes of the key what is needed.</summary>
internal static class OperationFactory
{
    /// <summary>Makes an operation.</summary>
    /// <param name="parts">What the token is made of; has all that the mechanism needs.</param>
    /// <param name="row">The mechanism's place in the table.</param>
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="signs">Whether it signs; otherwise it verifies.</param>
    /// <param name="key">The key's object.</param>
    /// <param name="operation">The operation.</param>
    /// <returns>CKR_OK, CKR_MECHANISM_PARAM_INVALID, CKR_KEY_HANDLE_INVALID, CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED,
    /// CKR_KEY_SIZE_RANGE.</returns>
    /// <exception cref="EncodingException">The key's record makes no sense.</exception>
    public static uint Make(TokenParts parts, int row, CkMechanism mechanism, bool signs, StoredObject key, out Operation operation)
    {
        operation = null;
        uint traits = MechanismTable.Traits(row);
        bool isMac = (traits & MechanismTable.Mac) != 0;
        uint wanted = isMac ? CKO.CKO_SECRET_KEY : signs ? CKO.CKO_PRIVATE_KEY : CKO.CKO_PUBLIC_KEY;
        uint rv = CheckKey(key, wanted, traits & MechanismTable.KeyType, signs ? AttributeFlag.Sign : AttributeFlag.Verify);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (isMac)
        {
            return MakeMac(parts, mechanism, key, out operation);
        }

        bool isPss = (traits & MechanismTable.Scheme) == MechanismTable.Pss;
        if (!isPss && mechanism.Parameter != null)
        {
            return CKR.CKR_MECHANISM_PARAM_INVALID;
        }

        if (key.Subtype == CKK.CKK_EC)
        {
            bool hashes = (traits & MechanismTable.Hashes) != 0;
            operation = new EcdsaOperation(
                hashes, signs ? key.Need(CKA.CKA_VALUE) : null, signs ? null : KeyReader.ReadPoint(key), parts.Random);
            return CKR.CKR_OK;
        }

        PublicKeyInfo publicKey = KeyReader.ReadPublicKey(key);
        int salt = 0;
        if (isPss && !TryGetSalt(mechanism.Parameter as CkRsaPkcsPssParams, publicKey, out salt))
        {
            return CKR.CKR_MECHANISM_PARAM_INVALID;
        }

        operation = new RsaOperation(traits, parts.Rsa, parts.Random, signs ? KeyReader.ReadPrivateKey(key).Rsa : null, publicKey, salt);
        return CKR.CKR_OK;
    }

    /// <summary>Whether an object is the key that a mechanism wants, and may do what is wanted of it.</summary>
    /// <param name="key">The object.</param>
    /// <param name="objectClass">CKO_* that is wanted.</param>
    /// <param name="keyType">CKK_* that is wanted.</param>
    /// <param name="usage">The bit of <see cref="AttributeFlag"/> that allows it.</param>
    public static uint CheckKey(StoredObject key, uint objectClass, uint keyType, uint usage) =>
        key.Class < CKO.CKO_PUBLIC_KEY ? CKR.CKR_KEY_HANDLE_INVALID
            : key.Class != objectClass || key.Subtype != keyType ? CKR.CKR_KEY_TYPE_INCONSISTENT
            : key.Has(usage) ? CKR.CKR_OK : CKR.CKR_KEY_FUNCTION_NOT_PERMITTED;

    private static uint MakeMac(TokenParts parts, CkMechanism mechanism, StoredObject key, out Operation operation)
    {
        operation = null;
        uint length = MacSha256.MacLength;
        bool isGeneral = mechanism.Type == CKM.CKM_SHA256_HMAC_GENERAL;
        if (isGeneral && mechanism.Parameter is uint given)
        {
            length = given;
        }
        else if (isGeneral || mechanism.Parameter != null)
        {
            return CKR.CKR_MECHANISM_PARAM_INVALID;
        }

        if (length == 0 || length > MacSha256.MacLength)
        {
            return CKR.CKR_MECHANISM_PARAM_INVALID;
        }

        key.Find(CKA.CKA_VALUE, out int keyLength);
        if (key.Subtype == CKK.CKK_AES ? !MechanismTable.HasAes(parts, keyLength) : keyLength == 0 || keyLength > MechanismTable.MaxSecretBytes)
        {
            return CKR.CKR_KEY_SIZE_RANGE;
        }

        byte[] value = key.Need(CKA.CKA_VALUE);
        if (key.Subtype != CKK.CKK_AES)
        {
            operation = new MacOperation(parts.Hmac, value, (int)length);
            return CKR.CKR_OK;
        }

        try
        {
            operation = new MacOperation(new AesCmac(parts.Aes, value));
            return CKR.CKR_OK;
        }
        finally
        {
            Array.Clear(value, 0, value.Length);
        }
    }

    // RFC 8017, 9.1.1: the encoded message is as long as one bit less than the modulus, and has room for hash, salt and two bytes.
    private static bool TryGetSalt(CkRsaPkcsPssParams parameter, PublicKeyInfo key, out int salt)
    {
        int most = ((BigEndian.BitLength(key.Modulus) + 6) / 8) - Sha256.HashLength - 2;
        bool good = parameter != null && parameter.HashAlgorithm == CKM.CKM_SHA256 && parameter.MaskFunction == CK.CKG_MGF1_SHA256
            && parameter.SaltLength <= (uint)most;
        salt = good ? (int)parameter.SaltLength : 0;
        return good;
    }
}
