using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Storage;
using NfToken.Tls;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>Power lost at each program and erase operation of what the console does to the flash log.</summary>
public sealed class ConsoleCutTests(ITestOutputHelper output)
{
    public static TheoryData<int, int, int, bool> Parts => new()
    {
        { 16, 4096, 1, true },
        { 3, 8192, 4, true },
        { 8, 4096, 8, false },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void ARotationLeavesAnIdentityAtEachPoint(int blocks, int size, int unit, bool again)
    {
        FlashUnderTest part = Make(blocks, size, unit, again);
        int old = 0;
        int cuts = CutEverywhere(part, Provision, Rotate, (twin, store) =>
        {
            if (twin == null)
            {
                return;
            }

            Identity[] identities = Identities(store);
            old += identities[^1].Certificate.Subject.Contains("device 1", StringComparison.Ordinal) ? 1 : 0;

            // A board that starts again goes on where it was.
            Rotate(store);
            Assert.Single(Identities(store));
        });
        Assert.Single(Identities(part.Open()));
        Assert.InRange(old, 1, cuts - 1);
        TestRun.Report(output, $"rotation over the console, {blocks} x {size}, units of {unit}: {cuts} power cuts survived, {old} of them with the old identity still there");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void AWipeLeavesAllOrNothing(int blocks, int size, int unit, bool again)
    {
        FlashUnderTest part = Make(blocks, size, unit, again);
        SecretTraces traces = new();
        int wiped = 0;
        int cuts = CutEverywhere(
            part,
            store =>
            {
                Provision(store);
                foreach (uint id in store.GetObjectIds().Where(id => !RecordKind.IsPublic(id)))
                {
                    traces.Add(store.GetObjectValue(id));
                }
            },
            store => Assert.Contains("OK wiped", new ConsoleBench(store).Say($"wipe {ConsoleBench.Number}\r"), StringComparison.Ordinal),
            (twin, store) =>
            {
                if (twin == null)
                {
                    return;
                }

                if (store.GetObjectIds().Length > 0)
                {
                    Assert.NotEmpty(Identities(store));
                    Assert.True(BoardLock.IsSet(store));
                }
                else
                {
                    wiped++;
                    Assert.False(twin.HasTrace(traces, _ => false), "a secret is readable in the raw cells");
                }
            });
        Assert.Empty(part.Open().GetObjectIds());
        Assert.False(part.HasTrace(traces, _ => false));
        Assert.False(traces.IsEmpty);
        TestRun.Report(output, $"wipe over the console, {blocks} x {size}, units of {unit}: {cuts} power cuts survived, {wiped} of them finished by the next start");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void NoLockEndsWhileThereAreKeys(int blocks, int size, int unit, bool again)
    {
        FlashUnderTest part = Make(blocks, size, unit, again);
        int cuts = CutEverywhere(
            part,
            Provision,
            store => Assert.Contains("OK initialised", new ConsoleBench(store).Say($"init {ConsoleBench.Number} token 12345678\r"), StringComparison.Ordinal),
            (_, store) => Assert.True(BoardLock.IsSet(store) || !store.GetObjectIds().Any(id => id >> 24 == RecordKind.PrivateKey)));
        Assert.False(BoardLock.IsSet(part.Open()));
        Assert.True(cuts > 10);
    }

    private static FlashUnderTest Make(int blocks, int size, int unit, bool again) => new(FlashGeometry.Of(blocks, size, unit, again));

    private static int CutEverywhere(FlashUnderTest part, Action<ObjectStore> prepare, Action<ObjectStore> act, Action<FlashUnderTest?, ObjectStore> check)
    {
        prepare(part.Format());
        var twin = (FlashUnderTest)part.MakeTwin();
        int cuts = 0;
        ObjectStore store = part.Open();
        part.Watcher = () =>
        {
            twin.CopyFrom(part, TestRun.Seed + (ulong)++cuts);
            twin.Interrupt(part);
            check(twin, twin.Open());
        };
        act(store);
        part.Watcher = null;
        check(null, part.Open());
        return cuts;
    }

    private static void Provision(ObjectStore store)
    {
        string said = new ConsoleBench(store).Say(
            "echo off\r" + ConsoleBench.Import("key", Der(TestData.EcKey)) + ConsoleBench.Import("root", Der(TestData.Authority))
            + ConsoleBench.Import("chain", Der(TestData.EcCertificate)) + "config wifi-password correct-horse-battery-staple\r"
            + "seed " + Convert.ToHexStringLower(Enumerable.Range(1, 64).Select(i => (byte)(i * 7)).ToArray()) + "\r" + $"lock {ConsoleBench.Number}\r");
        Assert.DoesNotContain("ERR", said, StringComparison.Ordinal);
    }

    // The lock is taken away below the console: a rotation wants an open board.
    private static void Rotate(ObjectStore store)
    {
        store.DeleteObject(SystemRecord.Lock);
        string said = new ConsoleBench(store) { Proof = new Welcome() }.Say(
            "echo off\r" + ConsoleBench.Import("key", Der(TestData.RsaKey)) + ConsoleBench.Import("chain", Der(TestData.RsaCertificate)) + "rotate finish\r");
        Assert.DoesNotContain("ERR", said, StringComparison.Ordinal);
    }

    private static Identity[] Identities(ObjectStore store)
    {
        using TokenSession session = Make(store);
        return new IdentityFinder(session).FindAll();
    }

    private static TokenSession Make(ObjectStore store) => NfToken.Tests.Cryptoki.Make.Session(store);

    private static byte[] Der(string base64) => Convert.FromBase64String(base64);

    private sealed class Welcome : IConnectionProof
    {
        public string? Try(Identity identity) => null;
    }
}
