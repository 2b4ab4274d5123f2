using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>
/// <c>wipe</c>: destroys everything that the store holds: keys, seed, settings, PIN, lock. Where power fails in it, the store either has everything still, and no
/// answer was given, or the next start finishes (promised by each store; raw flash and sections are erased, files of a drive deleted).
/// </summary>
internal static class WipeVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, "wipe BOARD");
        context.ExpectDeviceId(line, 1);
        ConsoleParts parts = context.Parts;
        context.CloseSession();
        _ = parts.Token.C_Finalize(null);
        try
        {
            parts.Store.Wipe();
            if (parts.Random != null)
            {
                parts.Random.Clear();
            }
        }
        finally
        {
            // Also where the store failed: the console goes on, and says what there still is.
            uint rv = parts.Token.C_Initialize(null);
            answer.Line("token", rv == CKR.CKR_OK ? "started" : ReturnValueName.Of(rv));
        }

        answer.Result = "wiped";
    }
}
