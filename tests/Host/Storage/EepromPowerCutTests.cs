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
        (8, 255, 10, new() { Records = 2, Nested = 1000000 }),
        (12, 64, 10, new() { Records = 3, Nested = 2, Deeper = 1000000 }),
        (16, 127, 6, new() { Records = 4, Nested = 1, Deeper = 60 }),
        (16, 255, 10, new() { Nested = 2 }),
        (16, 256, 10, new()),
        (32, 127, 6, new()),
        (32, 255, 6, new()),
        (32, 511, 6, new()),
        (64, 128, 4, new() { Records = 12 }),
        (64, 32, 3, new() { Records = 8 }),
        (128, 64, 1, new() { Records = 20, Sample = 2 }),
        (1024, 32, 1, new() { Steps = 30, Records = 40, Sample = 128, Nested = 40 }),
        (12, 4096, 6, new() { Sample = 2 }),
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
