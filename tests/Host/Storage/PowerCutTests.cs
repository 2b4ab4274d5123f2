using System.Diagnostics;
using NfToken.Pal.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Random histories with the power cut at every program and erase operation, also during the recovery from the cut. NFTOKEN_LONG=1 runs
/// more and longer ones.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private static long s_total;

    private static readonly (FlashGeometry Geometry, int Histories, PowerCutPlan Plan)[] s_parts =
    [
        (FlashGeometry.Of(2, 256, 1, true), 40, new() { Nested = 1, Deeper = 20 }),
        (FlashGeometry.Of(2, 256, 8, false), 20, new() { Nested = 1, Deeper = 20 }),
        (FlashGeometry.Of(3, 512, 1, true), 40, new() { Nested = 2 }),
        (FlashGeometry.Of(3, 512, 2, false), 20, new() { Nested = 2 }),
        (FlashGeometry.Of(3, 512, 32, false), 40, new() { Nested = 2 }),
        (FlashGeometry.Of(4, 1024, 4, true), 16, new()),
        (FlashGeometry.Of(4, 1024, 8, true), 16, new()),
        (FlashGeometry.Of(4, 1024, 16, false), 8, new()),
        (FlashGeometry.Of(4, 1024, 1, false), 8, new()),
        (FlashGeometry.Of(16, 4096, 1, true), 6, new() { Records = 12 }),
        (FlashGeometry.Of(16, 4096, 4, false), 6, new() { Records = 12 }),
        (FlashGeometry.Of(16, 4096, 32, true), 6, new() { Records = 12 }),
        (FlashGeometry.Of(64, 256, 2, true), 4, new() { Records = 20 }),
        (FlashGeometry.Of(64, 256, 8, false), 4, new() { Records = 20 }),
        (FlashGeometry.Of(1024, 256, 1, true), 4, new() { Records = 60, Sample = 8, Nested = 20 }),
        (FlashGeometry.Of(1024, 256, 16, false), 4, new() { Records = 60, Sample = 8, Nested = 20 }),
        (new("STM32F4 in small", [512, 512, 512, 512, 2048, 4096, 4096], 4, true), 8, new()),
        (new("STM32F7 in small", [1024, 1024, 4096, 8192], 8, true), 8, new()),
        (new("differing sizes", [256, 512, 512, 1024, 1024], 8, false), 8, new()),
        (new("STM32F429", [16384, 16384, 65536, 131072, 131072], 4, true), 4, new() { Sample = 2 }),
        (new("STM32F769", [32768, 32768, 131072, 262144], 1, true), 4, new() { Sample = 2 }),
        (FlashGeometry.Of(2, 0x40000, 1, true), 4, new() { Sample = 2 }),
        (FlashGeometry.Of(2, 0x40000, 32, false), 4, new() { Sample = 8, Nested = 10 }),
    ];

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, s_parts.Length)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void EveryCutLeavesOldOrNew(int part)
    {
        (FlashGeometry geometry, int histories, PowerCutPlan plan) = s_parts[part];
        Run(geometry.ToString(), () => new FlashUnderTest(geometry), histories, plan, FaultRandom.Mix(TestRun.Seed, (ulong)part));
    }

    [Fact]
    public void EveryCutOfADriveLeavesOldOrNew() =>
        Run("drive", () => new DriveUnderTest(), 200, new() { Typical = 100, Largest = 1000 }, FaultRandom.Mix(TestRun.Seed, 1000));

    private void Run(string name, Func<PartUnderTest> make, int histories, PowerCutPlan plan, ulong seed)
    {
        long cuts = 0;
        Stopwatch watch = Stopwatch.StartNew();
        TestRun.InParallel(TestRun.IsLong ? 10 * histories : histories, history =>
        {
            PowerCutHistory run = new(make(), plan, FaultRandom.Mix(seed, (ulong)history));
            run.Run();
            Interlocked.Add(ref cuts, run.Cuts);
        });
        long total = Interlocked.Add(ref s_total, cuts);
        TestRun.Report(output, $"{name}: {cuts} cuts survived, seed {TestRun.Seed}, {watch.Elapsed.TotalSeconds:F1} s; {total} in all so far");
    }
}
