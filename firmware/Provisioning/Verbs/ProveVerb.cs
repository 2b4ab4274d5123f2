using System;
using System.Text;
using NfToken.Cryptoki;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>
/// <c>prove</c>: the identity's key signs the words "nftoken proof " and the challenge in small hexadecimal digits. With those words before it the signature
/// is of no use for anything else.
/// </summary>
internal static class ProveVerb
{
    private const string Words = "nftoken proof ";
    private const int MostBytes = 64;

    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, "prove HEX");
        byte[] challenge = line.GetHex(1);
        if (challenge.Length > MostBytes)
        {
            throw new ConsoleException(ErrorCode.Usage, "challenge longer than 64 bytes");
        }

        Identity[] identities = context.FindIdentities();
        uint key = identities == null ? context.NewestKey() : identities[0].KeyHandle;
        byte[] message = Encoding.UTF8.GetBytes(Words + Hex.ToText(challenge));
        answer.Line("key", Hex.ToText(context.Session.GetAttribute(key, CKA.CKA_ID)));
        answer.Line("signature", Convert.ToBase64String(new KeySigner(context.Session, key, context.PublicKeyOf(key).Kind).Sign(message)));
    }
}
