using System;
using System.CommandLine;
using NfToken.Pal.Simulator;
using NfToken.Tool.Images;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board flash</c>.</summary>
internal static class BoardFlashVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        Argument<string> file = new("FILE") { Description = "What 'nftoken image create' made." };
        Command command = new("flash", "Writes a partition's image to a simulated board, as esptool does to a real one; what was in the partition is lost.") { image, file };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            var written = SimulatedBoard.WritePartition(parsed.GetValue(image)!, (board, profile) => PartitionImage.Of(board, profile).ReadFile(path));
            Console.WriteLine($"{parsed.GetValue(image)}: {path} written to {written.Name}, 0x{written.Offset:X} to 0x{written.End - 1:X}");
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board flash board.img pkcs11.bin");
    }
}
