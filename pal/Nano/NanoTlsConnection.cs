using System;
using System.Net.Security;
using System.Net.Sockets;

namespace NfToken.Pal.Nano;

/// <summary>An established connection of the board. SslStream tells neither protocol nor cipher suite.</summary>
internal sealed class NanoTlsConnection : ITlsConnection
{
    private readonly Socket _socket;
    private readonly SslStream _stream;
    private readonly long _start = Environment.TickCount64;
    private bool _hasRead;
    private bool _closed;

    /// <summary>Takes over a stream that has shaken hands.</summary>
    public NanoTlsConnection(Socket socket, SslStream stream)
    {
        _socket = socket;
        _stream = stream;
    }

    /// <inheritdoc/>
    public string Protocol => null;

    /// <inheritdoc/>
    public string CipherSuite => null;

    /// <inheritdoc/>
    public string ApplicationProtocol => null;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int read;
        try
        {
            read = _stream.Read(buffer, offset, count);
        }
        catch (Exception e)
        {
            if (_closed)
            {
                return 0;
            }

            throw SocketFailure.ExplainRead(CodeOf(e), !_hasRead, Environment.TickCount64 - _start);
        }

        _hasRead = true;
        return read;
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _stream.Write(buffer, offset, count);
        }
        catch (Exception e)
        {
            throw SocketFailure.Explain(CodeOf(e), TlsError.ConnectionLost);
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (!_closed)
        {
            _closed = true;
            _stream.Close();
            _socket.Close();
        }
    }

    private static int CodeOf(Exception e) => e is SocketException socket ? socket.ErrorCode : 0;
}
