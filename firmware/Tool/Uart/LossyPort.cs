using System;
using System.Collections.Concurrent;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Tool.Uart;

/// <summary>A UART whose bytes are lost where nobody takes them, as on a wire: a pseudo-terminal would stop the board until somebody reads.</summary>
internal sealed class LossyPort : ISerialPort, IDisposable
{
    private const int Capacity = 256;

    private readonly ISerialPort _port;
    private readonly BlockingCollection<byte[]> _waiting = new(Capacity);

    /// <summary>Goes before a port.</summary>
    /// <param name="port">The port, which may wait as it likes.</param>
    public LossyPort(ISerialPort port)
    {
        _port = port;
        new Thread(Send) { IsBackground = true, Name = "wire" }.Start();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count) => _port.Read(buffer, offset, count);

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count) => _waiting.TryAdd(buffer.AsSpan(offset, count).ToArray());

    /// <inheritdoc/>
    public void Dispose() => _waiting.CompleteAdding();

    private void Send()
    {
        foreach (byte[] bytes in _waiting.GetConsumingEnumerable())
        {
            _port.Write(bytes, 0, bytes.Length);
        }
    }
}
