using System;
using NfToken.Pal;

namespace NfToken.Tool;

/// <summary>The board's console where standard output is for results: what a part of the board says goes to standard error.</summary>
internal sealed class ErrorConsole : IConsole
{
    /// <inheritdoc/>
    public void WriteLine(string line) => Console.Error.WriteLine("nftoken: " + line);
}
