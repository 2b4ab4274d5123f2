using System;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Provisioning;

namespace NfToken.HelloWorld.Board;

/// <summary>
/// Where the board's lines go: to the UART of the provisioning console, marked as the application's, and to <c>Console.WriteLine</c>: an ESP32's firmware writes that to
/// its first UART, an STM32's to a debugger only (nf-interpreter, GenericPort_Write).
/// </summary>
internal sealed class BoardConsole : IConsole
{
    private readonly ISerialPort _port;
    private readonly ConsoleWriter _writer;

    /// <summary>Opens the UART. A board without one works on, as it was provisioned before.</summary>
    public BoardConsole()
    {
        try
        {
            _port = BoardFamily.OpenPort();
            _writer = new ConsoleWriter(_port);
        }
        catch (Exception e)
        {
            Console.WriteLine("no provisioning console: " + e.GetType().Name + " " + e.Message);
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        Console.WriteLine(line);
        if (_writer != null)
        {
            _writer.WriteLine(line);
        }
    }

    /// <summary>Starts the provisioning console.</summary>
    /// <param name="parts">What it works with.</param>
    public void Serve(ConsoleParts parts)
    {
        if (_writer != null)
        {
            ConsoleThread.Start(_port, _writer, parts);
        }
    }
}
