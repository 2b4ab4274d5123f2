using System.Diagnostics;
using NfToken.Tests.Host.Tool;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>A simulated board that is switched on: a process that serves its console on a pseudo-terminal.</summary>
internal sealed class BoardProcess : IDisposable
{
    private readonly Process _process;

    public BoardProcess(string image, params string[] options)
    {
        _process = NfTokenProcess.Start(["board", "run", image, "--pty", .. options]);
        Path = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
    }

    /// <summary>The pseudo-terminal.</summary>
    public string Path { get; }

    /// <summary>Pulls the plug.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
