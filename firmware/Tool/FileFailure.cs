using System;
using System.IO;
using System.Text.RegularExpressions;

namespace NfToken.Tool;

/// <summary>What the system says of a file, in words that say what to do.</summary>
internal static partial class FileFailure
{
    /// <summary>Puts the system's message into a line for the user.</summary>
    /// <param name="e">What was thrown.</param>
    public static string Describe(Exception e) => e switch
    {
        FileNotFoundException { FileName: { } name } => $"{name}: no such file; check the name",
        DirectoryNotFoundException when Quoted().Match(e.Message) is { Success: true } match => $"{match.Groups[1].Value}: no such file or directory; check the name",
        _ => Explain(e.Message) ?? e.Message,
    };

    /// <summary>The same of a message that something else passed on.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The line; null where the message is none of the system's.</returns>
    public static string? Explain(string message) =>
        Denied().Match(message) is { Success: true } match ? $"{match.Groups[1].Value}: not allowed; check the permissions of the file and of its directory"
        : IsFull(message) ? $"{message}; make room on this computer's disk, and try again"
        : null;

    /// <summary>Whether a message says that this computer's disk is full.</summary>
    /// <param name="message">The message.</param>
    public static bool IsFull(string message) =>
        message.Contains("No space left on device", StringComparison.Ordinal) || message.Contains("not enough space on the disk", StringComparison.Ordinal);

    [GeneratedRegex("Access to the path '([^']+)' is denied")]
    private static partial Regex Denied();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
