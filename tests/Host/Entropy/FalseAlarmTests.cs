using System.Diagnostics;
using NfToken.Cryptography;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Cryptography;
using NfToken.Tests.Host.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Entropy;

/// <summary>How often a source that has just the entropy it is credited with fails by chance.</summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(8, 1 << 18, 1 << 28)]
    [InlineData(4, 1 << 17, 1 << 24)]
    [InlineData(1, 1 << 17, 1 << 24)]
    public void AreRare(int bits, int usual, int many)
    {
        int blocks = Seed.Cases(usual, many);
        NoiseStream stream = new(bits, FaultRandom.Mix(TestRun.Seed, 77));
        Dictionary<string, int> alarms = [];
        Stopwatch watch = Stopwatch.StartNew();
        while (stream.Blocks < blocks)
        {
            if (stream.Take(stream.FillAsClaimed) is { } fault)
            {
                alarms[fault] = alarms.GetValueOrDefault(fault) + 1;
            }
        }

        // At most: two tests a byte (or less), two a window.
        double bytes = (double)blocks * NoiseMonitor.BlockLength;
        double expected = Math.Pow(2, -30) * 2 * bytes * (1 + (1.0 / NoiseTests.Window));
        int found = alarms.Values.Sum();
        TestRun.Report(
            output,
            $"credit {bits}: {found} false alarms in {bytes:N0} bytes, at most {expected:F3} expected; {string.Join(", ", alarms)}; {watch.Elapsed.TotalSeconds:F0} s");
        Assert.True(found <= expected + (5 * Math.Sqrt(expected)) + 1, $"NFTOKEN_TEST_SEED={TestRun.Seed}: {found} false alarms");
    }
}
