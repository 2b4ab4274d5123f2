using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NfToken.Tool.Uart;

/// <summary>
/// Judges what a board's test launcher prints, line by line. A launcher that stops early prints nothing more, so a run counts only with <c>Done.</c> and
/// with as many results as there are tests.
/// </summary>
internal sealed partial class TestJudge
{
    private readonly HashSet<string> _seen = [];
    private readonly List<string> _problems = [];

    /// <summary>Whether <c>Done.</c> came: nothing that counts comes after it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Tests that passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Tests that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Tests that were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>All results.</summary>
    public int Count => Passed + Failed + Skipped;

    /// <summary>Takes one line of the console; a result may stand behind other text, as what the firmware wrote without a line end.</summary>
    /// <param name="line">The line without its end.</param>
    public void Take(string line)
    {
        IsDone |= line.Trim() == "Done.";
        Match match = ResultLine().Match(line);
        if (!match.Success)
        {
            return;
        }

        string name = match.Groups["name"].Value;
        if (!_seen.Add(name))
        {
            _problems.Add($"{name}: two results");
        }

        switch (match.Groups["verdict"].Value)
        {
            case "passed":
                Passed++;
                break;
            case "skipped":
                Skipped++;
                break;
            default:
                Failed++;
                _problems.Add($"{name}: failed: {match.Groups["rest"].Value}");
                break;
        }
    }

    /// <summary>What is wrong with the run; nothing when all is well.</summary>
    /// <param name="expected">How many results there must be; null where nobody knows.</param>
    public IReadOnlyList<string> Problems(int? expected)
    {
        List<string> problems = [.. _problems];
        if (expected is { } count && count != _seen.Count)
        {
            problems.Add($"{_seen.Count} results, expected {count}");
        }
        else if (_seen.Count == 0)
        {
            problems.Add("no test results");
        }

        return [.. problems, .. End()];
    }

    /// <summary>What is wrong with the run; nothing when all is well.</summary>
    /// <param name="expected">Names of the tests that had to run, as <c>Class.Method.index</c>.</param>
    public IReadOnlyList<string> Problems(IReadOnlyCollection<string> expected) =>
    [
        .. _problems,
        .. expected.Where(name => !_seen.Contains(name)).Select(name => $"{name}: no result"),
        .. _seen.Where(name => !expected.Contains(name)).Select(name => $"{name}: not expected"),
        .. End(),
    ];

    private IEnumerable<string> End() => IsDone ? [] : ["the launcher did not print 'Done.'"];

    [GeneratedRegex(@"Test (?<verdict>passed|failed|skipped),(?<name>[\w.]+\.\d+),(?<rest>.*)$")]
    private static partial Regex ResultLine();
}
