using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NfToken.Tool.Inspection;

/// <summary>A line of the map: a block, a section or a file.</summary>
/// <param name="Name">Its number or name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Remark">What stands behind it.</param>
/// <param name="Weight">Its erases, for comparison with the others; null where unknown.</param>
/// <param name="Stretches">Its bytes.</param>
internal sealed record Bar(string Name, int Size, string Remark, uint? Weight, IReadOnlyList<Stretch> Stretches)
{
    /// <summary>The lines of a report's map.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<Bar> Of(StoreReport report)
    {
        return report.Store == "flash" ? [.. report.Blocks.Select(block => new Bar(
                block.Block.ToString(CultureInfo.InvariantCulture), block.Size, Erases(block), block.Erases, block.Stretches))]
            : report.Store == "eeprom" ? [.. report.Sections.Select(section => new Bar(
                section.Section.ToString(CultureInfo.InvariantCulture), section.Size, Holds(section), null, section.Stretches))]
            : [.. report.Files.Select(file => new Bar(
                file.Name, file.Length, file.State, null, [new Stretch(0, file.Length, DriveReport.SortOf(file.State), file.Record)]))];
    }

    /// <summary>What to draw for a part of the bar.</summary>
    /// <param name="from">First byte.</param>
    /// <param name="to">First byte after it.</param>
    public What Dominant(int from, int to)
    {
        // A little record must not vanish beside free bytes, and damage never.
        const int RecordWeight = 4;
        Dictionary<string, long> weights = [];
        foreach (var stretch in Stretches)
        {
            int shared = int.Min(to, stretch.Offset + stretch.Length) - int.Max(from, stretch.Offset);
            if (shared > 0)
            {
                long weight = stretch.What switch
                {
                    What.Damaged => long.MaxValue / 2,
                    What.Live or What.Dead => RecordWeight * shared,
                    _ => shared,
                };
                weights[stretch.What] = long.Max(weight, weights.GetValueOrDefault(stretch.What) + (weight > int.MaxValue ? 0 : weight));
            }
        }

        return What.All.Where(what => weights.ContainsKey(what.Name)).MaxBy(what => weights[what.Name]) ?? What.Of(What.Free);
    }

    private static string Holds(SectionReport section) =>
        section.Piece is { } piece ? $"{section.Record} {piece + 1}/{section.Pieces}{(section.State == "live" ? string.Empty : " " + section.State)}" : section.State;

    private static string Erases(BlockReport block)
    {
        string state = block.State switch
        {
            "retired" => " retired",
            "dirty" => " dirty",
            _ => string.Empty,
        };
        return (block.Erases is { } erases ? erases.ToString(CultureInfo.InvariantCulture) : "-") + state;
    }
}
