using System;
using System.Threading;
using NfToken.Pal;
using NfToken.Provisioning;

namespace NfToken.HelloWorld;

/// <summary>Serves the provisioning console on a thread of its own, for ever.</summary>
public sealed class ConsoleThread
{
    private readonly ProvisioningConsole _console;
    private readonly ConsoleWriter _writer;

    private ConsoleThread(ProvisioningConsole console, ConsoleWriter writer)
    {
        _console = console;
        _writer = writer;
    }

    /// <summary>Starts it.</summary>
    /// <param name="port">The UART.</param>
    /// <param name="writer">Writes to the same UART, for the application too.</param>
    /// <param name="parts">What the console works with.</param>
    public static void Start(ISerialPort port, ConsoleWriter writer, ConsoleParts parts) =>
        new Thread(new ConsoleThread(new ProvisioningConsole(port, writer, parts), writer).Work).Start();

    private void Work()
    {
        while (true)
        {
            try
            {
                _console.Run();
                return;
            }
            catch (Exception e)
            {
                // It would end the thread in silence, and nobody could reach the board any more.
                _writer.WriteLine("console: " + e.GetType().Name + " " + e.Message);
            }
        }
    }
}
