using NfToken.Certificates;
using NfToken.Cryptography;

namespace NfToken.Provisioning;

/// <summary><c>csr</c>: a certificate request, signed by the token with the device's newest key.</summary>
internal static class CsrVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        uint key = context.NewestKey();
        PublicKeyInfo publicKey = context.PublicKeyOf(key);
        CertificateRequest request = new CertificateRequest(publicKey);
        for (int i = 1; i < line.Count; i++)
        {
            string word = line[i];
            if (word.StartsWith("cn="))
            {
                request.CommonName = word.Substring(3);
            }
            else if (word.StartsWith("o="))
            {
                request.Organization = word.Substring(2);
            }
            else if (word.StartsWith("dns="))
            {
                request.DnsNames = word.Substring(4).Split(',');
            }
            else
            {
                throw new ConsoleException(ErrorCode.Usage, "csr [cn=NAME] [o=NAME] [dns=NAME,...]");
            }
        }

        if (request.CommonName == null && request.Organization == null)
        {
            request.CommonName = BoardConfiguration.Load(context.Parts.Store).Get(Setting.Thing) ?? "nftoken-" + context.DeviceId;
        }

        answer.Block(Pem.CertificateRequest, request.ToDer(new KeySigner(context.Session, key, publicKey.Kind)));
    }
}
