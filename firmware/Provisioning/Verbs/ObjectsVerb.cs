using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary><c>objects</c>: a line for each object of the token.</summary>
internal static class ObjectsVerb
{
    public static void Run(ConsoleContext context, Answer answer)
    {
        TokenSession session = context.Session;
        uint[] handles = session.FindObjects(new CkAttribute[0]);
        for (int i = 0; i < handles.Length; i++)
        {
            answer.Line(handles[i].ToString("x8"), Describe(session, handles[i]));
        }

        uint[] damaged = session.Token.GetDamagedObjects();
        for (int i = 0; i < damaged.Length; i++)
        {
            answer.Line(damaged[i].ToString("x8"), "damaged");
        }

        answer.Result = (handles.Length + damaged.Length).ToString();
    }

    private static string Describe(TokenSession session, uint handle)
    {
        byte[] label = session.GetAttribute(handle, CKA.CKA_LABEL);
        string text = ", \"" + (label.Length == 0 ? "" : Encoding.UTF8.GetString(label, 0, label.Length)) + "\"";
        byte[] type = session.GetAttribute(handle, CKA.CKA_CLASS);
        switch ((uint)type[0])
        {
            case CKO.CKO_CERTIFICATE:
                return "certificate" + text + ", " + DescribeCertificate(session.GetAttribute(handle, CKA.CKA_VALUE));
            case CKO.CKO_PUBLIC_KEY:
                return "public key" + text + KeyAndId(session, handle);
            case CKO.CKO_PRIVATE_KEY:
                return "private key" + text + KeyAndId(session, handle);
            case CKO.CKO_SECRET_KEY:
                return "secret key" + text;
            default:
                return "data" + text;
        }
    }

    private static string DescribeCertificate(byte[] der)
    {
        try
        {
            CertificateInfo certificate = CertificateInfo.Parse(der);
            return certificate.Subject + ", until " + Tls.Dates.ToText(certificate.NotAfter);
        }
        catch (EncodingException)
        {
            return "unreadable";
        }
    }

    private static string KeyAndId(TokenSession session, uint handle)
    {
        string id = ", id " + Hex.ToText(session.GetAttribute(handle, CKA.CKA_ID));
        try
        {
            return ", " + KeyKindName.Of(PublicKeyInfo.Parse(session.GetAttribute(handle, CKA.CKA_PUBLIC_KEY_INFO))) + id;
        }
        catch (EncodingException)
        {
            return id;
        }
    }
}
