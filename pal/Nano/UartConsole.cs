using System;

namespace NfToken.Pal.Nano;

/// <summary>The board's console: raw text on the UART while no debugger is attached.</summary>
public sealed class UartConsole : IConsole
{
    /// <inheritdoc/>
    public void WriteLine(string line) => Console.WriteLine(line);
}
