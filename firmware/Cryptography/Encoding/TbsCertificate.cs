namespace NfToken.Cryptography;

/// <summary>
/// The fields of an X.509 certificate (RFC 5280, 4.1.2) as they stand in its DER: what a token must know of one. Their meaning, such as
/// names and dates, is not looked at, and the signature not verified.
/// </summary>
public sealed class TbsCertificate
{
    /// <summary>Takes a certificate apart.</summary>
    /// <param name="der">The whole certificate in DER, nothing after it; kept, not copied.</param>
    /// <exception cref="EncodingException">Malformed.</exception>
    public TbsCertificate(byte[] der)
    {
        DerReader outer = new DerReader(der);
        DerReader certificate = outer.EnterSequence();
        outer.End();
        DerReader fields = certificate.EnterSequence();
        byte[] signatureAlgorithm = certificate.ReadEncoded();
        certificate.ReadBitString();
        certificate.End();

        int version = 0;
        if (fields.Next(DerTag.ContextConstructed))
        {
            int start = fields.Position;
            DerReader number = fields.Enter(DerTag.ContextConstructed);
            version = number.ReadSmall();
            number.End();
            if (version is not 1 and not 2)
            {
                throw new EncodingException("unknown certificate version", start);
            }
        }

        SerialNumber = fields.ReadInteger();
        int inner = fields.Position;
        if (!BigEndian.Equal(fields.ReadEncoded(), signatureAlgorithm))
        {
            throw new EncodingException("certificate names two signature algorithms", inner);
        }

        Issuer = fields.ReadEncoded();
        Validity = fields.EnterSequence();
        Subject = fields.ReadEncoded();
        SubjectPublicKeyInfo = fields.ReadEncoded();
        SkipUniqueId(fields, 1);
        SkipUniqueId(fields, 2);
        if (version == 2 && fields.Next(DerTag.ContextConstructed + 3))
        {
            Extensions = fields.Enter(DerTag.ContextConstructed + 3);
        }

        fields.End();
    }

    /// <summary>The serial number's content octets: two's complement, big-endian.</summary>
    public byte[] SerialNumber { get; }

    /// <summary>Who issued it: a Name.</summary>
    public byte[] Issuer { get; }

    /// <summary>Reads the two times between which it is valid.</summary>
    public DerReader Validity { get; }

    /// <summary>Whom it is for: a Name.</summary>
    public byte[] Subject { get; }

    /// <summary>The public key, of whatever algorithm.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>Reads the SEQUENCE of its extensions; null where there are none.</summary>
    public DerReader Extensions { get; }

    private static void SkipUniqueId(DerReader fields, int number)
    {
        if (fields.Next(DerTag.Context + number))
        {
            fields.Skip();
        }
    }
}
