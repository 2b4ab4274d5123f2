using System;
using System.IO;
using System.Threading;

namespace NfToken.Pal.Simulator;

/// <summary>The UART console as lines of a text writer, each shown as soon as it is written.</summary>
/// <param name="writer">Takes the lines; standard output where it is left out.</param>
public sealed class HostConsole(TextWriter? writer = null) : IConsole
{
    private readonly TextWriter _writer = writer ?? Console.Out;
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            _writer.WriteLine(line);
            _writer.Flush();
        }
    }
}
