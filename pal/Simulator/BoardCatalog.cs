using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace NfToken.Pal.Simulator;

/// <summary>The boards of board-configs; their descriptions are built into this assembly.</summary>
public static class BoardCatalog
{
    private const string Prefix = "board-configs/";

    /// <summary>Targets of all boards, sorted.</summary>
    public static IReadOnlyList<string> Targets { get; } = Assembly.GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>Reads the description of a board.</summary>
    /// <param name="target">Its nanoFramework target.</param>
    /// <exception cref="BoardException">There is no such board, or its description is unsound.</exception>
    public static BoardDescription Get(string target)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + target)
            ?? throw new BoardException($"there is no board '{target}'; there is {string.Join(", ", Targets)}");
        using var reader = new StreamReader(stream);
        return BoardDescription.Parse(reader.ReadToEnd(), $"board-configs/{target}/board.json");
    }
}
