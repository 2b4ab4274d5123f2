namespace NfToken.Provisioning;

/// <summary><c>delete</c>: destroys one object.</summary>
internal static class DeleteVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, "delete HANDLE");
        context.Session.DestroyObject(line.GetHex32(1));
        answer.Result = "destroyed";
    }
}
