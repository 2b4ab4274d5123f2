using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace NfToken.Tool.Images;

/// <summary>Tables in CSV (RFC 4180).</summary>
internal static class CsvTable
{
    /// <summary>Reads a file line by line; blank lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Number of each line, and its values without blanks around them.</returns>
    /// <exception cref="MalformedLineException">A line's quotes do not fit.</exception>
    public static IEnumerable<(long Line, string[] Fields)> Read(string path)
    {
        using TextFieldParser parser = new(path, Encoding.UTF8);
        foreach (var row in Read(parser))
        {
            yield return row;
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MalformedLineException">A line's quotes do not fit.</exception>
    public static IReadOnlyList<string[]> Parse(string text)
    {
        using TextFieldParser parser = new(new StringReader(text));
        return [.. Read(parser).Select(row => row.Fields)];
    }

    /// <summary>One line, ended.</summary>
    /// <param name="fields">Its values.</param>
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quote)) + "\n";

    private static IEnumerable<(long Line, string[] Fields)> Read(TextFieldParser parser)
    {
        parser.SetDelimiters(",");
        while (!parser.EndOfData)
        {
            long line = parser.LineNumber;
            yield return (line, parser.ReadFields()!);
        }
    }

    private static string Quote(string field) => field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
