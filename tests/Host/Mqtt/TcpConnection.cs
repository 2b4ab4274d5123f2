using System.Net;
using System.Net.Sockets;
using NfToken.Pal;

namespace NfToken.Tests.Host.Mqtt;

/// <summary>A connection without TLS.</summary>
public sealed class TcpConnection : IConnection, IDisposable
{
    private readonly Socket _socket;

    public TcpConnection(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(IPAddress.Loopback, port);
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _socket.Receive(buffer, offset, count, SocketFlags.None);
        }
        catch (Exception thrown) when (thrown is SocketException or ObjectDisposedException)
        {
            throw new TlsException(TlsError.ConnectionLost, thrown.Message);
        }
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            while (count > 0)
            {
                int sent = _socket.Send(buffer, offset, count, SocketFlags.None);
                offset += sent;
                count -= sent;
            }
        }
        catch (Exception thrown) when (thrown is SocketException or ObjectDisposedException)
        {
            throw new TlsException(TlsError.ConnectionLost, thrown.Message);
        }
    }

    public void Close()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception thrown) when (thrown is SocketException or ObjectDisposedException)
        {
            // It was gone already.
        }

        _socket.Dispose();
    }

    public void Dispose() => Close();
}
