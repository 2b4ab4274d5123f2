using System.Diagnostics;
using NfToken.Pal.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Random histories on EEPROM sections with the power cut at every write, also during the recovery from the cut. NFTOKEN_LONG=1 runs more of them.
/// </summary>
public sealed class EepromPowerCutTests(ITestOutputHelper output)
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("NFTOKEN_LONG") == "1";
    private static readonly ulong s_seed = ulong.Parse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED") ?? "1");

    private static readonly (int Count, int Size, int Histories, PowerCutPlan Plan)[] s_parts =
    [
        (8, 64, 60, new() { Records = 3, Nested = 1, Deeper = 4 }),
        (12, 127, 40, new() { Records = 4, Nested = 1, Deeper = 8 }),
        (16, 127, 40, new() { Nested = 2 }),
        (16, 255, 30, new() { Nested = 2 }),
        (32, 127, 16, new()),
        (32, 255, 16, new()),
        (32, 511, 16, new()),
        (64, 128, 8, new() { Records = 12 }),
        (64, 32, 8, new() { Records = 8 }),
        (16, 256, 16, new()),
        (128, 64, 4, new() { Records = 20 }),
        (1024, 32, 1, new() { Records = 40, Sample = 4, Nested = 20 }),
        (6, 4096, 12, new()),
    ];

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, s_parts.Length)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void EveryCutLeavesOldOrNew(int part)
    {
        (int count, int size, int histories, PowerCutPlan plan) = s_parts[part];
        long cuts = 0;
        Stopwatch watch = Stopwatch.StartNew();
        ulong seed = FaultRandom.Mix(s_seed, 2000 + (ulong)part);
        for (int history = 0; history < (s_long ? 20 : 1) * histories; history++)
        {
            PowerCutHistory run = new(new EepromUnderTest(count, size), plan, FaultRandom.Mix(seed, (ulong)history));
            try
            {
                run.Run();
            }
            catch (PowerCutFailure failure)
            {
                Assert.Fail($"{count} sections of {size}, NFTOKEN_TEST_SEED={s_seed}, history {history}: {failure.Message}\n{failure}");
            }

            cuts += run.Cuts;
        }

        output.WriteLine($"{count} sections of {size}: {cuts} cuts survived, seed {s_seed}, {watch.Elapsed.TotalSeconds:F1} s");
    }
}
