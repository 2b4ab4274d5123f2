using System;
using System.Collections.Generic;
using System.Linq;

namespace NfToken.Tool.Provision;

/// <summary>What a board answered.</summary>
/// <param name="Lines">The lines before the last.</param>
/// <param name="Result">What followed OK.</param>
internal sealed record BoardAnswer(IReadOnlyList<string> Lines, string Result)
{
    /// <summary>All lines, as the PEM that they are.</summary>
    public string Text => string.Concat(Lines.Select(line => line + "\n"));

    /// <summary>The value of a line <c>name: value</c>, or null.</summary>
    /// <param name="name">The name.</param>
    public string? this[string name] =>
        Lines.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
