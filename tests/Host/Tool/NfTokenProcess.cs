using System.Diagnostics;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>Runs the real nftoken as a process of its own, as a user does.</summary>
internal static class NfTokenProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Result Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Await(process);
    }

    /// <summary>Runs a verb whose output is no text.</summary>
    public static (int Status, byte[] Output, string Error) RunRaw(params string[] arguments)
    {
        using var process = Start(arguments);
        using MemoryStream output = new();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        Assert.True(process.WaitForExit(Patience), "nftoken closed its output and did not end");
        return (process.ExitCode, output.ToArray(), error.Result);
    }

    public static Process Start(params string[] arguments)
    {
        var process = StartTyping(arguments);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>The same, with the standard input left open.</summary>
    public static Process StartTyping(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "nftoken.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("NFTOKEN_DEBUG");
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    public static Result Await(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"nftoken ran for more than {Patience}: {output.Result} {error.Result}");
        }

        return new Result(process.ExitCode, output.Result, error.Result);
    }

    internal sealed record Result(int Status, string Output, string Error)
    {
        public Result Succeeds()
        {
            Assert.True(Status == 0, $"exit status {Status}\n{Output}\n{Error}");
            Assert.Equal(string.Empty, Error);
            return this;
        }

        public Result Shows(string part)
        {
            Assert.Contains(part, Output, StringComparison.Ordinal);
            return this;
        }

        /// <summary>Checks for the one line on standard error that says what and what to do.</summary>
        public Result Fails(params string[] parts) => Complains(1, parts);

        public Result IsMisuse(params string[] parts) => Complains(2, parts);

        private Result Complains(int status, string[] parts)
        {
            Assert.True(Status == status, $"exit status {Status}, not {status}\n{Output}\n{Error}");
            string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith("nftoken: ", line, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
            foreach (string part in parts)
            {
                Assert.True(line.Contains(part, StringComparison.Ordinal), $"no '{part}' in: {line}");
            }

            return this;
        }
    }
}
