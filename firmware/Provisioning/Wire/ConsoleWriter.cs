using System;
using System.Text;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>Whole lines on the UART, from the console's answers and from the application, which share it.</summary>
/// <param name="port">Takes the lines.</param>
public sealed class ConsoleWriter(ISerialPort port) : IConsole
{
    private const string Prompt = "> ";

    private readonly object _gate = new object();

    /// <summary>CR and LF.</summary>
    internal static byte[] LineEnd { get; } = [0x0D, 0x0A];

    /// <summary>Writes a line of the application, with <c># </c> before it: so a program knows that it belongs to no answer.</summary>
    /// <param name="line">The text without its line end; no secrets.</param>
    public void WriteLine(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("# " + line);
        Write(bytes, 0, bytes.Length);
    }

    /// <summary>Writes a line.</summary>
    internal void Write(byte[] bytes, int offset, int count)
    {
        byte[] line = new byte[count + LineEnd.Length];
        Array.Copy(bytes, offset, line, 0, count);
        Array.Copy(LineEnd, 0, line, count, LineEnd.Length);
        lock (_gate)
        {
            port.Write(line, 0, line.Length);
        }
    }

    /// <summary>Asks for a command.</summary>
    internal void WritePrompt()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Prompt);
        lock (_gate)
        {
            port.Write(bytes, 0, bytes.Length);
        }
    }
}
