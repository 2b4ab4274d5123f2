using System;
using System.CommandLine;
using System.IO;
using NfToken.Pal.Simulator;
using NfToken.Tool.Provision;
using NfToken.Tool.Uart;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board run</c>.</summary>
internal static class BoardRunVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        Option<bool> pty = new("--pty") { Description = "Make a pseudo-terminal and print its name: the board's serial port. Otherwise the console is this terminal." };
        var link = Arguments.File("--link", "A symbolic link to the pseudo-terminal, made and removed, so that its name is known beforehand.");
        Option<bool> hello = new("--hello") { Description = "Run the hello world too, as a real board does: it waits until it has an identity and a broker (config endpoint), and says hello again after each change." };
        Command command = new("run", "Switches a board on and serves its UART console, until Ctrl-C switches it off.") { image, pty, link, hello };
        command.Validators.Add(result =>
        {
            if (result.GetValue(link) != null && !result.GetValue(pty))
            {
                result.AddError("--link goes with --pty.");
            }
        });
        command.SetAction(parsed =>
        {
            using var board = SimulatedBoard.Open(parsed.GetValue(image)!);
            using var token = OpenToken.Start(board);
            SimulatedConsole console = new(board, token, new HostClock());
            if (parsed.GetValue(pty))
            {
                Serve(console, parsed.GetValue(link), parsed.GetValue(hello));
            }
            else
            {
                using SplitStream terminal = new(Console.OpenStandardInput(), Console.OpenStandardOutput());
                console.Run(new StreamSerialPort(terminal), parsed.GetValue(hello));
            }

            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "board run board.img --pty", "board run board.img --pty --link ./ttyBOARD --hello", "board run board.img");
    }

    private static void Serve(SimulatedConsole console, string? link, bool saysHello)
    {
        using PseudoTerminal terminal = new();
        if (link != null)
        {
            Link(link, terminal.Path);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(link);
        }

        Console.WriteLine(terminal.Path);
        using LossyPort wire = new(new StreamSerialPort(terminal.Stream));
        console.Run(wire, saysHello);
    }

    private static void Link(string link, string target)
    {
        FileInfo there = new(link);
        if (there.LinkTarget is { } old && old.StartsWith("/dev/pts/", StringComparison.Ordinal))
        {
            there.Delete();
        }
        else if (there.Exists)
        {
            throw new ToolException($"{link}: is there already; choose another name");
        }

        File.CreateSymbolicLink(link, target);
    }
}
