namespace NfToken.Cryptoki;

/// <summary>Templates of keys that the token makes itself: what may stand in them, and what a key that was made says of itself (PKCS #11 v2.40, 4.7 to 4.10).</summary>
internal static class KeyTemplate
{
    /// <summary>Starts a key.</summary>
    /// <param name="template">A whole template.</param>
    /// <param name="objectClass">CKO_* that the mechanism makes.</param>
    /// <param name="keyType">CKK_* that the mechanism makes.</param>
    /// <param name="isToken">Whether it asks for a token object.</param>
    /// <param name="builder">The key, without the values that the mechanism gives it.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCONSISTENT, CKR_ATTRIBUTE_*.</returns>
    public static uint Start(CkAttribute[] template, uint objectClass, uint keyType, out bool isToken, out ObjectBuilder builder)
    {
        isToken = false;
        builder = new ObjectBuilder(objectClass, keyType);
        builder.Flags = ObjectFactory.DefaultFlags(objectClass);
        if (Template.HasRepetition(template))
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        foreach (CkAttribute attribute in template)
        {
            uint rv = Take(builder, attribute, ref isToken);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }
        }

        return CKR.CKR_OK;
    }

    /// <summary>A number that a template gives to the mechanism.</summary>
    /// <param name="template">A whole template.</param>
    /// <param name="type">CKA_VALUE_LEN or CKA_MODULUS_BITS.</param>
    /// <param name="number">The number; unchanged where there is none.</param>
    /// <returns>CKR_OK, CKR_TEMPLATE_INCOMPLETE where there is none, CKR_ATTRIBUTE_VALUE_INVALID.</returns>
    public static uint GetNumber(CkAttribute[] template, uint type, ref uint number)
    {
        CkAttribute attribute = Template.Find(template, type);
        if (attribute == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        bool good = attribute.TryGetNumber(out uint value);
        number = value;
        return good ? CKR.CKR_OK : CKR.CKR_ATTRIBUTE_VALUE_INVALID;
    }

    /// <summary>Completes a key that the token made.</summary>
    /// <param name="builder">The key, with its values.</param>
    /// <param name="mechanism">CKM_* that made it.</param>
    public static void SetMade(ObjectBuilder builder, uint mechanism)
    {
        builder.Flags |= AttributeFlag.Local;
        SetHistory(builder, true, true);
        builder.Set(CKA.CKA_KEY_GEN_MECHANISM, AttributeReader.Number(mechanism));
    }

    /// <summary>Says whether a private or secret key has always been sensitive and never extractable.</summary>
    /// <param name="builder">The key.</param>
    /// <param name="wasSensitive">Whether what it was made from has always been sensitive.</param>
    /// <param name="wasHidden">Whether what it was made from has never been extractable.</param>
    public static void SetHistory(ObjectBuilder builder, bool wasSensitive, bool wasHidden)
    {
        if (builder.Class != CKO.CKO_PUBLIC_KEY)
        {
            builder.Flags |= (wasSensitive && builder.Has(AttributeFlag.Sensitive) ? AttributeFlag.AlwaysSensitive : 0)
                | (wasHidden && !builder.Has(AttributeFlag.Extractable) ? AttributeFlag.NeverExtractable : 0);
        }
    }

    private static uint Take(ObjectBuilder builder, CkAttribute attribute, ref bool isToken)
    {
        uint type = attribute.Type;
        switch (type)
        {
            case CKA.CKA_CLASS:
            case CKA.CKA_KEY_TYPE:
                return attribute.TryGetNumber(out uint number) && number == (type == CKA.CKA_CLASS ? builder.Class : builder.Subtype)
                    ? CKR.CKR_OK
                    : CKR.CKR_TEMPLATE_INCONSISTENT;
            case CKA.CKA_VALUE_LEN when builder.Class == CKO.CKO_SECRET_KEY:
            case CKA.CKA_MODULUS_BITS when builder.Class == CKO.CKO_PUBLIC_KEY && builder.Subtype == CKK.CKK_RSA:
                return CKR.CKR_OK;
            case CKA.CKA_EC_PARAMS:
            case CKA.CKA_PUBLIC_EXPONENT when builder.Class == CKO.CKO_PUBLIC_KEY:
                break;
            default:
                if (type == CKA.CKA_PUBLIC_KEY_INFO || AttributeRules.IsKeptOfKey(builder.Class, builder.Subtype, type))
                {
                    return CKR.CKR_TEMPLATE_INCONSISTENT;
                }

                break;
        }

        return ObjectFactory.Take(builder, attribute, ref isToken);
    }
}
