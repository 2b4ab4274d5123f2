using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace NfToken.Tests.Host.Tool;

public sealed class RandomVerbTests : IDisposable
{
    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// A broken generator is told and dropped. With the seed there is randomness all the same; without it there is none. By chance a stuck one gives just the
    /// byte that stood in the buffer (1 in 256), and a biased one a row of 255s before its window of 512 bytes is full (1 in 62).
    /// </summary>
    [Theory]
    [InlineData("trng", null)]
    [InlineData("stuck", "repeats a byte|left bytes unwritten")]
    [InlineData("repeating", "repeats itself")]
    [InlineData("biased", "is biased|repeats a byte")]
    [InlineData("silent", "left bytes unwritten")]
    [InlineData("none", null)]
    public void EachKindOfEntropyWorksOrRefuses(string kind, string? faults)
    {
        _folder.WithEntropy(kind, hasSeed: true);
        Assert.Equal(("healthy", true, true), Randomness());
        var first = NfTokenProcess.RunRaw("random", _folder.Image, "--bytes", "64");
        var second = NfTokenProcess.RunRaw("random", _folder.Image, "--bytes", "64");
        Assert.Equal((0, 64, 0, 64), (first.Status, first.Output.Length, second.Status, second.Output.Length));
        Assert.NotEqual(first.Output, second.Output);
        CheckWarning(Lines(first.Error));

        _folder.WithEntropy(kind, hasSeed: false);
        Assert.Equal((kind == "trng" ? "healthy" : "refused", false, kind == "trng"), Randomness());
        byte[] image = File.ReadAllBytes(_folder.Image);
        var seedless = NfTokenProcess.RunRaw("random", _folder.Image, "--bytes", "64");
        if (kind == "trng")
        {
            Assert.Equal((0, 64, string.Empty), (seedless.Status, seedless.Output.Length, seedless.Error));
            return;
        }

        Assert.Equal((1, 0), (seedless.Status, seedless.Output.Length));
        string[] lines = Lines(seedless.Error);
        CheckWarning(lines[..^1]);
        Assert.Contains("nftoken seed inject", lines[^1], StringComparison.Ordinal);
        Assert.Equal(image, File.ReadAllBytes(_folder.Image));

        // What 'board info' and the refusal advise helps.
        NfTokenProcess.Run("seed", "inject", _folder.Image).Succeeds();
        Assert.Equal(0, NfTokenProcess.RunRaw("random", _folder.Image, "--bytes", "64").Status);

        void CheckWarning(string[] told)
        {
            if (faults == null)
            {
                Assert.Empty(told);
            }
            else
            {
                Assert.Matches($"^nftoken: noise source esp32-rng ({faults}): dropped$", Assert.Single(told));
            }
        }

        (string Health, bool Seed, bool CanGenerate) Randomness()
        {
            using var info = JsonDocument.Parse(NfTokenProcess.Run("board", "info", _folder.Image, "--json").Succeeds().Output);
            var randomness = info.RootElement.GetProperty("randomness");
            var sources = randomness.GetProperty("sources").EnumerateArray().ToArray();
            Assert.Equal(["device-id", "clock", "jitter"], sources[^3..].Select(source => source.GetProperty("name").GetString()));
            Assert.All(sources[^3..], source => Assert.Equal(0, source.GetProperty("bitsPerByte").GetInt32()));
            Assert.Equal(kind == "none" ? 3 : 4, sources.Length);
            if (kind != "none")
            {
                Assert.Equal(faults == null ? "healthy" : "failed", sources[0].GetProperty("health").GetString());
                Assert.Matches($"^({faults})$", sources[0].GetProperty("fault").GetString() ?? string.Empty);
                Assert.Equal(4, sources[0].GetProperty("bitsPerByte").GetInt32());
            }

            bool can = randomness.GetProperty("canGenerate").GetBoolean();
            return (can ? "healthy" : "refused", randomness.GetProperty("seed").GetBoolean(), can);
        }
    }

    /// <summary>Requests are of 65536 bytes at most.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(300000)]
    public void AsManyBytesAsAskedFor(int count)
    {
        _folder.WithBoard();
        byte[] output = NfTokenProcess.RunRaw("random", _folder.Image, "--bytes", $"{count}").Output;
        Assert.Equal(count, output.Length);
        if (count > 65536)
        {
            // 32 bytes are one block of the generator: none may come twice.
            Assert.Equal(count / 32, output.Take(count / 32 * 32).Chunk(32).Select(Convert.ToHexString).Distinct().Count());
        }
    }

    /// <summary>Terabytes are asked for; the pipe's other end takes ten bytes and goes.</summary>
    [Fact]
    public void EndsWhenNobodyReads()
    {
        _folder.WithBoard();
        using var process = NfTokenProcess.Start("random", _folder.Image, "--bytes", "1000000000000");
        process.StandardOutput.BaseStream.ReadExactly(new byte[10]);
        process.StandardOutput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal((0, string.Empty), (process.ExitCode, process.StandardError.ReadToEnd()));
    }

    [Fact]
    public void AFullDiskIsAFailure()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _folder.WithBoard();
        var (status, text) = Shell($"dotnet '{Path.Combine(AppContext.BaseDirectory, "nftoken.dll")}' random '{_folder.Image}' --bytes 100 > /dev/full");
        Assert.Equal((1, "nftoken: No space left on device; make room on this computer's disk, and try again"), (status, text.Trim()));
    }

    [Fact]
    public void ATerminalIsSpared()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _folder.WithBoard();
        string command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "nftoken.dll")}' random '{_folder.Image}' --bytes 5";
        var (status, text) = Shell($"script -qec \"{command}\" /dev/null < /dev/null");
        Assert.Equal(1, status);
        Assert.Contains("nftoken: standard output is a terminal", text, StringComparison.Ordinal);
        Assert.Equal(0, Shell($"script -qec \"{command} --force\" /dev/null < /dev/null").Status);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static (int Status, string Text) Shell(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }
}
