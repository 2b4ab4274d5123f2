using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board new</c>.</summary>
internal static class BoardNewVerb
{
    private const string DefaultBoard = "ESP32_REV0";
    private const string DefaultProfile = "raw";

    public static Command Create()
    {
        var image = Arguments.Image();
        Option<string> board = new("--board")
        {
            Description = "Which board; 'nftoken board list' shows them.",
            HelpName = "TARGET",
            DefaultValueFactory = _ => DefaultBoard,
        };
        Option<string> profile = new("--profile")
        {
            Description = "How the board keeps objects; 'nftoken board list' shows the profiles that each has: raw (flash log on a partition), stock and sd (files on a drive), "
                + "spi (flash log on an SPI chip), fram (sections of a FRAM). Without it: raw, or the board's first where it has no raw.",
            HelpName = "PROFILE",
        };
        Option<string?> entropy = new("--entropy")
        {
            Description = $"The board's generator of noise: {string.Join(", ", EntropyKinds.Names)}. By default the one that the board has: a working one, or none.",
            HelpName = "KIND",
        };
        Option<bool> seedless = new("--no-seed") { Description = "Leave the NV seed out, as on a board that has never been provisioned." };
        Option<bool> force = new("--force") { Description = "Replace a board that is there; its keys are lost." };

        Command command = new("new", "Makes a new board: erased flash, a number of its own, an empty token with a seed.")
        {
            image, board, profile, entropy, seedless, force,
        };
        command.Validators.Add(result => Check(result, board, profile));
        command.Validators.Add(result => CheckEntropy(result, entropy));
        command.SetAction(parsed =>
        {
            var description = BoardCatalog.Get(parsed.GetValue(board)!);
            var chosen = Choose(description, parsed.GetValue(profile));
            string path = parsed.GetValue(image)!;
            BoardFiles.CheckReplaceable(path);
            if (!parsed.GetValue(force) && BoardFiles.Exists(path))
            {
                throw new ToolException($"{path}: there is a board already; choose another name, or --force to destroy it and its keys");
            }

            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (!Directory.Exists(folder))
            {
                throw new ToolException($"{folder}: no such directory; make it first");
            }

            EntropyKind? kind = parsed.GetValue(entropy) is { } name ? EntropyKinds.Parse(name, entropy.Name) : null;
            bool hasSeed = !parsed.GetValue(seedless);
            using var made = SimulatedBoard.Create(path, description, chosen, kind, hasSeed);
            Console.WriteLine($"{path}: {description.Target} ({description.Name}), profile {chosen.Name}, device id {Convert.ToHexStringLower(made.DeviceId.ReadDeviceId())}");
            if (made.Entropy == EntropyKind.None)
            {
                Console.WriteLine(
                    hasSeed ? "This board has no generator of noise: what it makes is as good as its seed, and flashed again with the very same image it can repeat itself."
                    : $"This board has no generator of noise and no seed: it makes no keys before 'nftoken seed inject {path}'.");
            }

            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board new board.img", "board new board.img --board ESP32_REV0 --profile stock", "board new board.img --board ST_STM32F769I_DISCOVERY --profile sd", "board new broken.img --entropy stuck --no-seed");
    }

    private static void CheckEntropy(CommandResult result, Option<string?> entropy)
    {
        try
        {
            if (result.GetValue(entropy) is { } name)
            {
                _ = EntropyKinds.Parse(name, entropy.Name);
            }
        }
        catch (BoardException e)
        {
            result.AddError(e.Message + ".");
        }
    }

    private static BoardProfile Choose(BoardDescription description, string? name) => name != null
        ? description.GetProfile(name)
        : description.Profiles.FirstOrDefault(p => p.Name == DefaultProfile) ?? description.Profiles.First();

    private static void Check(CommandResult result, Option<string> board, Option<string> profile)
    {
        string option = board.Name;
        try
        {
            // A validator sees null where the default will stand.
            var description = BoardCatalog.Get(result.GetValue(board) ?? DefaultBoard);
            option = profile.Name;
            _ = Choose(description, result.GetValue(profile));
        }
        catch (BoardException e)
        {
            result.AddError($"{option}: {e.Message}.");
        }
    }
}
