using System;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary><c>import</c>: what came in by paste or chunks goes into the token. The very same once more changes nothing.</summary>
internal static class ImportVerb
{
    public const string Usage = "import key|chain|root|jitp|code [LENGTH CRC]";

    private const string Key = "key";
    private const string Chain = "chain";
    private const string Root = "root";
    private const string Issuers = "jitp";
    private const string Code = "code";

    /// <summary>What is to be imported.</summary>
    /// <param name="line">The command.</param>
    /// <exception cref="ConsoleException">It is none of the words.</exception>
    public static string KindOf(CommandLine line) => line.Is(1, Key) ? Key
        : line.Is(1, Chain) ? Chain
        : line.Is(1, Root) ? Root
        : line.Is(1, Issuers) ? Issuers
        : line.Is(1, Code) ? Code
        : throw new ConsoleException(ErrorCode.Usage, Usage);

    /// <summary>Imports a content that is there as a whole.</summary>
    /// <param name="context">What the commands work with.</param>
    /// <param name="transfer">Has the content.</param>
    /// <param name="answer">Takes what there is to say.</param>
    public static void Finish(ConsoleContext context, Transfer transfer, Answer answer)
    {
        byte[] content = transfer.GetContent();
        try
        {
            switch (transfer.Kind)
            {
                case Key:
                    answer.Result = "imported " + ImportKey(context, content);
                    break;
                case Chain:
                    lock (context.Parts.Token)
                    {
                        answer.Result = ImportChain(context, CertificateFile.Read(content));
                    }

                    break;
                case Root:
                    Provisioner.SetRoots(context.Session, CertificateFile.Read(content));
                    answer.Result = "imported";
                    break;
                case Issuers:
                    Provisioner.AddIssuers(context.Session, CertificateFile.Read(content));
                    answer.Result = "imported";
                    break;
                default:
                    Provisioner.SetCodeVerifyKey(context.Session, ReadPublicKey(content));
                    answer.Result = "imported";
                    break;
            }
        }
        finally
        {
            Array.Clear(content, 0, content.Length);
        }
    }

    private static string ImportKey(ConsoleContext context, byte[] content)
    {
        PrivateKeyInfo key = PrivateKeyFile.Read(content);
        try
        {
            return Provisioner.AddKey(context.Session, key).ToString("x8");
        }
        finally
        {
            key.Clear();
        }
    }

    // DER is kept by the certificate, not copied, and is cleared here: that does no harm, as the token has its own copy.
    private static string ImportChain(ConsoleContext context, CertificateInfo[] chain)
    {
        uint key = Provisioner.AddChain(context.Session, chain);
        Identity[] identities = context.FindIdentities();
        if (identities == null)
        {
            return "imported";
        }

        if (identities.Length == 1)
        {
            // There is nothing to fall back on, so what else lies there is of no use.
            Rotation.Finish(context.Session, identities[0]);
            return "imported";
        }

        return identities[0].KeyHandle == key ? "imported beside the old: rotate" : "imported, but a newer identity goes first: rotate";
    }

    private static PublicKeyInfo ReadPublicKey(byte[] content)
    {
        byte[] der = Pem.IsPem(content) ? Pem.Find(content, Pem.PublicKey) : null;
        return der != null ? PublicKeyInfo.Parse(der) : CertificateFile.Read(content)[0].GetPublicKey();
    }
}
