using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NfToken.Cryptography;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board info</c>.</summary>
internal static class BoardInfoVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        var json = Arguments.Json();
        Command command = new("info", "Shows which board an image is, its flash map, how full its store is, and what its randomness is made of.") { image, json };
        command.SetAction(parsed =>
        {
            using var board = SimulatedBoard.Open(parsed.GetValue(image)!);
            var map = board.Description.GetPartitions(board.Profile);
            using var token = OpenToken.Start(board, new HostConsole(TextWriter.Null));
            var random = token.Random.GetStatus();
            int objects = ObjectSummary.ReadAll(token.Token).Count;

            string console = $"UART {board.Description.ProvisioningUart}, {board.Description.ProvisioningBaud} baud";
            string? memory = board.Profile switch
            {
                { Chip: { } chip, ChipRegion: { } region } => $"SPI chip {chip.Name}: 0x{region.Offset:X6} to 0x{region.End - 1:X6}",
                { HasOwnMemory: true } profile => $"{profile.SectionCount} sections of {profile.SectionSize} bytes",
                _ => null,
            };

            // A drive does not tell how much room it has.
            bool tellsRoom = board.Store.FreeBytes >= 0;
            string id = Convert.ToHexStringLower(board.DeviceId.ReadDeviceId());
            if (parsed.GetValue(json))
            {
                Output.Json(new
                {
                    board.Description.Target,
                    board.Description.Name,
                    Profile = board.Profile.Name,
                    DeviceId = id,
                    Objects = objects,
                    FreeBytes = tellsRoom ? board.Store.FreeBytes : (int?)null,
                    CapacityBytes = tellsRoom ? board.Store.CapacityBytes : (int?)null,
                    Memory = memory,
                    ProvisioningConsole = console,
                    Randomness = new
                    {
                        random.CanGenerate,
                        Seed = random.HasSeed,
                        Sources = random.Sources.Select(s => new { s.Name, s.BitsPerByte, Health = Word(s.Verdict), s.Fault }),
                    },
                    Partitions = map.Select(p => new { p.Name, p.Offset, p.Size }),
                });
                token.RefuseDamage();
                return ExitStatus.Success;
            }

            Output.Table(["Board", board.Description.Target],
            [
                ["What it is", board.Description.Name],
                ["Profile", board.Profile.Name + (board.Profile.NeedsOwnFirmware ? " (needs firmware of your own)" : " (released firmware)")],
                ["Device id", id],
                ["Objects", $"{objects}"],
                .. memory == null ? Array.Empty<string[]>() : [["Memory", memory + " (the token's objects)"]],
                ["Console", console + " (provisioning)"],
                ["Room", tellsRoom ? $"{board.Store.FreeBytes} of {board.Store.CapacityBytes} bytes free" : "limited by the drive"],
            ]);
            Console.WriteLine();
            Output.Table(
                ["Randomness", "Credit", "Health"],
                [
                    .. random.Sources.Select(s => new[] { s.Name, s.BitsPerByte == 0 ? "none" : $"{s.BitsPerByte} bits a byte", Health(s) }),
                    ["NV seed", random.HasSeed ? "512 bits" : "none", random.HasSeed ? "present" : "missing: 'nftoken seed inject' puts one in"],
                    ["together", random.CanGenerate ? "enough" : "not enough", random.CanGenerate ? "keys can be made" : "no keys can be made"],
                ]);
            Console.WriteLine();
            Output.Table(
                ["Partition", "From", "To", "Size", string.Empty],
                map.Select(p => new[] { p.Name, $"0x{p.Offset:X6}", $"0x{p.End - 1:X6}", $"{p.Size / 1024} KB", p == board.Profile.Partition ? "the token's objects" : string.Empty }));
            token.RefuseDamage();
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board info board.img", "board info board.img --json");
    }

    private static string Health(NoiseStatus source) => source.Verdict switch
    {
        NoiseVerdict.Healthy => "in health",
        NoiseVerdict.Failed => "dropped: " + source.Fault,
        _ => "only makes boards and starts differ",
    };

    private static string Word(NoiseVerdict verdict) => verdict switch
    {
        NoiseVerdict.Healthy => "healthy",
        NoiseVerdict.Failed => "failed",
        NoiseVerdict.NotCredited => "notCredited",
        _ => "untested",
    };
}
