using System;
using System.IO.Ports;

namespace NfToken.Pal.Stm32;

/// <summary>
/// A console on a UART of its own. What <c>Console.WriteLine</c> writes reaches no UART with the released STM32 firmware: without a debugger it goes to the SWO pin where
/// the firmware was built with that, and nowhere else (nf-interpreter, GenericPort_Write).
/// </summary>
public sealed class SerialConsole : IConsole
{
    private readonly SerialPort _port;

    /// <summary>Opens the UART: 8 data bits, no parity, 1 stop bit.</summary>
    /// <param name="uart">Its number: 6 for USART6, which is <c>COM6</c>.</param>
    /// <param name="baud">Bits a second.</param>
    public SerialConsole(int uart, int baud)
    {
        try
        {
            _port = new SerialPort("COM" + uart.ToString(), baud);
            _port.WriteTimeout = 1000;
            _port.Open();
        }
        catch (Exception)
        {
            // A board without its console works on; there is nobody whom it could tell.
            _port = null;
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        // For those who have a debugger attached, or SWO.
        Console.WriteLine(line);
        try
        {
            if (_port != null)
            {
                _port.Write(line + "\r\n");
            }
        }
        catch (Exception)
        {
            // A line that is lost must not stop the board.
        }
    }
}
