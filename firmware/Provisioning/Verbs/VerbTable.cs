namespace NfToken.Provisioning;

/// <summary>The commands by name.</summary>
internal static class VerbTable
{
    /// <summary>Does a command.</summary>
    /// <param name="verb">Its name.</param>
    /// <param name="context">What it works with.</param>
    /// <param name="line">Its line.</param>
    /// <param name="answer">Takes what it says.</param>
    /// <returns>Whether it changed anything.</returns>
    /// <exception cref="ConsoleException">There is no such command, it may not be done, or it failed.</exception>
    public static bool Run(string verb, ConsoleContext context, CommandLine line, Answer answer)
    {
        switch (verb)
        {
            case "help":
                HelpVerb.Run(answer);
                return false;
            case "info":
                InfoVerb.Run(context, answer);
                return false;
            case "objects":
                ObjectsVerb.Run(context, answer);
                return false;
            case "export":
                ExportVerb.Run(context, line, answer);
                return false;
            case "prove":
                ProveVerb.Run(context, line, answer);
                return false;
            case "selftest":
                SelfTestVerb.Run(context, answer);
                return false;
            case "login":
            case "logout":
                LoginVerb.Run(context, line);
                return true;
            case "init":
                InitVerb.Run(context, line, answer);
                return true;
            case "wipe":
                WipeVerb.Run(context, line, answer);
                return true;
            case "config" when line.Count < 3:
                ConfigVerb.Show(context, line, answer);
                return false;
            case "rotate" when line.Count < 2:
                RotateVerb.Show(context, answer);
                return false;
        }

        switch (verb)
        {
            case "config":
                ExpectUnlocked(context);
                ConfigVerb.Change(context, line);
                return true;
            case "rotate":
                ExpectUnlocked(context);
                RotateVerb.Change(context, line, answer);
                return true;
            case "keygen":
                ExpectUnlocked(context);
                KeygenVerb.Run(context, line, answer);
                return true;
            case "csr":
                ExpectUnlocked(context);
                CsrVerb.Run(context, line, answer);
                return false;
            case "delete":
                ExpectUnlocked(context);
                DeleteVerb.Run(context, line, answer);
                return true;
            case "seed":
                ExpectUnlocked(context);
                SeedVerb.Run(context, line, answer);
                return true;
            case "lock":
                LockVerb.Run(context, line);
                return false;
            default:
                throw new ConsoleException(ErrorCode.Unknown, "no such command: help");
        }
    }

    /// <summary>Refuses what changes something while the board is locked.</summary>
    /// <param name="context">What the commands work with.</param>
    /// <exception cref="ConsoleException">It is locked.</exception>
    public static void ExpectUnlocked(ConsoleContext context)
    {
        if (BoardLock.IsSet(context.Parts.Store))
        {
            throw new ConsoleException(ErrorCode.Locked, "locked: init or wipe, which destroy the keys, unlock");
        }
    }
}
