namespace NfToken.Tool;

/// <summary>Exit statuses of every verb.</summary>
internal static class ExitStatus
{
    public const int Success = 0;

    /// <summary>The verb failed; one line on standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C, as shells have it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
