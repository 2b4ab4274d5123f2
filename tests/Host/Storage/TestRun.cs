namespace NfToken.Tests.Host.Storage;

/// <summary>How this run was asked for.</summary>
internal static class TestRun
{
    /// <summary>NFTOKEN_LONG=1: more of everything.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";

    /// <summary>NFTOKEN_TEST_SEED.</summary>
    public static ulong Seed { get; } = ulong.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

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
