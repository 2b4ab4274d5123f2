using NfToken.Tests.Benchmarks.Counting;

namespace NfToken.Tests.Benchmarks;

/// <summary>What RSA costs the interpreter with a key of one size.</summary>
/// <param name="Bits">The size.</param>
/// <param name="Sign">IL instructions of a signature.</param>
/// <param name="Verify">Of a verification.</param>
/// <param name="Import">Of an import's checks.</param>
/// <param name="SignGarbage">Bytes that a signature allocates besides its result, the larger of both paddings.</param>
/// <param name="VerifyGarbage">Bytes that a verification allocates.</param>
/// <param name="Kept">Bytes that are kept after a signature.</param>
/// <param name="KeptByVerify">Bytes that are kept where there were verifications only.</param>
public sealed record RsaFigures(int Bits, long Sign, long Verify, long Import, long SignGarbage, long VerifyGarbage, long Kept, long KeptByVerify)
{
    private const int ArrayHeader = 12;

    /// <summary>Counts with a new key.</summary>
    /// <param name="context">The instrumented rooms.</param>
    /// <param name="bits">The key's size.</param>
    public static RsaFigures Count(InstrumentedContext context, int bits)
    {
        var actions = (IReadOnlyDictionary<string, Action>)context.Find(typeof(RsaWorkloads)).GetMethod(nameof(RsaWorkloads.Of))!.Invoke(null, [RsaWorkloads.NewKey(bits)])!;
        (long Instructions, long Bytes) Run(string name)
        {
            Counter.Reset();
            actions[name]();
            return (Counter.Instructions, Counter.AllocatedBytes);
        }

        int result = (bits / 8) + ArrayHeader;
        Run(RsaWorkloads.Release);
        long keptByVerify = Run(RsaWorkloads.Verify).Bytes;
        Run(RsaWorkloads.Release);
        long kept = Run(RsaWorkloads.Sign).Bytes - result;
        (long sign, long bytes) = Run(RsaWorkloads.Sign);
        (long verify, long verifyGarbage) = Run(RsaWorkloads.Verify);
        return new RsaFigures(
            bits, sign, verify, Run(RsaWorkloads.Import).Instructions,
            Math.Max(bytes, Run(RsaWorkloads.SignPss).Bytes) - result, Math.Max(verifyGarbage, Run(RsaWorkloads.VerifyPss).Bytes), kept, keptByVerify);
    }
}
