using NfToken.Certificates;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary><c>export</c>: public keys and certificates as PEM. Of a private key it gives the public half.</summary>
internal static class ExportVerb
{
    public const string Usage = "export chain|root|jitp|key|code|HANDLE";

    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, Usage);
        string what = line[1];
        switch (what)
        {
            case "chain":
                Tls.Identity[] identities = context.FindIdentities() ?? throw new ConsoleException(ErrorCode.Missing, "no certificate with its key");
                foreach (byte[] der in identities[0].Chain)
                {
                    answer.Block(Pem.Certificate, der);
                }

                break;
            case "root":
                ExportAll(context, CKO.CKO_CERTIFICATE, Labels.RootCertificate, answer);
                break;
            case "jitp":
                ExportAll(context, CKO.CKO_CERTIFICATE, Labels.IssuerCertificate, answer);
                break;
            case "code":
                ExportAll(context, CKO.CKO_PUBLIC_KEY, Labels.CodeVerifyKey, answer);
                break;
            case "key":
                answer.Block(Pem.PublicKey, context.PublicKeyOf(context.NewestKey()).ToDer());
                break;
            default:
                Export(context.Session, line.GetHex32(1), answer);
                break;
        }
    }

    private static void ExportAll(ConsoleContext context, uint objectClass, string label, Answer answer)
    {
        uint[] handles = context.Session.FindObjects(objectClass, label);
        if (handles.Length == 0)
        {
            throw new ConsoleException(ErrorCode.Missing, "no " + label);
        }

        for (int i = 0; i < handles.Length; i++)
        {
            Export(context.Session, handles[i], answer);
        }
    }

    private static void Export(TokenSession session, uint handle, Answer answer)
    {
        switch ((uint)session.GetAttribute(handle, CKA.CKA_CLASS)[0])
        {
            case CKO.CKO_CERTIFICATE:
                answer.Block(Pem.Certificate, session.GetAttribute(handle, CKA.CKA_VALUE));
                break;
            case CKO.CKO_PUBLIC_KEY:
            case CKO.CKO_PRIVATE_KEY:
                answer.Block(Pem.PublicKey, session.GetAttribute(handle, CKA.CKA_PUBLIC_KEY_INFO));
                break;
            default:
                throw new ConsoleException(ErrorCode.Usage, "only keys and certificates have a public part");
        }
    }
}
