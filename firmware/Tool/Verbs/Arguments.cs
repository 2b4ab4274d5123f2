using System.CommandLine;

namespace NfToken.Tool.Verbs;

/// <summary>Arguments and options that several verbs have.</summary>
internal static class Arguments
{
    public static Argument<string> Image() => new("IMAGE")
    {
        Description = "The board's flash image; IMAGE.board beside it says which board it is.",
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print JSON instead of a table.",
    };

    public static Option<string?> File(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
    };
}
