using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>Every single bit of random stores flipped, and bursts: no damaged value is returned, what is undamaged reads, the store takes further records.</summary>
public sealed class BitFlipTests(ITestOutputHelper output)
{
    /// <summary>Birth, opening and mark take no more.</summary>
    private const int HeaderSize = 96;

    private static readonly (FlashGeometry Geometry, int Images)[] s_parts =
    [
        (FlashGeometry.Of(2, 256, 1, true), 16),
        (FlashGeometry.Of(2, 256, 8, false), 16),
        (FlashGeometry.Of(3, 512, 4, true), 6),
        (FlashGeometry.Of(3, 512, 2, false), 6),
        (FlashGeometry.Of(4, 512, 32, false), 6),
        (FlashGeometry.Of(4, 1024, 1, true), 2),
        (FlashGeometry.Of(4, 1024, 16, false), 2),
    ];

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, s_parts.Length)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void OfEachBitOneRecordSuffersAtMost(int part)
    {
        (FlashGeometry geometry, int images) = s_parts[part];
        long flips = 0;
        long suffered = 0;
        TestRun.InParallel(TestRun.IsLong ? 20 * images : images, image =>
        {
            (FlashSimulator flash, StoreContent content, string name) = Make(geometry, part, image);
            FlashSimulator twin = flash.Clone(1);
            for (int block = 0; block < flash.BlockCount; block++)
            {
                for (int bit = 0; bit < 8 * flash.GetBlockSize(block); bit++)
                {
                    twin.CopyFrom(flash, (ulong)bit);
                    twin.FlipBit(block, bit);
                    string where = $"{name}, block {block} byte {bit / 8} bit {bit % 8}";
                    int damaged;
                    try
                    {
                        damaged = new DamagedStore(twin, content, where).Check();
                    }
                    catch (StoreException failure)
                    {
                        throw new InvalidOperationException($"{where}: {failure.Error} {failure.Message}", failure);
                    }

                    Assert.True(damaged <= 1, $"{where}: {damaged} records suffer");
                    Interlocked.Increment(ref flips);
                    Interlocked.Add(ref suffered, damaged);
                }
            }
        });
        TestRun.Report(output, $"{geometry}: {flips} bits flipped, {suffered} times a record was damaged and said to be, seed {TestRun.Seed}");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void OfABurstNoValueIsWrong(int part)
    {
        (FlashGeometry geometry, int images) = s_parts[part];
        long suffered = 0;
        long refused = 0;
        int bursts = TestRun.IsLong ? 20_000 : 1000;
        TestRun.InParallel(images, image =>
        {
            (FlashSimulator flash, StoreContent content, string name) = Make(geometry, part, image);
            FlashSimulator twin = flash.Clone(1);
            FaultRandom random = new(FaultRandom.Mix(TestRun.Seed, (ulong)image));
            for (int i = 0; i < bursts; i++)
            {
                ulong seed = random.Next();
                twin.CopyFrom(flash, seed);
                int headers = Burst(twin, new FaultRandom(seed));
                try
                {
                    // A block without a header, or entries without anything, may just as well have been interrupted: what was there may be gone unnoticed.
                    Interlocked.Add(ref suffered, new DamagedStore(twin, content, $"{name}, burst {i}", isBurst: true).Check());
                }
                catch (StoreException refusal) when (headers > 1 && refusal.Error is StoreError.Foreign or StoreError.NotFormatted)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (StoreException failure)
                {
                    Assert.Fail($"{name}, burst {i}: {failure.Error} {failure.Message}");
                }
            }
        });
        TestRun.Report(output, $"{geometry}: {(long)images * bursts} bursts, {suffered} records damaged and said to be, {refused} times no store any more, seed {TestRun.Seed}");
    }

    /// <summary>Random bytes over a stretch, or single bits here and there.</summary>
    /// <returns>How many headers of blocks were hit; without a second one of two there is no store any more.</returns>
    private static int Burst(FlashSimulator flash, FaultRandom random)
    {
        int headers = 0;
        if (random.OneIn(2))
        {
            int block = random.Next(flash.BlockCount);
            byte[] data = new byte[1 + random.Next(random.OneIn(4) ? flash.GetBlockSize(block) : 32)];
            random.Fill(data);
            int at = random.Next(flash.GetBlockSize(block) - data.Length + 1);
            flash.Poke(block, at, data);
            return at >= HeaderSize ? 0 : flash.BlockCount == 2 ? 2 : 1;
        }

        for (int i = 2 + random.Next(14); i > 0; i--)
        {
            int block = random.Next(flash.BlockCount);
            int bit = random.Next(8 * flash.GetBlockSize(block));
            flash.FlipBit(block, bit);
            headers += bit < 8 * HeaderSize ? 1 : 0;
        }

        return headers;
    }

    /// <summary>A store after a random history.</summary>
    private static (FlashSimulator Flash, StoreContent Content, string Name) Make(FlashGeometry geometry, int part, int image)
    {
        ulong seed = FaultRandom.Mix(FaultRandom.Mix(TestRun.Seed, (ulong)part), (ulong)image);
        FaultRandom random = new(seed);
        FlashSimulator flash = geometry.Make(seed);
        FlashStore store = FlashStore.Format(flash);
        StoreContent content = StoreContent.Empty;
        int room = store.CapacityBytes;
        for (int step = 10 + random.Next(30); step > 0; step--)
        {
            HistoryStep next = HistoryStep.Next(random, content, 5, room / 6, room / 2);
            if (next.Run(store))
            {
                content = next.Apply(content);
            }
        }

        return (flash, content, $"{geometry}, image {image}");
    }
}
