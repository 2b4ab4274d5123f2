using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace NfToken.Tool;

/// <summary>The help of a verb, with examples after it.</summary>
/// <param name="inner">The library's own help.</param>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a verb its examples.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="lines">What stands after <c>nftoken</c>, one example a line.</param>
    /// <returns>The verb.</returns>
    public static Command Attach(Command command, params string[] lines)
    {
        Examples.Add(command, lines);
        return command;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int status = inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> lines = Examples.TryGetValue(parseResult.CommandResult.Command, out var found) ? found : [];
        if (lines.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (string line in lines)
            {
                output.WriteLine("  nftoken " + line);
            }

            output.WriteLine();
        }

        return status;
    }
}
