using System.Text;

namespace NfToken.Cryptography;

/// <summary>
/// Object identifiers, each as the hexadecimal digits of its content octets: compared as they stand in the DER, with no arithmetic
/// on arcs and so no limit to them.
/// </summary>
public static class Oid
{
    /// <summary>id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480, 2.1.1).</summary>
    public const string EcPublicKey = "2A8648CE3D0201";

    /// <summary>secp256r1, 1.2.840.10045.3.1.7 (RFC 5480, 2.1.1.1).</summary>
    public const string P256 = "2A8648CE3D030107";

    /// <summary>ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758, 3.2).</summary>
    public const string EcdsaWithSha256 = "2A8648CE3D040302";

    /// <summary>rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017, A.1).</summary>
    public const string RsaEncryption = "2A864886F70D010101";

    /// <summary>sha256WithRSAEncryption, 1.2.840.113549.1.1.11 (RFC 8017, A.2.4).</summary>
    public const string Sha256WithRsa = "2A864886F70D01010B";

    /// <summary>id-sha256, 2.16.840.1.101.3.4.2.1 (RFC 8017, B.1).</summary>
    public const string Sha256 = "608648016503040201";

    /// <summary>extensionRequest, 1.2.840.113549.1.9.14 (RFC 2985, 5.4.2).</summary>
    public const string ExtensionRequest = "2A864886F70D01090E";

    /// <summary>id-at-commonName, 2.5.4.3 (RFC 5280, appendix A.1).</summary>
    public const string CommonName = "550403";

    /// <summary>id-at-organizationName, 2.5.4.10 (RFC 5280, appendix A.1).</summary>
    public const string Organization = "55040A";

    /// <summary>id-ce-subjectKeyIdentifier, 2.5.29.14 (RFC 5280, 4.2.1.2).</summary>
    public const string SubjectKeyIdentifier = "551D0E";

    /// <summary>id-ce-keyUsage, 2.5.29.15 (RFC 5280, 4.2.1.3).</summary>
    public const string KeyUsage = "551D0F";

    /// <summary>id-ce-subjectAltName, 2.5.29.17 (RFC 5280, 4.2.1.6).</summary>
    public const string SubjectAltName = "551D11";

    /// <summary>id-ce-basicConstraints, 2.5.29.19 (RFC 5280, 4.2.1.9).</summary>
    public const string BasicConstraints = "551D13";

    /// <summary>id-ce-authorityKeyIdentifier, 2.5.29.35 (RFC 5280, 4.2.1.1).</summary>
    public const string AuthorityKeyIdentifier = "551D23";

    /// <summary>The content octets of an identifier.</summary>
    /// <param name="oid">One of the constants, or what <see cref="DerReader.ReadOid"/> gave.</param>
    public static byte[] ToBytes(string oid)
    {
        byte[] bytes = new byte[oid.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digit(oid[2 * i]) << 4) | Digit(oid[(2 * i) + 1]));
        }

        return bytes;
    }

    /// <summary>An identifier with dots, as people write it; an arc above 2^56 makes the whole appear as <c>#</c> and its digits.</summary>
    /// <param name="oid">One of the constants, or what <see cref="DerReader.ReadOid"/> gave.</param>
    public static string ToDotted(string oid)
    {
        StringBuilder text = new StringBuilder();
        byte[] bytes = ToBytes(oid);
        ulong arc = 0;
        bool first = true;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (arc >> 49 != 0)
            {
                return "#" + oid;
            }

            arc = (arc << 7) | (bytes[i] & 0x7Fu);
            if (bytes[i] < 0x80)
            {
                if (first)
                {
                    ulong root = arc < 40 ? 0u : arc < 80 ? 1u : 2u;
                    text.Append(root);
                    arc -= 40 * root;
                    first = false;
                }

                text.Append('.');
                text.Append(arc);
                arc = 0;
            }
        }

        return text.ToString();
    }

    /// <summary>Bytes as upper-case hexadecimal digits.</summary>
    /// <param name="bytes">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public static string ToHex(byte[] bytes, int offset, int count)
    {
        char[] digits = new char[2 * count];
        for (int i = 0; i < count; i++)
        {
            digits[2 * i] = HexDigit(bytes[offset + i] >> 4);
            digits[(2 * i) + 1] = HexDigit(bytes[offset + i] & 15);
        }

        return new string(digits);
    }

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'A' + 10;
}
