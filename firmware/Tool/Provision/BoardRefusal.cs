using System;

namespace NfToken.Tool.Provision;

/// <summary>The board answered a command with ERR.</summary>
/// <param name="code">One of the protocol's words.</param>
/// <param name="text">What it said.</param>
internal sealed class BoardRefusal(string code, string text) : Exception($"the board refused: {text} ({code})")
{
    public string Code { get; } = code;

    public string Text { get; } = text;
}
