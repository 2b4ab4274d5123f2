using System;

namespace NfToken.Provisioning;

/// <summary>A command was not done; the console answers <c>ERR code text</c>.</summary>
public sealed class ConsoleException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="message">Why, in a few words; no secrets.</param>
    public ConsoleException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>One of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }
}
