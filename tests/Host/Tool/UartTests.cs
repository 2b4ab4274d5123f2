using System.Diagnostics;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary><c>nftoken uart</c> over a pipe, over its own pseudo-terminal, and over one that stands for a board's serial port.</summary>
public sealed class UartTests
{
    private const string Good = "I (29) boot: ESP-IDF\r\nTest passed,A.B.One.0,120\r\nTest skipped,A.B.Two.1,no drive\r\nDone.\r\n";

    [Fact]
    public void ARunIsCounted() => Pipe(Good, "--expect", "2").Succeeds().Shows("1 passed, 0 failed, 1 skipped").Shows("I (29) boot");

    [Fact]
    public void AFailureIsTold() =>
        Pipe("Test failed,A.B.One.0,expected 1\nTest passed,A.B.Two.0,1\nDone.\n").Shows("1 passed, 1 failed, 0 skipped").Fails("A.B.One.0: failed: expected 1");

    [Fact]
    public void ALauncherThatStopsIsNotTrusted() => Pipe("Test passed,A.B.One.0,120\n").Fails("did not print 'Done.'");

    [Fact]
    public void TheNumberOfTestsCounts() => Pipe(Good, "--expect", "3").Fails("2 results, expected 3");

    [Fact]
    public void SilenceEnds()
    {
        using Process process = NfTokenProcess.Start("uart", "--pty", "--timeout", "2");
        process.StandardOutput.ReadLine();
        NfTokenProcess.Await(process).Fails("no 'Done.' within 2 s", "reset button");
    }

    [Fact]
    public void NoiseDoesNotReachTheTerminal()
    {
        NfTokenProcess.Result result = Pipe("\u001b]0;evil\u0007\u0001MKT\r\n" + new string('x', 10_000) + "\n" + Good).Succeeds();
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u0007', result.Output);
    }

    [Fact]
    public void APseudoTerminalTakesASimulatedBoard()
    {
        using Process process = NfTokenProcess.Start("uart", "--pty", "--expect", "2", "--timeout", "60");
        File.WriteAllText(process.StandardOutput.ReadLine()!, Good[..40]);
        NfTokenProcess.Result result = Finish(process, Good[40..]);
        result.Succeeds().Shows("1 passed, 0 failed, 1 skipped");

        NfTokenProcess.Result Finish(Process running, string rest)
        {
            string terminal = $"/proc/{running.Id}/fd";
            string path = Directory.GetFiles(terminal).Select(file => File.ResolveLinkTarget(file, false)?.FullName).First(name => name?.StartsWith("/dev/pts/", StringComparison.Ordinal) == true)!;
            File.WriteAllText(path, rest);
            return NfTokenProcess.Await(running);
        }
    }

    /// <summary>The port is the pseudo-terminal of a first nftoken, into which this test writes from the other side: what a serial adapter would be.</summary>
    [Fact]
    public void ASerialPortIsRead()
    {
        string script = "import os,pty,sys,time\nm,s=pty.openpty()\nprint(os.ttyname(s),flush=True)\nsys.stdin.readline()\nfor c in sys.argv[1].encode(): os.write(m,bytes([c]))\nsys.stdin.readline()\n";
        using Process board = Process.Start(new ProcessStartInfo("python3", ["-c", script, Good]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string port = board.StandardOutput.ReadLine()!;
        using Process process = NfTokenProcess.Start("uart", port, "--baud", "115200", "--expect", "2", "--timeout", "60");

        // Setting the port would throw away what had come before: the board speaks once its port is open.
        while (!process.HasExited && !HasOpen(process.Id, port))
        {
            Thread.Sleep(20);
        }

        board.StandardInput.WriteLine();
        NfTokenProcess.Await(process).Succeeds().Shows("1 passed, 0 failed, 1 skipped");
        board.StandardInput.WriteLine();
        board.WaitForExit();
    }

    [Fact]
    public void PortsThatAreNotThereAreNamed()
    {
        NfTokenProcess.Run("uart", "/dev/nftoken-nowhere").Fails("/dev/nftoken-nowhere: no such port");
        NfTokenProcess.Run("uart", "/dev/null").Fails("/dev/null: not a serial port");
        NfTokenProcess.Run("uart").IsMisuse("Name a PORT, or give --pty.");
        NfTokenProcess.Run("uart", "-", "--expect", "0").IsMisuse("--expect wants");
        NfTokenProcess.Run("uart", "-", "--timeout", "x").IsMisuse("--timeout");
    }

    private static bool HasOpen(int process, string path) =>
        Directory.GetFiles($"/proc/{process}/fd").Any(file => File.ResolveLinkTarget(file, false)?.FullName == path);

    private static NfTokenProcess.Result Pipe(string console, params string[] arguments)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, console);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec dotnet \"$0\" uart - \"$@\" < \"$FILE\"", Path.Combine(AppContext.BaseDirectory, "nftoken.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["FILE"] = file },
            })!;
            return NfTokenProcess.Await(process);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
