namespace NfToken.Pal.Nano;

/// <summary>Socket errors in words. The numbers are those of System.Net.Sockets.SocketError.</summary>
internal static class SocketFailure
{
    private const int NetworkDown = 10050;
    private const int NetworkUnreachable = 10051;
    private const int ConnectionAborted = 10053;
    private const int ConnectionReset = 10054;
    private const int NoBufferSpace = 10055;
    private const int TimedOut = 10060;
    private const int ConnectionRefused = 10061;
    private const int HostUnreachable = 10065;
    private const int TooManyOpenSockets = 10024;

    // In TLS 1.3 the server judges the device's certificate after the handshake, so within the time that its alert travels.
    private const int AlertTime = 10000;

    /// <summary>Puts a socket error into words.</summary>
    /// <param name="code">SocketException.ErrorCode.</param>
    /// <param name="otherwise">The error where the code says nothing more exact.</param>
    public static TlsException Explain(int code, TlsError otherwise)
    {
        switch (code)
        {
            case TimedOut:
                return new TlsException(TlsError.Timeout, "socket time-out");
            case ConnectionRefused:
                return new TlsException(TlsError.Unreachable, "connection refused");
            case HostUnreachable:
            case NetworkUnreachable:
            case NetworkDown:
                return new TlsException(TlsError.Unreachable, "no way to the host");
            case ConnectionReset:
            case ConnectionAborted:
                return new TlsException(TlsError.ConnectionLost, "connection reset");
            case NoBufferSpace:
            case TooManyOpenSockets:
                return new TlsException(TlsError.OutOfMemory, "socket error " + code.ToString());
            default:
                return new TlsException(otherwise, "socket error " + code.ToString());
        }
    }

    /// <summary>Puts a read that failed into words.</summary>
    /// <param name="code">SocketException.ErrorCode; 0 where it was another exception.</param>
    /// <param name="isFirst">Whether nothing had come on this connection.</param>
    /// <param name="age">Milliseconds since the handshake.</param>
    /// <remarks>
    /// The firmware tells an alert of the server from no other failure of mbedtls_ssl_read, and leaves the socket's error as it was. So only a failure that the
    /// network explains is taken for one; the rest, soon after the handshake and before anything came, is the server's answer to the certificate.
    /// </remarks>
    public static TlsException ExplainRead(int code, bool isFirst, long age)
    {
        TlsException plain = Explain(code, TlsError.ConnectionLost);
        bool isNetwork = plain.Error != TlsError.ConnectionLost;
        return isFirst && !isNetwork && age < AlertTime
            ? new TlsException(TlsError.ClientCertificateRefused, "server hung up " + age.ToString() + " ms after the handshake, " + plain.Message)
            : plain;
    }
}
