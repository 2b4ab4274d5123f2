namespace NfToken.Cryptoki;

/// <summary>Which class of object has which attributes besides the truth values, and which of them are secret or may change.</summary>
internal static class AttributeRules
{
    /// <summary>Whether objects of a class have an attribute that is kept as bytes in the record.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="subtype">CKK_* of a key.</param>
    /// <param name="type">CKA_*.</param>
    public static bool IsKept(uint objectClass, uint subtype, uint type)
    {
        if (type == CKA.CKA_LABEL)
        {
            return true;
        }

        switch (objectClass)
        {
            case CKO.CKO_DATA:
                return type is CKA.CKA_APPLICATION or CKA.CKA_OBJECT_ID or CKA.CKA_VALUE;
            case CKO.CKO_CERTIFICATE:
                return type is CKA.CKA_VALUE or CKA.CKA_SUBJECT or CKA.CKA_ISSUER or CKA.CKA_SERIAL_NUMBER or CKA.CKA_ID
                    or CKA.CKA_CERTIFICATE_CATEGORY or CKA.CKA_URL or CKA.CKA_START_DATE or CKA.CKA_END_DATE;
            default:
                return type is CKA.CKA_ID or CKA.CKA_START_DATE or CKA.CKA_END_DATE
                    || (type == CKA.CKA_SUBJECT && objectClass != CKO.CKO_SECRET_KEY)
                    || IsKeptOfKey(objectClass, subtype, type);
        }
    }

    /// <summary>Whether an attribute never leaves the token while the key is sensitive or not extractable.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="subtype">CKK_* of a key.</param>
    /// <param name="type">CKA_*.</param>
    public static bool IsSecret(uint objectClass, uint subtype, uint type) => objectClass switch
    {
        CKO.CKO_PRIVATE_KEY when subtype == CKK.CKK_RSA => type is >= CKA.CKA_PRIVATE_EXPONENT and <= CKA.CKA_COEFFICIENT,
        CKO.CKO_PRIVATE_KEY or CKO.CKO_SECRET_KEY => type == CKA.CKA_VALUE,
        _ => false,
    };

    /// <summary>Whether an attribute that is kept may change after creation (the tables' footnote 8, and what the text says of data
    /// and certificates).</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="type">CKA_*.</param>
    public static bool IsSettable(uint objectClass, uint type) => type switch
    {
        CKA.CKA_LABEL or CKA.CKA_ID or CKA.CKA_START_DATE or CKA.CKA_END_DATE => true,
        CKA.CKA_SUBJECT => objectClass != CKO.CKO_CERTIFICATE,
        CKA.CKA_ISSUER or CKA.CKA_SERIAL_NUMBER => true,
        CKA.CKA_VALUE or CKA.CKA_APPLICATION or CKA.CKA_OBJECT_ID => objectClass == CKO.CKO_DATA,
        _ => false,
    };

    /// <summary>Whether the standard has the attribute at all, for objects that this token can hold.</summary>
    /// <param name="type">CKA_*.</param>
    public static bool IsKnown(uint type) =>
        AttributeFlag.Of(type) != 0
        || type is <= CKA.CKA_LABEL or (>= CKA.CKA_APPLICATION and <= CKA.CKA_OBJECT_ID)
            or (>= CKA.CKA_CERTIFICATE_TYPE and <= CKA.CKA_SERIAL_NUMBER) or CKA.CKA_CERTIFICATE_CATEGORY or CKA.CKA_URL
            or CKA.CKA_KEY_TYPE or CKA.CKA_SUBJECT or CKA.CKA_ID or CKA.CKA_START_DATE or CKA.CKA_END_DATE
            or (>= CKA.CKA_MODULUS and <= CKA.CKA_PUBLIC_KEY_INFO) or CKA.CKA_VALUE_LEN or CKA.CKA_KEY_GEN_MECHANISM
            or CKA.CKA_EC_PARAMS or CKA.CKA_EC_POINT;

    /// <summary>Whether an attribute is one of the numbers that make the key.</summary>
    /// <param name="objectClass">CKO_* of a key.</param>
    /// <param name="subtype">CKK_*.</param>
    /// <param name="type">CKA_*.</param>
    public static bool IsKeptOfKey(uint objectClass, uint subtype, uint type)
    {
        bool hidden = objectClass != CKO.CKO_PUBLIC_KEY;
        return subtype switch
        {
            CKK.CKK_RSA => type is CKA.CKA_MODULUS or CKA.CKA_PUBLIC_EXPONENT
                || (hidden && type is >= CKA.CKA_PRIVATE_EXPONENT and <= CKA.CKA_COEFFICIENT),
            CKK.CKK_EC => type is CKA.CKA_EC_PARAMS or CKA.CKA_EC_POINT || (hidden && type == CKA.CKA_VALUE),
            _ => type == CKA.CKA_VALUE,
        };
    }
}
