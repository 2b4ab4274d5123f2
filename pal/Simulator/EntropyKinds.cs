using System;
using System.Collections.Generic;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>The kinds of entropy by the names that a command line and a board's file have for them.</summary>
public static class EntropyKinds
{
    /// <summary>All names, the working generator first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<EntropyKind>().Select(Name)];

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(EntropyKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">Where it stands, for the message.</param>
    /// <exception cref="BoardException">There is no such kind.</exception>
    public static EntropyKind Parse(string name, string what)
    {
        foreach (var kind in Enum.GetValues<EntropyKind>())
        {
            if (Name(kind) == name)
            {
                return kind;
            }
        }

        throw new BoardException($"{what} is \"{name}\"; it is one of {string.Join(", ", Names)}");
    }
}
