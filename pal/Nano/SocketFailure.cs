using System.Net.Sockets;

namespace NfToken.Pal.Nano;

/// <summary>Socket errors in words.</summary>
internal static class SocketFailure
{
    /// <summary>Puts a socket error into words.</summary>
    /// <param name="exception">What the socket threw.</param>
    /// <param name="otherwise">The error where the code says nothing more exact.</param>
    public static TlsException Explain(SocketException exception, TlsError otherwise)
    {
        int code = exception.ErrorCode;
        switch (code)
        {
            case (int)SocketError.TimedOut:
                return new TlsException(TlsError.Timeout, "socket time-out");
            case (int)SocketError.ConnectionRefused:
                return new TlsException(TlsError.Unreachable, "connection refused");
            case (int)SocketError.HostUnreachable:
            case (int)SocketError.NetworkUnreachable:
            case (int)SocketError.NetworkDown:
                return new TlsException(TlsError.Unreachable, "no way to the host");
            case (int)SocketError.ConnectionReset:
            case (int)SocketError.ConnectionAborted:
                return new TlsException(TlsError.ConnectionLost, "connection reset");
            case (int)SocketError.NoBufferSpaceAvailable:
            case (int)SocketError.TooManyOpenSockets:
                return new TlsException(TlsError.OutOfMemory, "socket error " + code.ToString());
            default:
                return new TlsException(otherwise, "socket error " + code.ToString());
        }
    }
}
