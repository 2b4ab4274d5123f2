using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.Linq;
using System.Runtime.InteropServices;
using NfToken.Tool.Verbs;

namespace NfToken.Tool;

/// <summary><c>nftoken</c>: what a user does on the PC.</summary>
internal static class Program
{
    /// <summary>Runs one verb.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static int Main(string[] arguments)
    {
        // A killed process is a board that lost power: nothing more is to be done for it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            Console.Error.WriteLine("nftoken: interrupted");
            Environment.Exit(ExitStatus.Interrupted);
        });

        RootCommand root = new("A PKCS #11 token in a board's flash: simulated boards, provisioning, MQTT over mutual TLS.")
        {
            BoardVerbs.Create(),
            ImportVerb.Create(),
            ProvisionVerb.Create(),
            ImageVerbs.Create(),
            ObjectsVerb.Create(),
            HelloVerb.Create(),
            UartVerb.Create(),
            SeedVerbs.Create(),
            RandomVerb.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);

        try
        {
            if (Parse(root, arguments) is not { } parsed)
            {
                return ExitStatus.Usage;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
#pragma warning disable CA1031 // whatever it is, the user gets a line and an exit status
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine("nftoken: " + Failure.Describe(e));
            if (Environment.GetEnvironmentVariable("NFTOKEN_DEBUG") == "1")
            {
                Console.Error.WriteLine(e);
            }

            return ExitStatus.Failure;
        }
    }

    private static ParseResult? Parse(RootCommand root, string[] arguments)
    {
        ParseResult parsed;
        try
        {
            parsed = root.Parse(arguments);
        }
        catch (InvalidOperationException e)
        {
            // A validator asked for an option that stands there without its value.
            Complain(Named(root, arguments), e.Message);
            return null;
        }

        if (parsed.Errors.Count == 0)
        {
            return parsed;
        }

        // The complaint about a word nobody knows says more than that some other word is missing.
        Complain(
            parsed.CommandResult.Command,
            (parsed.Errors.FirstOrDefault(e => e.Message.Contains("Unrecognized", StringComparison.Ordinal)) ?? parsed.Errors[0]).Message);
        return null;
    }

    private static Command Named(Command root, string[] arguments)
    {
        var command = root;
        foreach (string word in arguments)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == word) is not { } next)
            {
                break;
            }

            command = next;
        }

        return command;
    }

    private static void Complain(Command verb, string message)
    {
        string help = "--help";
        for (Command? command = verb; command is not (null or RootCommand); command = command.Parents.OfType<Command>().FirstOrDefault())
        {
            help = command.Name + " " + help;
        }

        Console.Error.WriteLine($"nftoken: {Failure.OneLine(message)} See: nftoken {help}");
    }
}
