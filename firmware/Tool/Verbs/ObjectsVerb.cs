using System;
using System.CommandLine;
using System.Linq;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken objects</c>.</summary>
internal static class ObjectsVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        var json = Arguments.Json();
        Command command = new("objects", "Shows what a board's token holds; no secrets.") { image, json };
        command.SetAction(parsed =>
        {
            using var board = SimulatedBoard.Open(parsed.GetValue(image)!);
            using var token = OpenToken.Start(board);
            var objects = ObjectSummary.ReadAll(token.Token);
            if (parsed.GetValue(json))
            {
                Output.Json(objects);
            }
            else if (objects.Count == 0)
            {
                Console.WriteLine(token.WantsPin ? "no objects that are public" : "no objects: the token is empty");
            }
            else
            {
                Output.Table(
                    ["Handle", "Class", "Label", "ID", "What it is"],
                    objects.Select(o => new[] { $"0x{o.Handle:X8}", o.Class, o.Label, Short(o.Id), o.Detail }));
            }

            if (token.WantsPin && !parsed.GetValue(json))
            {
                Console.WriteLine("the token has a PIN: private objects are not shown");
            }

            token.RefuseDamage();
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "objects board.img", "objects board.img --json");
    }

    private static string Short(string id) => id.Length > 8 ? id[..8] + "…" : id;
}
