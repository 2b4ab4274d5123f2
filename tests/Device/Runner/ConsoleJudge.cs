using System.Text.RegularExpressions;

namespace NfToken.Tests.Device.Runner;

/// <summary>
/// Judges what the device's launcher printed. A launcher that stops early prints nothing more, so a run counts only with
/// <c>Done.</c> and with one line for every test that is expected.
/// </summary>
public static partial class ConsoleJudge
{
    /// <summary>What is wrong with the console's text; nothing when all is well.</summary>
    /// <param name="console">Lines as they came.</param>
    /// <param name="expected">Names of the tests that had to run, as <c>Class.Method.index</c>.</param>
    public static IReadOnlyList<string> Problems(IEnumerable<string> console, IReadOnlyCollection<string> expected)
    {
        var problems = new List<string>();
        var seen = new HashSet<string>();
        bool done = false;
        foreach (string line in console)
        {
            done |= line.Trim() == "Done.";
            Match match = ResultLine().Match(line);
            if (match.Success)
            {
                string name = match.Groups["name"].Value;
                if (!seen.Add(name))
                {
                    problems.Add($"{name}: two results");
                }

                if (match.Groups["verdict"].Value == "failed")
                {
                    problems.Add($"{name}: failed: {match.Groups["rest"].Value}");
                }
            }
        }

        problems.AddRange(expected.Where(name => !seen.Contains(name)).Select(name => $"{name}: no result"));
        problems.AddRange(seen.Where(name => !expected.Contains(name)).Select(name => $"{name}: not expected"));
        if (!done)
        {
            problems.Add("the launcher did not print 'Done.'");
        }

        return problems;
    }

    [GeneratedRegex(@"Test (?<verdict>passed|failed|skipped),(?<name>[\w.]+\.\d+),(?<rest>.*)$")]
    private static partial Regex ResultLine();
}
