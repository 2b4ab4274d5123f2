using System;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>
/// What an X.509 certificate says (RFC 5280, 4.1). Only reads: neither its signature nor its dates are judged here.
/// </summary>
public sealed class CertificateInfo
{
    private const int MaximumExtensions = 64;

    private CertificateInfo(byte[] der)
    {
        Der = der;
        TbsCertificate fields = new TbsCertificate(der);
        SerialNumber = fields.SerialNumber;
        IssuerDer = fields.Issuer;
        Issuer = DistinguishedName.ToText(IssuerDer);
        DerReader validity = fields.Validity;
        NotBefore = DerTime.Read(validity);
        NotAfter = DerTime.Read(validity);
        validity.End();
        SubjectDer = fields.Subject;
        Subject = DistinguishedName.ToText(SubjectDer);
        SubjectPublicKeyInfo = fields.SubjectPublicKeyInfo;
        if (fields.Extensions != null)
        {
            ReadExtensions(fields.Extensions.EnterSequence());
            fields.Extensions.End();
        }
    }

    /// <summary>The certificate itself.</summary>
    public byte[] Der { get; }

    /// <summary>The serial number's content octets: two's complement, big-endian.</summary>
    public byte[] SerialNumber { get; }

    /// <summary>Who issued it, as RFC 4514 writes names: the most particular part first.</summary>
    public string Issuer { get; }

    /// <summary>Who issued it, the Name in DER.</summary>
    public byte[] IssuerDer { get; }

    /// <summary>Whom it is for, as RFC 4514 writes names: the most particular part first.</summary>
    public string Subject { get; }

    /// <summary>Whom it is for, the Name in DER.</summary>
    public byte[] SubjectDer { get; }

    /// <summary>The first second at which it is valid, UTC.</summary>
    public DateTime NotBefore { get; }

    /// <summary>The last second at which it is valid, UTC.</summary>
    public DateTime NotAfter { get; }

    /// <summary>The public key, SubjectPublicKeyInfo in DER, of whatever algorithm.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>Whether basicConstraints says that this is an authority's certificate.</summary>
    public bool IsAuthority { get; private set; }

    /// <summary>The subjectKeyIdentifier, or null.</summary>
    public byte[] SubjectKeyId { get; private set; }

    /// <summary>The keyIdentifier of the authorityKeyIdentifier, or null.</summary>
    public byte[] AuthorityKeyId { get; private set; }

    /// <summary>Whether subject and issuer are the same, as in a root's certificate.</summary>
    public bool IsSelfIssued => BigEndian.Equal(SubjectDer, IssuerDer);

    /// <summary>Reads a certificate.</summary>
    /// <param name="der">The DER, nothing after it; kept, not copied.</param>
    /// <exception cref="EncodingException">Malformed.</exception>
    public static CertificateInfo Parse(byte[] der) => new CertificateInfo(der);

    /// <summary>The public key, where it is of a kind that the token knows.</summary>
    /// <exception cref="EncodingException">Malformed, or neither P-256 nor RSA.</exception>
    public PublicKeyInfo GetPublicKey() => PublicKeyInfo.Parse(SubjectPublicKeyInfo);

    private void ReadExtensions(DerReader extensions)
    {
        for (int count = 0; !extensions.AtEnd; count++)
        {
            int start = extensions.Position;
            if (count == MaximumExtensions)
            {
                throw new EncodingException("too many extensions", start);
            }

            DerReader extension = extensions.EnterSequence();
            string oid = extension.ReadOid();
            if (extension.Next(DerTag.Boolean))
            {
                extension.ReadBoolean();
            }

            DerReader value = extension.Enter(DerTag.OctetString);
            extension.End();
            if (oid == Oid.BasicConstraints)
            {
                DerReader constraints = value.EnterSequence();
                value.End();
                IsAuthority = constraints.Next(DerTag.Boolean) && constraints.ReadBoolean();
            }
            else if (oid == Oid.SubjectKeyIdentifier)
            {
                SubjectKeyId = value.ReadOctetString();
                value.End();
            }
            else if (oid == Oid.AuthorityKeyIdentifier)
            {
                DerReader identifier = value.EnterSequence();
                value.End();
                AuthorityKeyId = identifier.Next(DerTag.Context) ? identifier.ReadContent(DerTag.Context) : null;
            }
        }
    }
}
