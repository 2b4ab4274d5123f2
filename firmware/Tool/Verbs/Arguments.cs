using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace NfToken.Tool.Verbs;

/// <summary>Arguments and options that several verbs have.</summary>
internal static class Arguments
{
    public static Argument<string> Image()
    {
        Argument<string> image = new("IMAGE")
        {
            Description = "The board's flash image; IMAGE.board beside it says which board it is.",
        };
        image.Validators.Add(result => RefuseEmpty(result, image.Name, result.Tokens));
        return image;
    }

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print JSON instead of a table.",
    };

    public static Option<string?> File(string name, string description)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = "FILE",
        };
        option.Validators.Add(result => RefuseEmpty(result, name, result.Tokens));
        return option;
    }

    /// <summary>Refuses a value that is empty, as a variable that was never set makes it.</summary>
    /// <param name="result">Takes the complaint.</param>
    /// <param name="name">Of the option or argument.</param>
    /// <param name="tokens">What was given.</param>
    public static void RefuseEmpty(SymbolResult result, string name, IEnumerable<Token> tokens)
    {
        if (tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{name} is empty.");
        }
    }
}
