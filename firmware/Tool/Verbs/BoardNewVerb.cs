using System;
using System.CommandLine;
using System.IO;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board new</c>.</summary>
internal static class BoardNewVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        Option<string> board = new("--board")
        {
            Description = "Which board; 'nftoken board list' shows them.",
            HelpName = "TARGET",
            DefaultValueFactory = _ => "ESP32_REV0",
        };
        Option<string> profile = new("--profile")
        {
            Description = "How the board keeps objects: raw (flash log on a partition) or stock (files on a drive).",
            HelpName = "PROFILE",
            DefaultValueFactory = _ => "raw",
        };
        Option<bool> force = new("--force") { Description = "Replace a board that is there; its keys are lost." };

        Command command = new("new", "Makes a new board: erased flash, a number of its own, an empty token with a seed.") { image, board, profile, force };
        command.SetAction(parsed =>
        {
            var description = BoardCatalog.Get(parsed.GetValue(board)!);
            var chosen = description.GetProfile(parsed.GetValue(profile)!);
            string path = parsed.GetValue(image)!;
            if (!parsed.GetValue(force) && SimulatedBoard.Exists(path))
            {
                throw new ToolException($"{path}: there is a board already; choose another name, or --force to destroy it and its keys");
            }

            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (!Directory.Exists(folder))
            {
                throw new ToolException($"{folder}: no such directory; make it first");
            }

            using var made = SimulatedBoard.Create(path, description, chosen);
            Console.WriteLine($"{path}: {description.Target} ({description.Name}), profile {chosen.Name}, device id {Convert.ToHexStringLower(made.DeviceId.ReadDeviceId())}");
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board new board.img", "board new board.img --board ESP32_REV0 --profile stock");
    }
}
