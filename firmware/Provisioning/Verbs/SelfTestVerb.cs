using System;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary><c>selftest</c>: whether the board could connect, as far as can be told without a network.</summary>
internal static class SelfTestVerb
{
    public static void Run(ConsoleContext context, Answer answer)
    {
        bool isGood = Check(answer, "random", TestRandom(context.Parts.Random));
        isGood &= Check(answer, "store", context.Parts.Token.GetDamagedObjects().Length == 0 ? null : "damaged objects");
        Identity[] identities = context.FindIdentities();
        isGood &= Check(answer, "identity", identities == null ? "no certificate with its key and a root" : null);
        if (identities != null)
        {
            isGood &= Check(answer, "dates", TestDates(context, identities[0].Certificate));
            isGood &= Check(answer, "signature", TestSignature(context, identities[0].KeyHandle));
        }

        if (!isGood)
        {
            throw new ConsoleException(ErrorCode.Failed, "not all is well");
        }
    }

    private static bool Check(Answer answer, string name, string complaint)
    {
        answer.Line(name, complaint ?? "good");
        return complaint == null;
    }

    private static string TestRandom(IRandomGenerator random)
    {
        if (random == null)
        {
            return "none";
        }

        byte[] first = new byte[32];
        byte[] second = new byte[32];
        try
        {
            random.Generate(first, 0, first.Length);
            random.Generate(second, 0, second.Length);
            return BigEndian.Equal(first, second) ? "repeats itself" : null;
        }
        catch (RandomException e)
        {
            return e.Message;
        }
        finally
        {
            Array.Clear(first, 0, first.Length);
            Array.Clear(second, 0, second.Length);
        }
    }

    // Without a clock nothing can be said.
    private static string TestDates(ConsoleContext context, CertificateInfo certificate)
    {
        if (!context.Parts.Clock.IsSet)
        {
            return null;
        }

        DateTime now = context.Parts.Clock.UtcNow;
        return now > certificate.NotAfter ? "expired" : now < certificate.NotBefore ? "not valid yet" : null;
    }

    private static string TestSignature(ConsoleContext context, uint key)
    {
        byte[] message = Encoding.UTF8.GetBytes("nftoken selftest");
        PublicKeyInfo publicKey = context.PublicKeyOf(key);
        byte[] signature = KeyOperations.Sign(context.Session, key, publicKey.Kind, message);
        uint verifier = KeyOperations.FindPublicKey(context.Session, publicKey);
        if (verifier == CK.CK_INVALID_HANDLE)
        {
            return "no public key";
        }

        return KeyOperations.Verify(context.Session, verifier, publicKey.Kind, message, signature) ? null : "does not verify";
    }
}
