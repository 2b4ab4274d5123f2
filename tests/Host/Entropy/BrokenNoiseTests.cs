using NfToken.Cryptography;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Cryptography;
using NfToken.Tests.Host.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Entropy;

/// <summary>Each kind of broken source is caught within the number of bytes that ENTROPY.md states, from its start and after it was good for a while.</summary>
public sealed class BrokenNoiseTests(ITestOutputHelper output)
{
    private static readonly int s_sources = Seed.Cases(200, 5000);

    public static TheoryData<string, int, int, string> Kinds() => new()
    {
        // Kind, credit, bytes, and what most are caught as.
        { "stuck", 8, 64, "repeats a byte" },
        { "stuck", 4, 64, "repeats a byte" },
        { "stuck", 1, 64, "repeats a byte" },
        { "silent", 8, 64, "left bytes unwritten" },
        { "silent", 4, 64, "left bytes unwritten" },
        { "silent", 1, 64, "left bytes unwritten" },
        { "one word silent", 8, 64, "left bytes unwritten" },
        { "one word silent", 4, 64, "left bytes unwritten" },
        { "one word silent", 1, 64, "left bytes unwritten" },
        { "half silent", 8, 64, "left bytes unwritten" },
        { "half silent", 1, 64, "left bytes unwritten" },
        { "same block", 8, 8192, "repeats itself" },
        { "period up to 4088", 8, 8192, "repeats itself" },
        { "period up to 4088", 4, 8192, "repeats itself" },
        { "period up to 4032", 1, 8192, "repeats itself" },
        { "bits 3/5 ones", 8, 1024, "is biased" },
        { "bits 2/5 ones", 8, 1024, "is biased" },
        { "a bit always one", 8, 4096, "is biased" },
        { "one value in a quarter", 8, 32768, "repeats a byte" },
        { "one value in a quarter", 6, 32768, "is biased" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IsCaught(string kind, int bits, int bytes, string fault)
    {
        int worst = 0;
        int asExpected = 0;
        for (int number = 0; number < s_sources; number++)
        {
            NoiseStream stream = new(bits, FaultRandom.Mix(TestRun.Seed, (ulong)number));
            int good = number % 2 == 0 ? 0 : stream.Random.Next(300);
            Assert.Equal(good, stream.TakeUntilFault(stream.FillAsClaimed, good, out string? early));
            Assert.Null(early);
            int blocks = stream.TakeUntilFault(Break(kind, stream), bytes / NoiseMonitor.BlockLength, out string? found);
            Assert.True(found != null, $"NFTOKEN_TEST_SEED={TestRun.Seed}: source {number} not caught after {good} good blocks");
            asExpected += found == fault ? 1 : 0;
            worst = Math.Max(worst, blocks);
        }

        Assert.InRange(asExpected, s_sources / 2, s_sources);
        TestRun.Report(output, $"{kind}, credit {bits}: {s_sources} of {s_sources} caught, the last after {worst * NoiseMonitor.BlockLength} bytes of {bytes}");
    }

    /// <summary>From its very start a source that repeats itself is caught by its start-up test.</summary>
    [Fact]
    public void ShortPeriodsAreCaughtAtTheStart()
    {
        for (int period = 1; period <= NoiseMonitor.StartLength - 8; period++)
        {
            NoiseStream stream = new(8, FaultRandom.Mix(TestRun.Seed, (ulong)period));
            int blocks = stream.TakeUntilFault(Repeat(stream, period), NoiseMonitor.StartLength / NoiseMonitor.BlockLength, out string? fault);
            Assert.True(fault != null, $"period {period}");
            Assert.InRange(blocks, 1, ((period + 8 - 1) / NoiseMonitor.BlockLength) + 1);
        }
    }

    /// <summary>A stretch that looks like its own beginning is found all the same, wherever it comes again.</summary>
    [Fact]
    public void StretchThatOverlapsItselfIsFound()
    {
        FaultRandom random = new(TestRun.Seed);
        for (int number = 0; number < 2000; number++)
        {
            // Two values only, 8 of which are remembered: borders of all lengths occur.
            NoiseTests tests = new(8);
            byte[] bytes = new byte[40];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(random.OneIn(2) ? 0x3C : 0xC3);
            }

            // The first byte that completes the stretch again, a fifth in a row, or a 16th of the first value.
            int expected = Enumerable.Range(0, bytes.Length).FirstOrDefault(
                at => (at >= 8 && bytes.AsSpan(at - 7, 8).SequenceEqual(bytes.AsSpan(0, 8)))
                    || (at >= 4 && !bytes.AsSpan(at - 4, 5).ContainsAnyExcept(bytes[at]))
                    || (bytes[at] == bytes[0] && bytes.AsSpan(0, at + 1).Count(bytes[0]) == 16),
                -1);
            int caught = Enumerable.Range(0, bytes.Length).FirstOrDefault(at => tests.Take([bytes[at]], [0]) != null, -1);
            Assert.True(caught == expected, $"{Convert.ToHexString(bytes)}: caught at {caught}, not {expected}");
        }
    }

    private static Action<byte[]> Break(string kind, NoiseStream stream)
    {
        FaultRandom random = stream.Random;
        byte value = (byte)random.Next();
        switch (kind)
        {
            case "stuck":
                return buffer => Array.Fill(buffer, value);
            case "silent":
                return _ => { };
            case "one word silent":
                int word = 4 * random.Next(NoiseMonitor.BlockLength / 4);
                return buffer => Keep(stream, buffer, word, 4);
            case "half silent":
                int half = random.Next(2) * NoiseMonitor.BlockLength / 2;
                return buffer => Keep(stream, buffer, half, NoiseMonitor.BlockLength / 2);
            case "same block":
                return Repeat(stream, NoiseMonitor.BlockLength);
            case "period up to 4088":
            case "period up to 4032":
                return Repeat(stream, 100 + random.Next(int.Parse(kind[^4..]) - 99));
            case "bits 3/5 ones":
                return buffer => FillBits(random, buffer, 154);
            case "bits 2/5 ones":
                return buffer => FillBits(random, buffer, 102);
            case "a bit always one":
                byte bit = (byte)(1 << random.Next(8));
                return buffer =>
                {
                    random.Fill(buffer);
                    for (int i = 0; i < buffer.Length; i++)
                    {
                        buffer[i] |= bit;
                    }
                };
            default:
                return buffer =>
                {
                    random.Fill(buffer);
                    for (int i = 0; i < buffer.Length; i++)
                    {
                        buffer[i] = random.OneIn(4) ? (byte)0x35 : buffer[i];
                    }
                };
        }
    }

    private static Action<byte[]> Repeat(NoiseStream stream, int period)
    {
        byte[] bytes = new byte[(period + NoiseMonitor.BlockLength - 1) / NoiseMonitor.BlockLength * NoiseMonitor.BlockLength];
        for (int at = 0; at < bytes.Length; at += NoiseMonitor.BlockLength)
        {
            byte[] block = new byte[NoiseMonitor.BlockLength];
            stream.FillAsClaimed(block);
            block.CopyTo(bytes, at);
        }

        int next = 0;
        return buffer =>
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = bytes[next++ % period];
            }
        };
    }

    private static void Keep(NoiseStream stream, byte[] buffer, int offset, int count)
    {
        byte[] before = (byte[])buffer.Clone();
        stream.FillAsClaimed(buffer);
        Array.Copy(before, offset, buffer, offset, count);
    }

    private static void FillBits(FaultRandom random, byte[] buffer, int chance)
    {
        for (int i = 0; i < buffer.Length; i += 8)
        {
            BitConverter.TryWriteBytes(buffer.AsSpan(i), random.Bits(chance));
        }
    }
}
