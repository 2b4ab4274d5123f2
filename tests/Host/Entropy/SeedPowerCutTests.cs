using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Entropy;

/// <summary>Power lost at every moment of start-up and reseeding, on every kind of store. NFTOKEN_LONG=1 runs ten times as many histories.</summary>
public sealed class SeedPowerCutTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Histories, Func<PartUnderTest> Make)[] s_parts =
    [
        Flash(FlashGeometry.Of(2, 512, 1, true), 4),
        Flash(FlashGeometry.Of(3, 512, 8, false), 4),
        Flash(FlashGeometry.Of(4, 1024, 32, false), 4),
        Flash(FlashGeometry.Of(16, 4096, 1, true), 4),
        ("EEPROM of 16 x 127", 16, () => new EepromUnderTest(16, 127)),
        ("EEPROM of 32 x 255", 16, () => new EepromUnderTest(32, 255)),
        ("drive", 100, () => new DriveUnderTest()),
    ];

    public static TheoryData<int, bool> Parts()
    {
        TheoryData<int, bool> data = [];
        for (int part = 0; part < s_parts.Length; part++)
        {
            data.Add(part, false);
            data.Add(part, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void NoOutputTwiceAndTheSeedStays(int part, bool startsDiffer)
    {
        (string name, int histories, Func<PartUnderTest> make) = s_parts[part];
        long cuts = 0;
        long blocks = 0;
        TestRun.InParallel(TestRun.IsLong ? 10 * histories : histories, number =>
        {
            SeedHistory history = new(make(), FaultRandom.Mix(FaultRandom.Mix(TestRun.Seed, (ulong)part), (ulong)number), startsDiffer);
            history.Run(25);
            Interlocked.Add(ref cuts, history.Cuts);
            Interlocked.Add(ref blocks, history.Blocks);
        });
        TestRun.Report(output, $"{name}, {(startsDiffer ? "each start another" : "starts alike")}: {cuts} cuts, {blocks} blocks of output compared, none twice");
    }

    private static (string Name, int Histories, Func<PartUnderTest> Make) Flash(FlashGeometry geometry, int histories) =>
        (geometry.ToString(), histories, () => new FlashUnderTest(geometry));
}
