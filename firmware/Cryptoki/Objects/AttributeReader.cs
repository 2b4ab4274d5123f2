using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Attributes as the application sees them, whether they are kept, implied or derived.</summary>
internal static class AttributeReader
{
    private static readonly byte[] _truth = [0, 1];

    /// <summary>Finds an attribute's value without copying it.</summary>
    /// <param name="content">The object.</param>
    /// <param name="isToken">Whether it is a token object.</param>
    /// <param name="type">CKA_*.</param>
    /// <param name="source">Holds the value; not to be changed.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="length">Length of the value; 0 where the attribute is empty.</param>
    /// <returns>CKR_OK, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, or CKR_DEVICE_ERROR where the record makes no sense.</returns>
    public static uint Locate(StoredObject content, bool isToken, uint type, out byte[] source, out int start, out int length)
    {
        source = content.Record;
        uint objectClass = content.Class;
        uint flag = AttributeFlag.Of(type);
        if (flag != 0 || type == CKA.CKA_TOKEN)
        {
            source = _truth;
            start = (flag == 0 ? isToken : content.Has(flag)) ? 1 : 0;
            length = 1;
            return flag == 0 || (AttributeFlag.OfClass(objectClass) & flag) != 0 ? CKR.CKR_OK : CKR.CKR_ATTRIBUTE_TYPE_INVALID;
        }

        if (AttributeRules.IsSecret(objectClass, content.Subtype, type)
            && (objectClass == CKO.CKO_PRIVATE_KEY || content.Has(AttributeFlag.Sensitive) || !content.Has(AttributeFlag.Extractable)))
        {
            start = 0;
            length = 0;
            return CKR.CKR_ATTRIBUTE_SENSITIVE;
        }

        if (AttributeRules.IsKept(objectClass, content.Subtype, type))
        {
            start = content.Find(type, out length);
            if (start >= 0 || objectClass != CKO.CKO_CERTIFICATE)
            {
                return CKR.CKR_OK;
            }
        }

        start = 0;
        try
        {
            source = Derive(content, objectClass, type);
        }
        catch (EncodingException)
        {
            // Whole to the store, yet no object that this token would have made.
            length = 0;
            return CKR.CKR_DEVICE_ERROR;
        }

        length = source == null ? 0 : source.Length;
        return source != null || AttributeRules.IsKept(objectClass, content.Subtype, type) ? CKR.CKR_OK : CKR.CKR_ATTRIBUTE_TYPE_INVALID;
    }

    /// <summary>The 4 bytes of a CK_ULONG.</summary>
    /// <param name="value">The number.</param>
    public static byte[] Number(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Derive(StoredObject content, uint objectClass, uint type)
    {
        bool isKey = objectClass >= CKO.CKO_PUBLIC_KEY;
        bool isCertificate = objectClass == CKO.CKO_CERTIFICATE;
        switch (type)
        {
            case CKA.CKA_CLASS:
                return Number(objectClass);
            case CKA.CKA_KEY_TYPE when isKey:
            case CKA.CKA_CERTIFICATE_TYPE when isCertificate:
                return Number(content.Subtype);
            case CKA.CKA_KEY_GEN_MECHANISM when isKey:
                return content.Get(type) ?? Number(CK.CK_UNAVAILABLE_INFORMATION);
            case CKA.CKA_CERTIFICATE_CATEGORY when isCertificate:
                return Number(0);
            case CKA.CKA_MODULUS_BITS when objectClass == CKO.CKO_PUBLIC_KEY && content.Subtype == CKK.CKK_RSA:
                return Number(ModulusBits(content));
            case CKA.CKA_VALUE_LEN when objectClass == CKO.CKO_SECRET_KEY:
                content.Find(CKA.CKA_VALUE, out int length);
                return Number((uint)length);
            case CKA.CKA_SUBJECT when isCertificate:
            case CKA.CKA_ISSUER when isCertificate:
            case CKA.CKA_SERIAL_NUMBER when isCertificate:
            case CKA.CKA_PUBLIC_KEY_INFO when isCertificate:
                return CertificateImport.Derive(content, type);
            case CKA.CKA_PUBLIC_KEY_INFO when objectClass is CKO.CKO_PUBLIC_KEY or CKO.CKO_PRIVATE_KEY:
                return KeyReader.ReadPublicKey(content).ToDer();
            default:
                return null;
        }
    }

    private static uint ModulusBits(StoredObject content)
    {
        int start = content.Find(CKA.CKA_MODULUS, out int length);
        uint top = start < 0 || length == 0 ? 0u : content.Record[start];
        if (top == 0)
        {
            throw new EncodingException("RSA modulus is missing or begins with 0", -1);
        }

        uint bits = 8 * (uint)length;
        for (; top < 0x80; top <<= 1)
        {
            bits--;
        }

        return bits;
    }
}
