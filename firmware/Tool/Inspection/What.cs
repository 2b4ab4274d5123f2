using System.Collections.Generic;
using System.Linq;

namespace NfToken.Tool.Inspection;

/// <summary>Sorts of bytes, and how each is drawn: by character as well as by colour, as not everybody sees colours and a pipe has none.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Character">Its character in the terminal's map.</param>
/// <param name="Style">Its style in Spectre's markup.</param>
/// <param name="Fill">Its colour in SVG.</param>
/// <param name="Meaning">In words.</param>
internal sealed record What(string Name, char Character, string Style, string Fill, string Meaning)
{
    public const string Live = "live";
    public const string Damaged = "damaged";
    public const string Dead = "dead";
    public const string Header = "header";
    public const string Free = "free";
    public const string Retired = "retired";
    public const string Unused = "unused";
    public const string Foreign = "foreign";

    /// <summary>All of them; where several share a cell of the map and none has more bytes, the earlier is drawn.</summary>
    public static IReadOnlyList<What> All { get; } =
    [
        new(Damaged, '!', "bold red", "#c62828", "a record that does not match its checksum"),
        new(Live, '█', "green", "#2e7d32", "records"),
        new(Dead, '▒', "yellow", "#e0a800", "replaced, deleted or interrupted"),
        new(Header, '▐', "blue", "#1565c0", "the header of a block or section"),
        new(Free, '·', "grey", "#eceff1", "free, to be written"),
        new(Retired, 'x', "red", "#6d4c41", "a block that failed, out of use"),
        new(Foreign, '?', "magenta", "#8e24aa", "nothing of this format"),
        new(Unused, '-', "grey", "#b0bec5", "the rest of a block or section, or of a dirty block, to be erased at the next start"),
    ];

    /// <summary>Finds one.</summary>
    /// <param name="name">Its name.</param>
    public static What Of(string name) => All.First(what => what.Name == name);
}
