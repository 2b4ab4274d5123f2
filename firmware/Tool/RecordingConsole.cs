using System;
using NfToken.Pal;

namespace NfToken.Tool;

/// <summary>Passes the board's console on, and keeps what the application says of its failure.</summary>
/// <param name="inner">Shows the lines.</param>
internal sealed class RecordingConsole(IConsole inner) : IConsole
{
    private const string Mark = "failed: ";

    /// <summary>Why the application failed, or null.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        inner.WriteLine(line);
        if (line.StartsWith(Mark, StringComparison.Ordinal))
        {
            Failure = line[Mark.Length..];
        }
    }
}
