using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using NfToken.Tool.Uart;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken uart</c>: shows the console of a board that runs its tests, and judges it.</summary>
internal static class UartVerb
{
    public static Command Create()
    {
        Argument<string?> port = new("PORT")
        {
            Description = "The serial port, as /dev/ttyUSB0; - reads standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        port.Validators.Add(result => Arguments.RefuseEmpty(result, port.Name, result.Tokens));
        Option<bool> pty = new("--pty") { Description = "Make a pseudo-terminal, print its name and read that: a simulated board writes to it." };
        Option<int> baud = Number("--baud", "Bits a second.", 921600);
        Option<int?> expect = new("--expect") { Description = "How many tests there are.", HelpName = "N" };
        expect.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int count) || count < 1))
            {
                result.AddError("--expect wants a number from 1 on.");
            }
        });
        Option<int> timeout = Number("--timeout", "Seconds until 'Done.' has to be there.", 900);
        Command command = new("uart", "Shows the UART console of a board that runs its tests, and judges the results.") { port, pty, baud, expect, timeout };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(port) == null) != result.GetValue(pty))
            {
                result.AddError("Name a PORT, or give --pty.");
            }
        });
        command.SetAction(parsed =>
        {
            TimeSpan patience = TimeSpan.FromSeconds(parsed.GetValue(timeout));
            if (parsed.GetValue(pty))
            {
                using var terminal = new PseudoTerminal();
                Console.WriteLine(terminal.Path);
                return Judge(terminal.Stream, parsed.GetValue(expect), patience);
            }

            string path = parsed.GetValue(port)!;
            using Stream stream = path == "-" ? Console.OpenStandardInput() : SerialPort.Open(path, parsed.GetValue(baud));
            return Judge(stream, parsed.GetValue(expect), patience);
        });
        return HelpWithExamples.Attach(command, "uart /dev/ttyUSB0 --expect 120", "uart --pty --timeout 60", "uart - < console.log");
    }

    private static int Judge(Stream stream, int? expected, TimeSpan patience)
    {
        var judge = new TestJudge();
        using var lines = new LineReader(stream);
        long start = Stopwatch.GetTimestamp();
        while (!judge.IsDone && lines.TryRead(patience - Stopwatch.GetElapsedTime(start), out string line))
        {
            Console.WriteLine(Printable(line));
            judge.Take(line);
        }

        IReadOnlyList<string> problems = judge.Problems(expected);
        foreach (string problem in problems)
        {
            Console.WriteLine($"! {Printable(problem)}");
        }

        Console.WriteLine($"{judge.Passed} passed, {judge.Failed} failed, {judge.Skipped} skipped");
        if (problems.Count == 0)
        {
            return ExitStatus.Success;
        }

        throw new ToolException(
            !judge.IsDone && !lines.HasEnded ? $"no 'Done.' within {patience.TotalSeconds} s: is this the port, is the baud rate the board's? then press its reset button"
            : problems.Count == 1 ? Printable(problems[0])
            : $"{problems.Count} problems, the first: {Printable(problems[0])}");
    }

    /// <summary>Line noise, and what a board sends to a debugger, shall not set up the user's terminal.</summary>
    private static string Printable(string line) => string.Create(line.Length, line, static (span, text) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            span[i] = char.IsControl(text[i]) && text[i] != '\t' ? '\uFFFD' : text[i];
        }
    });

    private static Option<int> Number(string name, string description, int usual)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1 || value > 10_000_000))
            {
                result.AddError($"{name} wants a number from 1 to 10000000.");
            }
        });
        return option;
    }
}
