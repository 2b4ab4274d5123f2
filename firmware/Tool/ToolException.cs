using System;

namespace NfToken.Tool;

/// <summary>A verb cannot do what it was asked; the message goes to standard error as it is.</summary>
internal sealed class ToolException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line: what is wrong, and what to do.</param>
    public ToolException(string message)
        : base(message)
    {
    }
}
