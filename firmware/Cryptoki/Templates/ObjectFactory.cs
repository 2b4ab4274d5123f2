using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Makes objects from the templates of C_CreateObject: defaults, completeness and consistency (PKCS #11 v2.40, 4.1 to 4.10).</summary>
internal static class ObjectFactory
{
    private const uint KeyDefaults = AttributeFlag.Modifiable | AttributeFlag.Copyable | AttributeFlag.Destroyable;

    /// <summary>Makes an object.</summary>
    /// <param name="template">A whole template.</param>
    /// <param name="rsa">Completes RSA private keys; null where the token has no RSA.</param>
    /// <param name="isToken">Whether it asks for a token object.</param>
    /// <param name="made">The object, complete and checked.</param>
    /// <returns>CKR_OK, CKR_ATTRIBUTE_*, CKR_TEMPLATE_*, CKR_CURVE_NOT_SUPPORTED, CKR_DEVICE_MEMORY or CKR_HOST_MEMORY.</returns>
    public static uint FromTemplate(CkAttribute[] template, IRsa rsa, out bool isToken, out StoredObject made)
    {
        isToken = false;
        made = null;
        if (Template.HasRepetition(template))
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        uint rv = Start(template, out ObjectBuilder builder);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        try
        {
            foreach (CkAttribute attribute in template)
            {
                rv = Take(builder, attribute, ref isToken);
                if (rv != CKR.CKR_OK)
                {
                    return rv;
                }
            }

            rv = Complete(builder, Template.Find(template, CKA.CKA_PUBLIC_KEY_INFO), rsa);
            if (rv == CKR.CKR_OK)
            {
                made = builder.ToObject();
                rv = made == null ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_OK;
            }

            return rv;
        }
        catch (EncodingException)
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
        finally
        {
            builder.Clear();
        }
    }

    /// <summary>Whether bytes may be the value of an attribute, as far as it can be told from them alone.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="value">The value.</param>
    public static bool IsValid(uint type, CkAttribute value)
    {
        switch (type)
        {
            case CKA.CKA_START_DATE:
            case CKA.CKA_END_DATE:
                return value.ValueLength == 0 || IsDate(value);
            case CKA.CKA_CERTIFICATE_CATEGORY:
                return value.TryGetNumber(out uint category) && category <= 3;
            default:
                return true;
        }
    }

    // Class and key or certificate type decide what all the other attributes mean.
    private static uint Start(CkAttribute[] template, out ObjectBuilder builder)
    {
        builder = null;
        CkAttribute classAttribute = Template.Find(template, CKA.CKA_CLASS);
        if (classAttribute == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        if (!classAttribute.TryGetNumber(out uint objectClass) || objectClass > CKO.CKO_SECRET_KEY)
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        uint subtype = 0;
        if (objectClass != CKO.CKO_DATA)
        {
            CkAttribute typeAttribute =
                Template.Find(template, objectClass == CKO.CKO_CERTIFICATE ? CKA.CKA_CERTIFICATE_TYPE : CKA.CKA_KEY_TYPE);
            if (typeAttribute == null)
            {
                return CKR.CKR_TEMPLATE_INCOMPLETE;
            }

            if (!typeAttribute.TryGetNumber(out subtype) || !IsSupported(objectClass, subtype))
            {
                return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }
        }

        builder = new ObjectBuilder(objectClass, subtype);
        builder.Flags = DefaultFlags(objectClass);
        return CKR.CKR_OK;
    }

    private static bool IsSupported(uint objectClass, uint subtype) => objectClass switch
    {
        CKO.CKO_CERTIFICATE => subtype == CKC.CKC_X_509,
        CKO.CKO_SECRET_KEY => subtype is CKK.CKK_GENERIC_SECRET or CKK.CKK_AES,
        _ => subtype is CKK.CKK_EC or CKK.CKK_RSA,
    };

    /// <summary>The truth values of an object whose template says nothing of them.</summary>
    /// <param name="objectClass">CKO_*.</param>
    public static uint DefaultFlags(uint objectClass) => objectClass switch
    {
        CKO.CKO_PUBLIC_KEY => KeyDefaults | AttributeFlag.Verify,
        CKO.CKO_PRIVATE_KEY => KeyDefaults | AttributeFlag.Private | AttributeFlag.Sensitive | AttributeFlag.Sign,
        CKO.CKO_SECRET_KEY => KeyDefaults | AttributeFlag.Private | AttributeFlag.Sign | AttributeFlag.Verify,
        _ => KeyDefaults,
    };

    /// <summary>Takes an attribute into an object in the making.</summary>
    /// <param name="builder">The object.</param>
    /// <param name="attribute">The attribute, whole.</param>
    /// <param name="isToken">Becomes its value where it is CKA_TOKEN.</param>
    /// <returns>CKR_*.</returns>
    public static uint Take(ObjectBuilder builder, CkAttribute attribute, ref bool isToken)
    {
        uint type = attribute.Type;
        uint flag = AttributeFlag.Of(type);
        if (flag != 0 || type == CKA.CKA_TOKEN)
        {
            if (!attribute.TryGetBool(out bool value))
            {
                return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }

            if (flag == 0)
            {
                isToken = value;
                return CKR.CKR_OK;
            }

            return TakeFlag(builder, flag, value);
        }

        if (type is CKA.CKA_CLASS or CKA.CKA_PUBLIC_KEY_INFO
            || type == (builder.Class == CKO.CKO_CERTIFICATE ? CKA.CKA_CERTIFICATE_TYPE : CKA.CKA_KEY_TYPE))
        {
            return builder.Class == CKO.CKO_DATA && type != CKA.CKA_CLASS ? CKR.CKR_TEMPLATE_INCONSISTENT : CKR.CKR_OK;
        }

        if (AttributeRules.IsKept(builder.Class, builder.Subtype, type))
        {
            if (!IsValid(type, attribute))
            {
                return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }

            builder.Set(type, Template.Copy(attribute));
            return CKR.CKR_OK;
        }

        if (type is CKA.CKA_KEY_GEN_MECHANISM or CKA.CKA_MODULUS_BITS or CKA.CKA_VALUE_LEN && builder.Class >= CKO.CKO_PUBLIC_KEY)
        {
            return CKR.CKR_ATTRIBUTE_READ_ONLY;
        }

        return AttributeRules.IsKnown(type) ? CKR.CKR_TEMPLATE_INCONSISTENT : CKR.CKR_ATTRIBUTE_TYPE_INVALID;
    }

    private static uint TakeFlag(ObjectBuilder builder, uint flag, bool value)
    {
        if ((AttributeFlag.OfClass(builder.Class) & flag) == 0)
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        // Only the security officer may trust, and only the token knows where a key was made.
        if ((flag & AttributeFlag.ReadOnly) != 0 || (flag == AttributeFlag.Trusted && value))
        {
            return CKR.CKR_ATTRIBUTE_READ_ONLY;
        }

        // A private key that is not sensitive would be readable, and none ever is.
        if (flag == AttributeFlag.Sensitive && !value && builder.Class == CKO.CKO_PRIVATE_KEY)
        {
            return CKR.CKR_TEMPLATE_INCONSISTENT;
        }

        // There is no log-in for a single signature here.
        if (flag == AttributeFlag.AlwaysAuthenticate && value)
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        builder.Flags = value ? builder.Flags | flag : builder.Flags & ~flag;
        return CKR.CKR_OK;
    }

    private static uint Complete(ObjectBuilder builder, CkAttribute publicKeyInfo, IRsa rsa)
    {
        switch (builder.Class)
        {
            case CKO.CKO_CERTIFICATE:
                return CertificateImport.Complete(builder, publicKeyInfo);
            case CKO.CKO_PUBLIC_KEY:
                return KeyImport.CompletePublic(builder, publicKeyInfo);
            case CKO.CKO_PRIVATE_KEY:
                return KeyImport.CompletePrivate(builder, publicKeyInfo, rsa);
            case CKO.CKO_SECRET_KEY:
                return KeyImport.CompleteSecret(builder, publicKeyInfo);
            default:
                return CKR.CKR_OK;
        }
    }

    // CK_DATE: eight digits, year, month and day.
    private static bool IsDate(CkAttribute value)
    {
        for (int i = 0; i < 8; i++)
        {
            if (value.ValueLength != 8 || value.Value[i] < (byte)'0' || value.Value[i] > (byte)'9')
            {
                return false;
            }
        }

        int month = ((value.Value[4] - '0') * 10) + value.Value[5] - '0';
        int day = ((value.Value[6] - '0') * 10) + value.Value[7] - '0';
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
}
