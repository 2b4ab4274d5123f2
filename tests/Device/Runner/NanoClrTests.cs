using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using NfToken.Tool.Uart;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Device.Runner;

/// <summary>
/// The device's tests on a real interpreter: the executable that the environment variable <c>NANOCLR</c> names, given the
/// <c>.pe</c> files of the Device build. <c>tests/run.sh --nanoclr</c> builds those and runs these.
/// </summary>
[Trait("Category", "NanoClr")]
public sealed class NanoClrTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    public static TheoryData<string> Rooms() => [.. DeviceTests.Rooms()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void OnTheInterpreter(string room)
    {
        string interpreter = Environment.GetEnvironmentVariable("NANOCLR")
            ?? throw new InvalidOperationException("NANOCLR is not set; use tests/run.sh --nanoclr");
        string folder = Path.Combine(Folder(), "..", room, "bin", "Device", "netnano1.0");
        string[] files = [.. Directory.GetFiles(folder, "*.pe").OrderBy(file => Path.GetFileName(file) != "mscorlib.pe").ThenBy(file => file, StringComparer.Ordinal)];
        foreach (string file in files)
        {
            output.WriteLine($"{new FileInfo(file).Length,7} {Path.GetFileName(file)}");
        }

        var judge = new TestJudge();
        foreach (string line in Run(interpreter, files))
        {
            output.WriteLine(line);
            judge.Take(line);
        }

        Assembly assembly = DeviceTests.Load(room);
        string[] expected = [.. DeviceTest.In(assembly).Select(test => test.ToString())];
        Assert.NotEmpty(expected);
        Assert.Empty(judge.Problems(expected));
    }

    private static string[] Run(string interpreter, string[] files)
    {
        var lines = new List<string>();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(interpreter, files) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (lines)
            {
                if (line.Data != null)
                {
                    lines.Add(line.Data);
                }
            }
        }

        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        lock (lines)
        {
            return [.. lines];
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
