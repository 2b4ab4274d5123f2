using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary><c>rotate</c>: which identities there are; <c>finish</c> destroys the old ones once the broker took the new; <c>abort</c> destroys the new ones.</summary>
internal static class RotateVerb
{
    public static void Show(ConsoleContext context, Answer answer)
    {
        Identity[] identities = Find(context);
        for (int i = 0; i < identities.Length; i++)
        {
            answer.Line(identities[i].KeyHandle.ToString("x8"), identities[i].Certificate.Subject + ", until " + Dates.ToText(identities[i].Certificate.NotAfter));
        }

        answer.Result = identities.Length.ToString();
    }

    public static void Change(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, "rotate [finish|abort]");
        if (line.Is(1, "abort"))
        {
            lock (context.Parts.Token)
            {
                Identity[] identities = Find(context);
                answer.Result = "destroyed " + Rotation.Abort(context.Session, identities[identities.Length - 1]).ToString();
            }

            return;
        }

        if (!line.Is(1, "finish"))
        {
            throw new ConsoleException(ErrorCode.Usage, "rotate [finish|abort]");
        }

        if (context.Parts.Proof == null)
        {
            throw new ConsoleException(ErrorCode.State, "nothing connects here: the application finishes when it has connected");
        }

        Identity newest = Find(context)[0];
        string complaint = context.Parts.Proof.Try(newest);
        if (complaint != null)
        {
            throw new ConsoleException(ErrorCode.Failed, complaint);
        }

        answer.Result = "destroyed " + Rotation.FinishIfFirst(context.Session, newest).ToString();
    }

    private static Identity[] Find(ConsoleContext context) =>
        context.FindIdentities() ?? throw new ConsoleException(ErrorCode.Missing, "no certificate with its key and a root");
}
