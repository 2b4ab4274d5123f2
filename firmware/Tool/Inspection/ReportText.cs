using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace NfToken.Tool.Inspection;

/// <summary>Shows a report in the terminal: a summary, the map, the records.</summary>
internal static class ReportText
{
    /// <summary>Width of the map where nobody watches.</summary>
    private const int PipeWidth = 100;

    /// <summary>Prints a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="all">Whether to list records that are neither live nor damaged too.</param>
    public static void Print(StoreReport report, bool all)
    {
        Output.Table(["Image", report.Image], [.. Summary(report).Select(line => new[] { line.Name, line.Text })]);
        foreach (string note in report.Notes)
        {
            Console.WriteLine("note: " + note);
        }

        Console.WriteLine();
        PrintMap(Bar.Of(report));
        if (report.Sections.Count > 0)
        {
            Console.WriteLine("  each line a section: its number, its bytes, the record and which of its pieces");
        }

        PrintRecords(report, all);
    }

    /// <summary>The report in a few lines.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<(string Name, string Text)> Summary(StoreReport report)
    {
        if (report.Target != null)
        {
            yield return ("Board", $"{report.Target}, profile {report.Profile}");
        }

        string version = report.Version is { } number ? $", format {number}" : string.Empty;
        yield return ("Store", (report.Store switch { "flash" => "flash log", "eeprom" => "sections", _ => "files on a drive" }) + ": " + report.Content switch
        {
            "store" => "a store" + version,
            "blank" => "blank",
            "otherVersion" => "a store of another version" + version,
            _ => "not one of ours" + version,
        });
        if (report.Part is { } part)
        {
            yield return ("Flash", string.Create(CultureInfo.InvariantCulture,
                $"{(part.Chip == null ? "partition " + part.Partition : "SPI chip " + part.Chip)} at 0x{part.Offset:X6}, {part.Size} bytes in {report.Blocks.Count} blocks, programmed in units of {part.WriteSize}{(part.CanReprogram ? " more than once" : " once")}"));
        }

        if (report.Sections.Count > 0)
        {
            yield return ("Memory", $"{report.Sections.Count} sections of {report.Sections[0].Size} bytes");
        }

        yield return ("Bytes", string.Join(", ", What.All.Where(what => report.Bytes[what.Name] > 0).Select(what => $"{report.Bytes[what.Name]} {what.Name}")));
        if (report.Wear is { } wear)
        {
            yield return ("Wear", $"{wear.Least} to {wear.Most} erases a block" + (wear.Unknown > 0 ? $"; {wear.Unknown} blocks do not tell" : string.Empty));
        }

        var counts = report.Records.GroupBy(record => record.State).Select(group => $"{group.Count()} {group.Key}").ToArray();
        yield return ("Records", counts.Length == 0 ? "none" : string.Join(", ", counts));
    }

    /// <summary>Where a record lies, in a few words.</summary>
    /// <param name="record">The record.</param>
    public static string PlaceOf(RecordReport record)
    {
        string[] places = [.. record.Places.Select(place => place.File ?? (place.Section is { } section ? $"section {section}" : null) ?? $"block {place.Block} at {place.Offset}")];
        return places.Length > 2 ? $"{places[0]} and {places.Length - 1} more" : string.Join(", ", places);
    }

    private static void PrintRecords(StoreReport report, bool all)
    {
        var shown = report.Records.Where(record => all || record.State is "live" or "damaged" or "lost").ToArray();
        Console.WriteLine();
        if (shown.Length > 0)
        {
            Output.Table(
                ["Record", "Kind", "Label", "State", "Checksum", "Bytes", "Where", "What it is"],
                shown.Select(record => new[]
                {
                    record.Id ?? "?", record.Kind, record.Label ?? string.Empty, record.State, record.Checksum,
                    record.Length?.ToString(CultureInfo.InvariantCulture) ?? "?", PlaceOf(record), record.Detail ?? string.Empty,
                }));
        }

        int hidden = report.Records.Count - shown.Length;
        if (hidden > 0)
        {
            Console.WriteLine($"{hidden} more that no longer count; --all lists them");
        }
    }

    private static void PrintMap(IReadOnlyList<Bar> bars)
    {
        if (bars.Count == 0)
        {
            return;
        }

        bool isPipe = Console.IsOutputRedirected;
        int width = isPipe ? PipeWidth : AnsiConsole.Profile.Width;
        int cells = bars.Count >= 128 ? 16 : 32;
        int names = bars.Max(bar => bar.Name.Length);
        int remarks = bars.Max(bar => bar.Remark.Length);
        int column = names + cells + remarks + 4;
        int columns = int.Clamp((width + 2) / (column + 2), 1, bars.Count);
        int lines = (bars.Count + columns - 1) / columns;
        int largest = int.Max(1, bars.Max(bar => bar.Size));
        for (int line = 0; line < lines; line++)
        {
            StringBuilder text = new();
            for (int at = line; at < bars.Count; at += lines)
            {
                var bar = bars[at];
                text.Append(at == line ? string.Empty : "  ").Append(Markup.Escape(bar.Name.PadLeft(names))).Append(" |");
                text.Append(Cells(bar, largest, cells)).Append("| ").Append(Markup.Escape(bar.Remark.PadRight(remarks)));
            }

            Line(text.ToString().TrimEnd());
        }

        Console.WriteLine();
        foreach (var what in What.All.Where(what => bars.Any(bar => bar.Stretches.Any(stretch => stretch.What == what.Name))))
        {
            Line($"  [{what.Style}]{Markup.Escape(what.Character.ToString())}[/] {what.Name,-8} {Markup.Escape(what.Meaning)}");
        }

        if (bars.Any(bar => bar.Weight != null))
        {
            Console.WriteLine("  each line a block: its number, its bytes, how often it was erased");
        }
    }

    /// <summary>A pipe gets no colours, wherever it runs.</summary>
    private static void Line(string markup)
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(Markup.Remove(markup));
        }
        else
        {
            AnsiConsole.MarkupLine(markup);
        }
    }

    private static string Cells(Bar bar, int largest, int cells)
    {
        StringBuilder text = new();
        int drawn = int.Max(bar.Size > 0 ? 1 : 0, (int)((long)cells * bar.Size / largest));
        for (int i = 0; i < drawn; i++)
        {
            var what = bar.Dominant((int)((long)bar.Size * i / drawn), (int)((long)bar.Size * (i + 1) / drawn));
            text.Append(CultureInfo.InvariantCulture, $"[{what.Style}]{Markup.Escape(what.Character.ToString())}[/]");
        }

        return text.Append(' ', cells - drawn).ToString();
    }
}
