using System.Diagnostics;
using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>A folder with a board's image, and programs that use the board's token through the library.</summary>
internal sealed class Programs : IDisposable
{
    /// <summary>PINs of tokens that a test initialises.</summary>
    public const string SoPin = "87654321";
    public const string UserPin = "1234";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nftoken-module-");

    /// <summary>Makes the folder; the first program makes the board.</summary>
    /// <param name="board">What NFTOKEN_BOARD says.</param>
    public Programs(string board = "ESP32_REV0")
    {
        Environment = new()
        {
            ["NFTOKEN_IMAGE"] = Image,
            ["NFTOKEN_BOARD"] = board,
            ["PKCS11_MODULE_PATH"] = Module.Library,
            ["LC_ALL"] = "C",
        };
    }

    /// <summary>The board's image.</summary>
    public string Image => this["board.img"];

    /// <summary>What the programs find in their environment.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Path of a file in the folder.</summary>
    /// <param name="name">Its name.</param>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it printed, errors too.</returns>
    public string Run(string program, params string[] arguments)
    {
        var (status, output) = RunAny(program, arguments);
        Assert.True(status == 0, $"{program} {string.Join(' ', arguments)}: status {status}\n{output}");
        return output;
    }

    /// <summary>Runs a program that must fail.</summary>
    /// <returns>What it printed, errors too.</returns>
    public string Fail(string program, params string[] arguments)
    {
        var (status, output) = RunAny(program, arguments);
        Assert.True(status is > 0 and < 128, $"{program} {string.Join(' ', arguments)}: status {status}\n{output}");
        return output;
    }

    /// <summary>Runs pkcs11-tool on the token.</summary>
    public string Pkcs11Tool(params string[] arguments) => Run("pkcs11-tool", ["--module", Module.Library, .. arguments]);

    /// <summary>Starts a program.</summary>
    public Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder.FullName,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for a program's end.</summary>
    public static (int Status, string Output) Await(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"{process.StartInfo.FileName} ran for more than {Patience}: {output.Result} {error.Result}");
        }

        return (process.ExitCode, output.Result + error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private (int Status, string Output) RunAny(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        return Await(process);
    }
}
