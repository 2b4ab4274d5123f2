using System;
using System.IO;

namespace NfToken.Pal.Simulator;

/// <summary>A UART over a stream of the PC: a serial port's or pseudo-terminal's device file.</summary>
/// <param name="stream">The stream; closing it is the caller's.</param>
public sealed class StreamSerialPort(Stream stream) : ISerialPort
{
    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return stream.Read(buffer, offset, count);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The port was pulled out, or closed.
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            stream.Write(buffer, offset, count);
            stream.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody listens.
        }
    }
}
