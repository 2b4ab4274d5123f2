using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Writes until the part is worn out, with half of the data never rewritten: how much of the ideal (blocks x endurance x bytes) that gives, and how
/// evenly the blocks wear.
/// </summary>
public sealed class WearTests(ITestOutputHelper output)
{
    private static readonly (FlashGeometry Geometry, int Objects, int Length, int Endurance)[] s_parts =
    [
        (FlashGeometry.Of(16, 4096, 1, true), 12, 1200, 300),
        (FlashGeometry.Of(64, 256, 1, true), 20, 80, 300),
        (FlashGeometry.Of(16, 1024, 8, false), 8, 300, 500),
        (FlashGeometry.Of(4, 1024, 4, true), 4, 200, 1000),
        (FlashGeometry.Of(2, 2048, 8, false), 4, 150, 2000),
        (new("differing sizes", [512, 512, 512, 512, 2048, 4096, 4096], 4, true), 6, 200, 500),
    ];

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, s_parts.Length)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void AllBlocksWearAlike(int part)
    {
        (FlashGeometry geometry, int objects, int length, int endurance) = s_parts[part];
        Wear(geometry, objects, length, TestRun.IsLong ? 20 * endurance : endurance);
    }

    private void Wear(FlashGeometry geometry, int objects, int length, int endurance)
    {
        FlashSimulator flash = geometry.Make(TestRun.Seed);
        FaultRandom random = new(TestRun.Seed);
        FlashStore store = FlashStore.Format(flash);
        flash.Endurance = endurance;
        StoreContent content = StoreContent.Empty;
        StoreContent next = content;
        for (uint i = 1; i <= objects; i++)
        {
            Save(i);
        }

        // Records rewritten: most often the first ones, as a counter is.
        long saved = 0;
        double firstSpread = -1;
        long atFirst = 0;
        try
        {
            while (true)
            {
                Save(1 + (uint)Math.Min(random.Next(objects / 2), random.Next(objects / 2)));
                saved += length;
                if (firstSpread < 0 && flash.EraseCounts.Max() >= endurance)
                {
                    firstSpread = Spread();
                    atFirst = saved;
                }
            }
        }
        catch (StoreException end) when (end.Error is StoreError.Device or StoreError.Full)
        {
            TestRun.Report(output, $"ends with {end.Error}: {end.Message}; {store.BadBlocks} blocks out of use");
        }

        double ideal = (double)geometry.Blocks.Sum() * endurance;
        TestRun.Report(output, $"{geometry}, {objects} objects of {length} bytes, half of them never rewritten, endurance {endurance}: {saved} bytes saved, "
            + $"{100 * saved / ideal:F0} % of the ideal; until the first block was worn out {100 * atFirst / ideal:F0} %, erases then differ by {100 * firstSpread:F1} %, "
            + $"at the end by {100 * Spread():F1} %");
        Assert.InRange(firstSpread, 0, 0.05);
        Expect(store, "the store that wrote");
        Expect(FlashStore.Open(flash), "opened again");

        double Spread() => 1.0 - (double)flash.EraseCounts.Min() / flash.EraseCounts.Max();

        void Save(uint id)
        {
            byte[] value = new byte[length];
            random.Fill(value);
            next = content.With(0x04000000 + id, value);
            store.SaveObject(0x04000000 + id, value);
            content = next;
        }

        // The save that failed left the old value or the new one.
        void Expect(FlashStore last, string which)
        {
            string? fault = content.FindFault(last, inOrder: true);
            Assert.True(fault == null || next.FindFault(last, inOrder: true) == null, $"{which}: {fault}");
        }
    }
}
