using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken random</c>.</summary>
internal static class RandomVerb
{
    // The most that one request may ask the generator for (SP 800-90A, table 2).
    private const int Request = 1 << 16;

    // EPIPE of Linux and macOS.
    private const int BrokenPipe = 32;

    private const long Most = 1L << 40;

    public static Command Create()
    {
        var image = Arguments.Image();
        Option<long> bytes = new("--bytes")
        {
            Description = "How many bytes.",
            HelpName = "N",
            Required = true,
            CustomParser = result =>
            {
                string given = result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
                if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is >= 1 and <= Most)
                {
                    return number;
                }

                result.AddError($"--bytes is {(given.Length == 0 ? "empty" : given)}; it is 1 to {Most}.");
                return 0;
            },
        };
        Option<bool> force = new("--force") { Description = "Write to a terminal too." };
        Command command = new("random", "Starts the board and writes raw bytes of its generator to standard output, for rngtest, ent, dieharder and the like.")
        {
            image, bytes, force,
        };
        command.SetAction(parsed =>
        {
            if (!Console.IsOutputRedirected && !parsed.GetValue(force))
            {
                throw new ToolException("standard output is a terminal, and the bytes are raw; send them to a file or a program, or give --force");
            }

            using var board = SimulatedBoard.Open(parsed.GetValue(image)!);
            using var token = OpenToken.Start(board);
            using var output = StandardOutput();
            Write(token, parsed.GetValue(bytes), output);
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(command, "random board.img --bytes 1000000 | rngtest", "random board.img --bytes 32 | xxd -p");
    }

    private static void Write(OpenToken token, long count, Stream output)
    {
        byte[] buffer = new byte[Math.Min(count, Request)];
        try
        {
            while (count > 0)
            {
                int take = (int)Math.Min(count, buffer.Length);
                token.Random.Generate(buffer, 0, take);
                try
                {
                    output.Write(buffer, 0, take);
                }
                catch (IOException e) when (e.HResult == BrokenPipe)
                {
                    // Whoever reads has had enough.
                    return;
                }

                count -= take;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    // The console's own stream does not tell that nobody reads any more.
    private static Stream StandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
