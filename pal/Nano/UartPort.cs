using System;
using System.IO.Ports;
using System.Threading;

namespace NfToken.Pal.Nano;

/// <summary>A UART of the board: 8 data bits, no parity, one stop bit, no flow control.</summary>
/// <remarks>
/// What the firmware does (nf-interpreter, System.IO.Ports of ESP32, ChibiOS and ThreadX): <c>Read</c> waits until all bytes that were asked for are there and otherwise throws, and
/// a byte that comes between its look and its wait wakes nobody. So this asks how many there are, and sleeps where there are none. <c>Write</c> hands out the array's own address, which
/// the garbage collector may change meanwhile, and two threads at once overwrite each other's place or wait for each other for ever: so one writes at a time, from one small array
/// that was made early and therefore stays where it is.
/// </remarks>
public sealed class UartPort : ISerialPort, IDisposable
{
    // What comes while the interpreter is busy, as with a TLS handshake, has to fit: a certificate that somebody pastes.
    private const int ReceiveBuffer = 2048;
    private const int Idle = 10;
    private const int Timeout = 1000;

    // The FIFO of an ESP32 takes as much at once, and then nobody waits.
    private readonly byte[] _piece = new byte[64];
    private readonly SerialPort _port;

    /// <summary>Opens a UART. An ESP32's needs its pins chosen before.</summary>
    /// <param name="number">The number in its name: 2 for <c>COM2</c>.</param>
    /// <param name="baud">Bits a second.</param>
    /// <exception cref="Exception">The firmware has no such UART, or uses it for itself; what it throws differs from one to the next.</exception>
    public UartPort(int number, int baud)
    {
        _port = new SerialPort("COM" + number.ToString(), baud);
        try
        {
            // Nobody listens to its event, so none is to be made.
            _port.ReceivedBytesThreshold = int.MaxValue;
            _port.ReadBufferSize = ReceiveBuffer;
            _port.ReadTimeout = Timeout;
            _port.WriteTimeout = Timeout;
            _port.Open();
        }
        catch
        {
            // The name is taken until then, and the next attempt would fail for that alone.
            _port.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        while (true)
        {
            int there = _port.BytesToRead;
            if (there == 0)
            {
                Thread.Sleep(Idle);
                continue;
            }

            try
            {
                return _port.Read(buffer, offset, there < count ? there : count);
            }
            catch (TimeoutException)
            {
                // The firmware's count of bytes was wrong: an interrupt changed it meanwhile.
            }
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        lock (_piece)
        {
            try
            {
                for (int end = offset + count; offset < end;)
                {
                    int some = end - offset < _piece.Length ? end - offset : _piece.Length;
                    Array.Copy(buffer, offset, _piece, 0, some);
                    _port.Write(_piece, 0, some);
                    offset += some;
                }
            }
            catch (Exception)
            {
                // A line that is lost must not stop the board.
            }
        }
    }

    /// <summary>Closes the UART.</summary>
    public void Dispose() => _port.Dispose();
}
