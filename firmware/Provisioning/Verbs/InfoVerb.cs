using System;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary><c>info</c>: what the board is and how it is.</summary>
internal static class InfoVerb
{
    public static void Run(ConsoleContext context, Answer answer)
    {
        ConsoleParts parts = context.Parts;
        answer.Line("protocol", "1");
        answer.Line("board", parts.Status == null ? "unknown" : parts.Status.Board);
        answer.Line("number", context.DeviceId);
        answer.Line("firmware", parts.Status == null ? "unknown" : parts.Status.Firmware);
        WriteToken(context, answer);
        answer.Line("locked", BoardLock.IsSet(parts.Store) ? "yes" : "no");
        answer.Line("seed", parts.Store.FindObject(SystemRecord.Seed) >= 0 ? "present" : "missing");
        answer.Line("entropy", DescribeEntropy(parts.Random));
        answer.Line("clock", parts.Clock.IsSet ? Dates.ToText(parts.Clock.UtcNow) : "not set");
        int free = parts.Status == null ? -1 : parts.Status.FreeMemory;
        answer.Line("ram", free < 0 ? "unknown" : free.ToString() + " bytes free");
        WriteIdentity(context, answer);
    }

    private static void WriteToken(ConsoleContext context, Answer answer)
    {
        uint rv = context.Parts.Token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "token info", context.Parts.Token.LastStoreError);
        }

        answer.Line("token", info.Label);
        answer.Line("pin", (info.Flags & CKF.CKF_LOGIN_REQUIRED) != 0 ? "wanted" : "none");
        answer.Line("store", info.FreeMemory == CK.CK_UNAVAILABLE_INFORMATION
            ? "a drive"
            : info.FreeMemory.ToString() + " of " + info.TotalMemory.ToString() + " bytes free");
        answer.Line("damaged", context.Parts.Token.GetDamagedObjects().Length.ToString());
    }

    private static string DescribeEntropy(IRandomGenerator random)
    {
        if (random == null)
        {
            return "none";
        }

        byte[] one = new byte[1];
        try
        {
            random.Generate(one, 0, one.Length);
            return "ready";
        }
        catch (RandomException e)
        {
            return "none: " + e.Message;
        }
        finally
        {
            Array.Clear(one, 0, one.Length);
        }
    }

    private static void WriteIdentity(ConsoleContext context, Answer answer)
    {
        Identity[] identities = context.FindIdentities();
        if (identities == null)
        {
            answer.Line("identity", "none");
            return;
        }

        CertificateInfo certificate = identities[0].Certificate;
        answer.Line("identity", certificate.Subject);
        answer.Line("valid", Dates.ToText(certificate.NotBefore) + " to " + Dates.ToText(certificate.NotAfter));
        answer.Line("identities", identities.Length.ToString());
        string reminder = Expiry.Describe(certificate, context.Parts.Clock);
        if (reminder != null)
        {
            answer.Line("reminder", reminder);
        }
    }
}
