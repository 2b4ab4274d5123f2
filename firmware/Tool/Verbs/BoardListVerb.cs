using System.CommandLine;
using System.Linq;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board list</c>.</summary>
internal static class BoardListVerb
{
    public static Command Create()
    {
        var json = Arguments.Json();
        Command command = new("list", "Shows the boards that can be simulated.") { json };
        command.SetAction(parsed =>
        {
            var boards = BoardCatalog.Targets.Select(BoardCatalog.Get).ToArray();
            if (parsed.GetValue(json))
            {
                Output.Json(boards.Select(b => new
                {
                    b.Target,
                    b.Name,
                    b.FlashSize,
                    Profiles = b.Profiles.Select(p => p.Name),
                }));
                return ExitStatus.Success;
            }

            Output.Table(
                ["Board", "What it is", "Flash", "Profiles"],
                boards.Select(b => new[] { b.Target, b.Name, $"{b.FlashSize / 1024} KB", string.Join(", ", b.Profiles.Select(p => p.Name)) }));
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board list", "board list --json");
    }
}
