using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NfToken.Tests.Host.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Tool;

/// <summary>What <c>nftoken random</c> writes, judged by rng-tools' rngtest: FIPS 140-2's tests over blocks of 20,000 bits.</summary>
/// <param name="output">Takes the figures.</param>
public sealed class RngTestTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>
    /// Probability that a block of true randomness fails. Computed: a run of 26 equal bits or more 2.98e-4, ones outside of 9,726 to 10,274 1.03e-4, poker 0.99e-4
    /// (chi-square, 15 degrees of freedom, outside of 2.16 to 46.17). Counted over 4e9 bits of Linux's generator: runs 3.7e-4, and all together 187 of 199,999 blocks.
    /// </summary>
    private const double FailureRate = 9e-4;

    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>4 MB; 100 MB with NFTOKEN_LONG=1. As many failures or more have a probability of a billionth.</summary>
    [Theory]
    [InlineData("trng", true)]
    [InlineData("none", true)]
    [InlineData("trng", false)]
    public void PassesFips1402(string kind, bool hasSeed)
    {
        _folder.WithEntropy(kind, hasSeed);
        long bytes = TestRun.IsLong ? 100_000_000 : 4_000_000;
        using var source = NfTokenProcess.Start("random", _folder.Image, "--bytes", $"{bytes}");
        var (blocks, failures) = Judge(source.StandardOutput.BaseStream);
        Assert.Equal(string.Empty, source.StandardError.ReadToEnd());
        source.WaitForExit();
        Assert.Equal(0, source.ExitCode);
        TestRun.Report(output, $"rngtest: {failures} of {blocks} blocks of 20,000 bits failed ({kind}, {(hasSeed ? "seed" : "no seed")}); {blocks * FailureRate:0.0} is the mean of true randomness");
        Assert.InRange(blocks, (bytes * 8 / 20000) - 1, bytes * 8 / 20000);
        Assert.True(failures < Bound(blocks), $"{failures} of {blocks} blocks failed; {Bound(blocks)} is too many");
    }

    /// <summary>The judge himself: bits of which 52 in 100 are ones, and a stream that repeats after 1,000 bytes, do not pass.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RefusesWhatIsNotRandom(bool biased)
    {
        Random random = new(1);
        byte[] stream = new byte[400_000];
        for (int i = 0; i < stream.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                stream[i] |= (byte)((biased ? random.Next(100) < 52 : i < 1000 ? random.Next(2) == 1 : (stream[i - 1000] >> bit & 1) == 1) ? 1 << bit : 0);
            }
        }

        var (blocks, failures) = Judge(new MemoryStream(stream));
        Assert.True(failures >= Bound(blocks), $"only {failures} of {blocks} failed");
    }

    /// <summary>The least number of failures that true randomness reaches with a probability of no more than 1e-9 (Poisson).</summary>
    private static int Bound(int blocks)
    {
        double mean = blocks * FailureRate;
        double term = Math.Exp(-mean);
        double below = 0;
        int count = 0;
        while (1 - below > 1e-9 || count < mean)
        {
            below += term;
            term *= mean / ++count;
        }

        return count;
    }

    private static (int Blocks, int Failures) Judge(Stream stream)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("rngtest") { RedirectStandardInput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new FileNotFoundException("rngtest is not installed: tests/run.sh installs it, or apt-get install rng-tools5");
        }

        using (process)
        {
            var report = process.StandardError.ReadToEndAsync();
            stream.CopyTo(process.StandardInput.BaseStream);
            process.StandardInput.Close();
            process.WaitForExit();
            return (Figure("successes") + Figure("failures"), Figure("failures"));

            int Figure(string what) => int.Parse(
                Regex.Match(report.Result, $"FIPS 140-2 {what}: ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        }
    }
}
