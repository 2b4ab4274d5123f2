namespace NfToken.Cryptoki;

/// <summary>Changes objects that exist: C_SetAttributeValue, and the new attributes of C_CopyObject (PKCS #11 v2.40, 4.1.2, 4.1.3).</summary>
internal static class ObjectEditor
{
    private const uint SettableByCopy = AttributeFlag.Private | AttributeFlag.Modifiable | AttributeFlag.Destroyable;

    /// <summary>Changes an object in the making.</summary>
    /// <param name="builder">The object.</param>
    /// <param name="template">A whole template.</param>
    /// <param name="isCopy">Whether the object is a copy, where more may change.</param>
    /// <param name="isToken">Whether it is, or is to be, a token object.</param>
    /// <returns>CKR_*; unless it is CKR_OK the object is of no use.</returns>
    public static uint Apply(ObjectBuilder builder, CkAttribute[] template, bool isCopy, ref bool isToken)
    {
        if (Template.HasRepetition(template))
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        foreach (CkAttribute attribute in template)
        {
            uint rv = Apply(builder, attribute, isCopy, ref isToken);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }
        }

        return CKR.CKR_OK;
    }

    private static uint Apply(ObjectBuilder builder, CkAttribute attribute, bool isCopy, ref bool isToken)
    {
        uint type = attribute.Type;
        uint flag = AttributeFlag.Of(type);
        if (flag != 0 || type == CKA.CKA_TOKEN)
        {
            if (!attribute.TryGetBool(out bool value))
            {
                return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }

            if (flag != 0)
            {
                return ApplyFlag(builder, flag, value, isCopy);
            }

            if (!isCopy)
            {
                return CKR.CKR_ATTRIBUTE_READ_ONLY;
            }

            isToken = value;
            return CKR.CKR_OK;
        }

        if (!AttributeRules.IsKnown(type))
        {
            return CKR.CKR_ATTRIBUTE_TYPE_INVALID;
        }

        if (!AttributeRules.IsKept(builder.Class, builder.Subtype, type) || !AttributeRules.IsSettable(builder.Class, type))
        {
            return CKR.CKR_ATTRIBUTE_READ_ONLY;
        }

        if (!ObjectFactory.IsValid(type, attribute))
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        builder.Set(type, Template.Copy(attribute));
        return CKR.CKR_OK;
    }

    private static uint ApplyFlag(ObjectBuilder builder, uint flag, bool value, bool isCopy)
    {
        if ((AttributeFlag.OfClass(builder.Class) & flag) == 0)
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        // What stays as it is can be named.
        if (builder.Has(flag) == value)
        {
            return CKR.CKR_OK;
        }

        // One way only: towards more protection.
        bool allowed = flag switch
        {
            AttributeFlag.Sensitive or AttributeFlag.WrapWithTrusted => value,
            AttributeFlag.Extractable or AttributeFlag.Copyable => !value,
            AttributeFlag.Private => isCopy && value,
            _ => (flag & (isCopy ? AttributeFlag.Settable | SettableByCopy : AttributeFlag.Settable)) != 0,
        };
        if (!allowed)
        {
            return CKR.CKR_ATTRIBUTE_READ_ONLY;
        }

        builder.Flags = value ? builder.Flags | flag : builder.Flags & ~flag;
        return CKR.CKR_OK;
    }
}
