namespace NfToken.Provisioning;

/// <summary><c>lock</c>: from now on the console only reads.</summary>
internal static class LockVerb
{
    public static void Run(ConsoleContext context, CommandLine line)
    {
        line.Expect(1, 1, "lock BOARD");
        context.ExpectDeviceId(line, 1);
        if (!BoardLock.IsSet(context.Parts.Store))
        {
            BoardLock.Set(context.Parts.Store);
        }
    }
}
