using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace NfToken.Pal.Nano;

/// <summary>
/// Makes TCP connections within a time. Socket.Connect of the device waits for ever and has no non-blocking form, so it runs on a
/// thread of its own, which ends when the socket is closed.
/// </summary>
internal sealed class TcpConnector
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly AutoResetEvent _done = new(false);
    private readonly IPEndPoint _endPoint;
    private Exception _failure;
    private bool _connected;

    private TcpConnector(IPEndPoint endPoint)
    {
        _endPoint = endPoint;
    }

    /// <summary>Looks the host up and connects.</summary>
    /// <param name="host">Name or IPv4 address.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="timeout">Milliseconds for the connect; the look-up has its own time-out in the firmware.</param>
    /// <returns>A connected socket.</returns>
    /// <exception cref="TlsException">UnknownHost, Unreachable, Timeout, OutOfMemory, or Other with what the platform said.</exception>
    public static Socket Connect(string host, int port, int timeout) =>
        new TcpConnector(new IPEndPoint(Resolve(host), port)).Connect(timeout);

    private static IPAddress Resolve(string host)
    {
        try
        {
            IPAddress[] addresses = Dns.GetHostEntry(host).AddressList;
            if (addresses.Length > 0)
            {
                return addresses[0];
            }
        }
        catch (SocketException)
        {
        }

        throw new TlsException(TlsError.UnknownHost, host);
    }

    private Socket Connect(int timeout)
    {
        bool isInTime;
        try
        {
            new Thread(Run).Start();
            isInTime = _done.WaitOne(timeout, false);
        }
        catch (Exception e)
        {
            _socket.Close();
            throw Explain(e);
        }

        if (isInTime && _connected)
        {
            SendAtOnce();
            return _socket;
        }

        _socket.Close();
        throw isInTime ? Explain(_failure) : new TlsException(TlsError.Timeout, timeout.ToString() + " ms");
    }

    private static TlsException Explain(Exception e)
    {
        if (e is OutOfMemoryException)
        {
            return new TlsException(TlsError.OutOfMemory, "connect");
        }

        return e is SocketException socket
            ? SocketFailure.Explain(socket.ErrorCode, TlsError.Unreachable)
            : new TlsException(TlsError.Other, "connect: " + e.GetType().Name + " " + e.Message);
    }

    // Nagle's algorithm and delayed acknowledgements together hold small MQTT packets back for 40 ms and more.
    private void SendAtOnce()
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
        }
        catch (SocketException)
        {
            // Slower, and no reason to be without a connection.
        }
    }

    private void Run()
    {
        try
        {
            _socket.Connect(_endPoint);
            _connected = true;
        }
        catch (Exception e)
        {
            // An exception must not leave a thread; after the time-out it is the closing of the socket, and nobody looks.
            _failure = e;
        }

        _done.Set();
    }
}
