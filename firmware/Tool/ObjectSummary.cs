using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Tool;

/// <summary>What may be told of one object of the token.</summary>
/// <param name="Handle">Its handle.</param>
/// <param name="Class">What it is, in words.</param>
/// <param name="Label">CKA_LABEL.</param>
/// <param name="Id">CKA_ID in hexadecimal.</param>
/// <param name="Detail">Kind of key, or the certificate's subject and dates.</param>
internal sealed record ObjectSummary(uint Handle, string Class, string Label, string Id, string Detail)
{
    /// <summary>Reads all objects of a token, the oldest first.</summary>
    /// <param name="token">An initialised token.</param>
    public static IReadOnlyList<ObjectSummary> ReadAll(Token token)
    {
        using var session = TokenSession.Open(token, readWrite: false);
        return [.. session.FindObjects([]).Select(handle => Read(session, handle))];
    }

    private static ObjectSummary Read(TokenSession session, uint handle)
    {
        uint objectClass = BitConverter.ToUInt32(session.GetAttribute(handle, CKA.CKA_CLASS));
        string label = Encoding.UTF8.GetString(session.GetAttribute(handle, CKA.CKA_LABEL));
        string id = objectClass == CKO.CKO_DATA ? string.Empty : Convert.ToHexStringLower(session.GetAttribute(handle, CKA.CKA_ID));
        return objectClass switch
        {
            CKO.CKO_PRIVATE_KEY => new(handle, "private key", label, id, Key(session.GetAttribute(handle, CKA.CKA_PUBLIC_KEY_INFO))),
            CKO.CKO_PUBLIC_KEY => new(handle, "public key", label, id, Key(session.GetAttribute(handle, CKA.CKA_PUBLIC_KEY_INFO))),
            CKO.CKO_CERTIFICATE => new(handle, "certificate", label, id, Certificate(session.GetAttribute(handle, CKA.CKA_VALUE))),
            _ => new(handle, $"class {objectClass}", label, id, string.Empty),
        };
    }

    private static string Key(byte[] info)
    {
        var key = PublicKeyInfo.Parse(info);
        return key.Kind == KeyKind.EcP256 ? "P-256" : $"RSA-{8 * key.Modulus.Length}";
    }

    private static string Certificate(byte[] der)
    {
        var certificate = CertificateInfo.Parse(der);
        return $"{certificate.Subject}; {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}; {Key(certificate.SubjectPublicKeyInfo)}";
    }

    private static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
