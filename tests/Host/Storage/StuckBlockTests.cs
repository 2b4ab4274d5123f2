using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Blocks that no longer erase or program, with or without saying so, and bits that stick: nothing is lost, the block goes out of use and is counted,
/// and stays harmless when the store is opened again.
/// </summary>
public sealed class StuckBlockTests(ITestOutputHelper output)
{
    private static readonly FlashGeometry[] s_parts =
    [
        FlashGeometry.Of(4, 1024, 1, true),
        FlashGeometry.Of(8, 512, 4, true),
        FlashGeometry.Of(4, 1024, 8, false),
        FlashGeometry.Of(8, 512, 2, false),
        new("differing sizes", [512, 512, 512, 2048, 2048, 2048], 4, true),
    ];

    /// <summary>How a block breaks.</summary>
    public enum Defect
    {
        EraseReported,
        EraseSilent,
        ProgramReported,
        ProgramSilent,
        StuckAtZero,
        StuckAtOne,
    }

    public static TheoryData<int, Defect> Cases()
    {
        TheoryData<int, Defect> cases = [];
        for (int part = 0; part < s_parts.Length; part++)
        {
            foreach (Defect defect in Enum.GetValues<Defect>())
            {
                cases.Add(part, defect);
            }
        }

        return cases;
    }

    /// <summary>One block breaks in the middle of a history: every operation goes on as if nothing were.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void OneBlockBreaksAndNothingIsLost(int part, Defect defect)
    {
        FlashGeometry geometry = s_parts[part];
        int retired = 0;
        int histories = TestRun.IsLong ? 400 : 40;
        TestRun.InParallel(histories, history =>
        {
            ulong seed = FaultRandom.Mix(TestRun.Seed, (ulong)(1000 * part + history));
            try
            {
                retired += Run(geometry, defect, seed);
            }
            catch (Exception failure) when (failure is StoreException or InvalidOperationException)
            {
                throw new InvalidOperationException($"{geometry}, {defect}, history {history}: {failure.Message}", failure);
            }
        });
        TestRun.Report(output, $"{geometry}, {defect}: {histories} histories, {retired} times the block was out of use at the end, seed {TestRun.Seed}");
    }

    /// <summary>The same with the power cut at every operation.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void OneBlockIsBrokenAndPowerIsCut(int part, Defect defect)
    {
        FlashGeometry geometry = s_parts[part];
        long cuts = 0;
        TestRun.InParallel(TestRun.IsLong ? 40 : 4, history =>
        {
            ulong seed = FaultRandom.Mix(TestRun.Seed, (ulong)(1000 * part + history));
            FaultRandom random = new(seed);
            int block = random.Next(geometry.Blocks.Length);
            FlashUnderTest broken = new(geometry, flash => Break(flash, block, defect, new FaultRandom(seed)));
            PowerCutHistory run = new(broken, new() { Steps = 40, Fates = 1, Nested = 10, Typical = 60, Largest = 200 }, seed);
            run.Run();
            Interlocked.Add(ref cuts, run.Cuts);
        });
        TestRun.Report(output, $"{geometry}, {defect}: {cuts} cuts survived, seed {TestRun.Seed}");
    }

    private static int Run(FlashGeometry geometry, Defect defect, ulong seed)
    {
        FaultRandom random = new(seed);
        FlashSimulator flash = geometry.Make(seed);
        FlashStore store = FlashStore.Format(flash);
        StoreContent content = StoreContent.Empty;
        int largest = flash.GetBlockSize(0) / 6;
        int block = random.Next(geometry.Blocks.Length);
        int breaksAt = random.Next(40);
        int erases = int.MaxValue;
        for (int step = 0; step < 120; step++)
        {
            if (step == breaksAt)
            {
                if (defect is Defect.StuckAtZero or Defect.StuckAtOne)
                {
                    // What the block holds would be damaged; that is the subject of bit flips.
                    content = StoreContent.Empty;
                    store.Wipe();
                }

                Break(flash, block, defect, random);
                erases = flash.EraseCounts[block];
            }

            if (random.OneIn(8))
            {
                store = FlashStore.Open(flash);
            }

            HistoryStep next = HistoryStep.Next(random, content, 5, largest, 2 * largest);
            if (next.Run(store))
            {
                content = next.Apply(content);
            }

            Expect(store, content, $"step {step} ({next})");
            bool hasFailed = defect is Defect.EraseReported or Defect.EraseSilent && flash.EraseCounts[block] > erases;
            if (hasFailed && store.BadBlocks != 1)
            {
                throw new InvalidOperationException($"step {step} ({next}): {store.BadBlocks} blocks out of use after an erase of block {block} failed");
            }
        }

        FlashStore again = FlashStore.Open(flash);
        Expect(again, content, "opened again");
        return again.BadBlocks;
    }

    private static void Break(FlashSimulator flash, int block, Defect defect, FaultRandom random)
    {
        switch (defect)
        {
            case Defect.EraseReported:
                flash.EraseFailures[block] = FlashFailure.Reported;
                break;
            case Defect.EraseSilent:
                flash.EraseFailures[block] = FlashFailure.Silent;
                break;
            case Defect.ProgramReported:
                flash.ProgramFailures[block] = FlashFailure.Reported;
                break;
            case Defect.ProgramSilent:
                flash.ProgramFailures[block] = FlashFailure.Silent;
                break;
            default:
                for (int i = 1 + random.Next(8); i > 0; i--)
                {
                    flash.StickBit(block, random.Next(8 * flash.GetBlockSize(block)), defect == Defect.StuckAtOne);
                }

                break;
        }
    }

    private static void Expect(FlashStore store, StoreContent content, string when)
    {
        if (content.FindFault(store, inOrder: true) is string fault)
        {
            throw new InvalidOperationException($"{when}: {fault}");
        }
    }
}
