using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>Power lost in a format: there is the old store, an empty one or none, never half of one; and the format can be done again.</summary>
public sealed class FormatCutTests
{
    private static readonly FlashGeometry[] s_parts =
    [
        FlashGeometry.Of(2, 256, 1, true),
        FlashGeometry.Of(4, 1024, 8, false),
        FlashGeometry.Of(16, 512, 4, true),
    ];

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, s_parts.Length)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void OfFlashLeavesNothingHalf(int part) => Run(new FlashUnderTest(s_parts[part]));

    [Fact]
    public void OfADriveLeavesNothingHalf() => Run(new DriveUnderTest());

    private static void Run(PartUnderTest part)
    {
        FaultRandom random = new(TestRun.Seed);
        PartUnderTest twin = part.MakeTwin();
        for (int round = 0; round < 30; round++)
        {
            ObjectStore store = part.Format();
            StoreContent content = StoreContent.Empty;
            for (uint id = 1; id < 8; id++)
            {
                HistoryStep save = new(id, HistoryStep.MakeValue(random, 40));
                content = save.Run(store) ? save.Apply(content) : content;
            }

            part.Watcher = () =>
            {
                for (int fate = 0; fate < 10; fate++)
                {
                    twin.CopyFrom(part, random.Next());
                    twin.Interrupt(part);
                    ExpectWholeOrNone(twin, content, part.Pending);
                    Assert.Null(StoreContent.Empty.FindFault(twin.Format(), inOrder: true));
                    Assert.Null(StoreContent.Empty.FindFault(twin.Open(), inOrder: true));
                }
            };
            part.Format();
            part.Watcher = null;
        }
    }

    private static void ExpectWholeOrNone(PartUnderTest part, StoreContent content, string where)
    {
        try
        {
            ObjectStore store = part.Open();
            string? fault = content.FindFault(store, part.KeepsOrder);
            Assert.True(fault == null || StoreContent.Empty.FindFault(store, inOrder: true) == null, $"cut at '{where}': {fault}");
        }
        catch (StoreException refusal)
        {
            Assert.True(refusal.Error is StoreError.NotFormatted or StoreError.Foreign, $"cut at '{where}': {refusal.Error} {refusal.Message}");
        }
    }
}
