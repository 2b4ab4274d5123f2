using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tool.Inspection;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board inspect</c>.</summary>
internal static class BoardInspectVerb
{
    private static readonly Option<string?> Board = new("--board")
    {
        Description = $"Which board it is, where no IMAGE.board says so: {string.Join(", ", BoardCatalog.Targets)}.",
        HelpName = "TARGET",
    };

    private static readonly Option<string?> Profile = new("--profile")
    {
        Description = "Profile of the board: where its store lies.",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        Argument<string> image = new("IMAGE")
        {
            Description = "The board's flash image, a dump of its store's partition or memory, or a folder with a drive's files.",
        };
        image.Validators.Add(result => Arguments.RefuseEmpty(result, image.Name, result.Tokens));
        var json = Arguments.Json();
        var svg = Arguments.File("--svg", "Draw a picture into a file.");
        Option<bool> all = new("--all") { Description = "List records that no longer count too." };

        Command command = new("inspect", "Shows what lies where in a board's store, damaged and foreign ones too; changes nothing, shows no secrets.")
        {
            image, Board, Profile, json, svg, all,
        };
        command.Validators.Add(Check);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(image)!;
            var report = Read(path, parsed.GetValue(Board), parsed.GetValue(Profile));
            if (parsed.GetValue(svg) is { } picture)
            {
                RefuseOverwriting(path, picture);
                ReportSvg.Write(report, picture);
            }

            if (parsed.GetValue(json))
            {
                Output.Json(report);
            }
            else
            {
                ReportText.Print(report, parsed.GetValue(all));
            }

            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(
            command,
            "board inspect board.img",
            "board inspect board.img --svg map.svg --json",
            "board inspect dump.bin --board ESP32_REV0 --profile raw");
    }

    private static StoreReport Read(string path, string? target, string? profileName)
    {
        List<string> notes = [];
        if (Directory.Exists(path))
        {
            return DriveReport.Make(path, null, null, path, notes);
        }

        if (!File.Exists(path))
        {
            throw new ToolException($"{path}: no such file; name the image of a board, or a folder with a drive's files");
        }

        var (board, profile) = Recognise(path, target, profileName);
        using var file = Open(path);
        if (profile.Store == BoardStoreKind.Drive)
        {
            string folder = path + ".drive";
            return Directory.Exists(folder)
                ? DriveReport.Make(path, board.Target, profile.Name, folder, notes)
                : throw new ToolException($"{folder} is missing: it holds the files of the board's drive; restore it from a copy, or name another profile with --profile");
        }

        using var memory = profile.HasOwnMemory ? OpenMemory(path) : null;
        if (profile.Store == BoardStoreKind.Eeprom)
        {
            var sections = EepromDump.Read(memory ?? file, profile, notes);
            try
            {
                return EepromReport.Make(path, board, profile, sections, notes);
            }
            finally
            {
                sections.Clear();
            }
        }

        var dump = FlashDump.Read(memory ?? file, board.GetRegion(profile), notes);
        try
        {
            return FlashReport.Make(path, board, profile, dump, notes);
        }
        finally
        {
            dump.Clear();
        }
    }

    /// <summary>The file of a board's own memory; null where the file that was named is a dump of it.</summary>
    private static FileStream? OpenMemory(string path)
    {
        string memory = BoardFiles.ChipPathFor(path);
        return File.Exists(memory) ? Open(memory)
            : !File.Exists(BoardSidecar.PathFor(path)) ? null
            : throw new ToolException($"{memory} is missing: it holds the memory with the board's objects; restore it from a copy, or name another profile with --profile");
    }

    private static (BoardDescription Board, BoardProfile Profile) Recognise(string path, string? target, string? profileName)
    {
        string? known = null;
        if (target == null)
        {
            try
            {
                var sidecar = BoardSidecar.Read(path);
                (target, known) = (sidecar.Target, sidecar.Profile);
                _ = BoardCatalog.Get(target).GetProfile(known);
            }
            catch (BoardException e)
            {
                throw new ToolException($"{e.Message}; or say which board it is with --board and --profile");
            }
        }

        var board = BoardCatalog.Get(target);
        string name = profileName ?? known ?? (board.Profiles.FirstOrDefault(p => p.Store == BoardStoreKind.Flash) ?? board.Profiles.First()).Name;
        return (board, board.GetProfile(name));
    }

    /// <summary>Reads, and lets others read; not while a board runs on it, which would change it meanwhile.</summary>
    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (IOException failure) when (failure is not FileNotFoundException)
        {
            throw new StoreException(StoreError.Busy, path);
        }
    }

    private static void RefuseOverwriting(string image, string picture)
    {
        string full = Path.GetFullPath(picture);
        string own = Path.GetFullPath(image);
        bool isInside = new[] { own, own + ".drive" }.Any(folder => full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        if (full == own || full == BoardSidecar.PathFor(own) || full == BoardFiles.ChipPathFor(own) || isInside)
        {
            throw new ToolException($"{picture} belongs to the board; choose another file for the picture");
        }
    }

    private static void Check(CommandResult result)
    {
        string option = Board.Name;
        try
        {
            if (result.GetValue(Board) is { } target)
            {
                var board = BoardCatalog.Get(target);
                option = Profile.Name;
                if (result.GetValue(Profile) is { } profile)
                {
                    _ = board.GetProfile(profile);
                }
            }
        }
        catch (BoardException e)
        {
            result.AddError($"{option}: {e.Message}.");
        }
    }
}
