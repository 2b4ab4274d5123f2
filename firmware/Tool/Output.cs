using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Spectre.Console;

namespace NfToken.Tool;

/// <summary>What verbs print on standard output.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Prints a value as JSON.</summary>
    /// <param name="value">The value.</param>
    public static void Json(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>Prints a table.</summary>
    /// <param name="head">The columns' titles.</param>
    /// <param name="rows">The cells.</param>
    public static void Table(string[] head, IEnumerable<string[]> rows)
    {
        if (Console.IsOutputRedirected)
        {
            Plain([head, .. rows]);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns([.. head.Select(h => new TableColumn(Markup.Escape(h)))]);
        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        AnsiConsole.Write(table);
    }

    // Where nobody watches, lines are neither folded at 80 columns nor framed: a program may read them.
    private static void Plain(string[][] lines)
    {
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            Console.WriteLine(string.Join(' ', line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
