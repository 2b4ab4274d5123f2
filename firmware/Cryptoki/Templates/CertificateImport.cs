using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Checks certificates that come in by C_CreateObject, and reads the attributes that follow from the certificate itself.</summary>
internal static class CertificateImport
{
    /// <summary>Completes a certificate.</summary>
    /// <param name="builder">The certificate as the template gave it.</param>
    /// <param name="publicKeyInfo">CKA_PUBLIC_KEY_INFO of the template, or null.</param>
    /// <returns>CKR_*.</returns>
    /// <exception cref="EncodingException">CKA_VALUE is no certificate.</exception>
    public static uint Complete(ObjectBuilder builder, CkAttribute publicKeyInfo)
    {
        byte[] value = builder.Get(CKA.CKA_VALUE);
        if (value == null)
        {
            return CKR.CKR_TEMPLATE_INCOMPLETE;
        }

        TbsCertificate certificate = new TbsCertificate(value);

        // Subject, issuer and serial number given otherwise than in the certificate are kept as given: Amazon's provisioning
        // code gives the subject "TestSubject". What the certificate says anyway takes no room in flash.
        DropIfSame(builder, CKA.CKA_SUBJECT, certificate.Subject);
        DropIfSame(builder, CKA.CKA_ISSUER, certificate.Issuer);
        DropIfSame(builder, CKA.CKA_SERIAL_NUMBER, SerialNumber(certificate));
        return publicKeyInfo == null || publicKeyInfo.ValueLength == 0
            || BigEndian.Equal(Template.Copy(publicKeyInfo), certificate.SubjectPublicKeyInfo) ? CKR.CKR_OK : CKR.CKR_TEMPLATE_INCONSISTENT;
    }

    /// <summary>An attribute that follows from the certificate.</summary>
    /// <param name="content">A certificate object.</param>
    /// <param name="type">CKA_SUBJECT, CKA_ISSUER, CKA_SERIAL_NUMBER or CKA_PUBLIC_KEY_INFO.</param>
    /// <returns>Its value, in DER.</returns>
    /// <exception cref="EncodingException">The record makes no sense.</exception>
    public static byte[] Derive(StoredObject content, uint type)
    {
        TbsCertificate certificate = new TbsCertificate(content.Need(CKA.CKA_VALUE));
        return type switch
        {
            CKA.CKA_SUBJECT => certificate.Subject,
            CKA.CKA_ISSUER => certificate.Issuer,
            CKA.CKA_SERIAL_NUMBER => SerialNumber(certificate),
            _ => certificate.SubjectPublicKeyInfo,
        };
    }

    private static byte[] SerialNumber(TbsCertificate certificate)
    {
        DerWriter writer = new DerWriter(24);
        writer.Write(DerTag.Integer, certificate.SerialNumber);
        return writer.ToArray();
    }

    private static void DropIfSame(ObjectBuilder builder, uint type, byte[] derived)
    {
        byte[] given = builder.Get(type);
        if (given != null && BigEndian.Equal(given, derived))
        {
            builder.Set(type, new byte[0]);
        }
    }
}
