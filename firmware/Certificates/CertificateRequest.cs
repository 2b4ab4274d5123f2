using System;
using System.Text;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>A request for a certificate, PKCS #10 (RFC 2986), signed with SHA-256.</summary>
public sealed class CertificateRequest
{
    /// <summary>Bytes of a name at most (ub-common-name and ub-organization-name are 64 characters; RFC 5280, appendix A.1).</summary>
    public const int MaximumNameLength = 64;

    private const int DnsNameTag = DerTag.Context + 2;
    private const int MaximumDnsNameLength = 253;

    private readonly PublicKeyInfo _key;

    /// <summary>Begins a request.</summary>
    /// <param name="key">The key that is to be certified.</param>
    public CertificateRequest(PublicKeyInfo key)
    {
        _key = key;
    }

    /// <summary>The subject's CN, at most 64 bytes in UTF-8, or null.</summary>
    public string CommonName { get; set; }

    /// <summary>The subject's O, at most 64 bytes in UTF-8, or null.</summary>
    public string Organization { get; set; }

    /// <summary>Host names for the subjectAltName, each of 1 to 253 letters, digits, hyphens, dots and asterisks; null or empty for none.</summary>
    public string[] DnsNames { get; set; }

    /// <summary>Writes the request.</summary>
    /// <param name="signer">Signs it.</param>
    /// <returns>A CertificationRequest in DER.</returns>
    /// <exception cref="ArgumentException">A name is empty, too long, or a host name has a character that none has.</exception>
    public byte[] ToDer(IRequestSigner signer)
    {
        byte[] info = WriteInfo();
        DerWriter writer = new DerWriter(info.Length + _key.ToDer().Length + 128);
        writer.OpenSequence();
        writer.WriteRaw(info);
        writer.OpenSequence();
        if (_key.Kind == KeyKind.EcP256)
        {
            writer.WriteOid(Oid.EcdsaWithSha256);
        }
        else
        {
            writer.WriteOid(Oid.Sha256WithRsa);
            writer.WriteNull();
        }

        writer.Close();
        writer.OpenBitString();
        writer.WriteRaw(signer.Sign(info));
        writer.Close();
        writer.Close();
        return writer.ToArray();
    }

    /// <summary>The CertificationRequestInfo, which is what is signed.</summary>
    private byte[] WriteInfo()
    {
        byte[] key = _key.ToDer();
        DerWriter writer = new DerWriter(key.Length + 256);
        writer.OpenSequence();
        writer.WriteSmall(0);
        writer.OpenSequence();
        WriteAttribute(writer, Oid.Organization, Organization);
        WriteAttribute(writer, Oid.CommonName, CommonName);
        writer.Close();
        writer.WriteRaw(key);
        writer.Open(DerTag.ContextConstructed);
        if (DnsNames != null && DnsNames.Length > 0)
        {
            WriteExtensionRequest(writer);
        }

        writer.Close();
        writer.Close();
        return writer.ToArray();
    }

    private static void WriteAttribute(DerWriter writer, string oid, string value)
    {
        if (value == null)
        {
            return;
        }

        byte[] text = Encoding.UTF8.GetBytes(value);
        if (text.Length == 0 || text.Length > MaximumNameLength)
        {
            throw new ArgumentException("name is empty or too long");
        }

        writer.Open(DerTag.Set);
        writer.OpenSequence();
        writer.WriteOid(oid);
        writer.Write(DerTag.Utf8String, text);
        writer.Close();
        writer.Close();
    }

    /// <summary>The attribute extensionRequest (RFC 2985, 5.4.2) with the subjectAltName (RFC 5280, 4.2.1.6).</summary>
    private void WriteExtensionRequest(DerWriter writer)
    {
        writer.OpenSequence();
        writer.WriteOid(Oid.ExtensionRequest);
        writer.Open(DerTag.Set);
        writer.OpenSequence();
        writer.OpenSequence();
        writer.WriteOid(Oid.SubjectAltName);
        writer.Open(DerTag.OctetString);
        writer.OpenSequence();
        for (int i = 0; i < DnsNames.Length; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes(DnsNames[i]);
            if (!IsDnsName(name))
            {
                throw new ArgumentException("bad host name");
            }

            writer.Write(DnsNameTag, name);
        }

        writer.Close();
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private static bool IsDnsName(byte[] name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            int c = name[i];
            bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '*')
            {
                return false;
            }
        }

        return name.Length > 0 && name.Length <= MaximumDnsNameLength;
    }
}
