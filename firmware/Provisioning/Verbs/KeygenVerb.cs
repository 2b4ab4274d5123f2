using NfToken.Cryptoki;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>
/// <c>keygen</c>: a P-256 key made by the token. A key that has no certificate yet is what a repeated command gives again, so that an answer that was lost
/// costs no second key; <c>keygen new</c> puts another in its place.
/// </summary>
internal static class KeygenVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(0, 1, "keygen [new]");
        bool isNew = line.Is(1, "new");
        if (line.Count == 2 && !isNew)
        {
            throw new ConsoleException(ErrorCode.Usage, "keygen [new]");
        }

        uint pending = FindPending(context);
        uint key = pending == CK.CK_INVALID_HANDLE || isNew ? KeyOperations.Generate(context.Session) : pending;
        if (isNew && pending != CK.CK_INVALID_HANDLE)
        {
            context.Session.DestroyObject(pending);
            Rotation.DestroyLonePublicKeys(context.Session);
        }

        answer.Line("handle", key.ToString("x8"));
        answer.Line("id", Hex.ToText(context.Session.GetAttribute(key, CKA.CKA_ID)));
        answer.Result = key == pending ? "pending" : "made";
    }

    // The newest key, unless it has a certificate.
    private static uint FindPending(ConsoleContext context)
    {
        uint key = context.Session.FindObject(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        Identity[] identities = key == CK.CK_INVALID_HANDLE ? null : context.FindIdentities();
        return identities != null && identities[0].KeyHandle == key ? CK.CK_INVALID_HANDLE : key;
    }
}
