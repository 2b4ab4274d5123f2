using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>How this run was asked for.</summary>
internal static class TestRun
{
    private static readonly Lock s_file = new();

    /// <summary>NFTOKEN_LONG=1: more of everything.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";

    /// <summary>NFTOKEN_TEST_SEED.</summary>
    public static ulong Seed { get; } = ulong.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

    /// <summary>Prints a figure; also to the end of the file that NFTOKEN_FIGURES names, as test runners keep the output of what passes to themselves.</summary>
    /// <param name="output">Of the test.</param>
    /// <param name="line">The figure.</param>
    public static void Report(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("NFTOKEN_FIGURES") is { Length: > 0 } path)
        {
            lock (s_file)
            {
                File.AppendAllText(path, line + "\n");
            }
        }
    }

    /// <summary>Does jobs on all cores.</summary>
    /// <param name="count">How many.</param>
    /// <param name="job">Gets the number of one.</param>
    public static void InParallel(int count, Action<int> job)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, job);
        }
        catch (AggregateException failures)
        {
            string all = string.Join('\n', failures.InnerExceptions.Select(failure => failure.Message));
            throw new Xunit.Sdk.XunitException($"NFTOKEN_TEST_SEED={Seed}\n{all}\n{failures.InnerExceptions[0]}");
        }
    }
}
