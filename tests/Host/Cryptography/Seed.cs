using System.Globalization;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Random numbers that can be had again: the seed is printed, and <c>NFTOKEN_TEST_SEED</c> sets it.</summary>
internal static class Seed
{
    /// <summary>How many random cases: the long number where <c>NFTOKEN_LONG</c> asks for it.</summary>
    public static int Cases(int usual, int many) => Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1" ? many : usual;

    public static Random Start(ITestOutputHelper output)
    {
        string? given = Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED");
        int seed = given == null ? Environment.TickCount : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"NFTOKEN_TEST_SEED={seed}");
        return new Random(seed);
    }
}
