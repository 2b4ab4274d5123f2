using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>What went wrong and what to do, in one line each.</summary>
internal static class TlsWords
{
    /// <summary>Puts a platform's error into words.</summary>
    /// <param name="exception">The platform's error and what it said.</param>
    /// <param name="parameters">Where the connection was to go.</param>
    /// <returns>The same error with a line for people.</returns>
    public static TlsException Explain(TlsException exception, TlsParameters parameters) => new(
        exception.Error, Describe(exception.Error, parameters.Host, parameters.Port.ToString()) + " (" + exception.Message + ")");

    private static string Describe(TlsError error, string host, string port)
    {
        switch (error)
        {
            case TlsError.UnknownHost:
                return host + ": no such host: check the endpoint and the network's DNS";
            case TlsError.Unreachable:
                return host + ":" + port + " does not take the connection: is the broker running, is the port right?";
            case TlsError.Timeout:
                return host + ":" + port + " does not answer: check port and firewall";
            case TlsError.UnknownAuthority:
                return "server certificate from an unknown authority: import its root as Root Cert";
            case TlsError.NameMismatch:
                return "server certificate is not for " + host + ": connect by a name that it holds";
            case TlsError.ServerCertificateDate:
                return "server certificate out of date: renew it, or set the clock";
            case TlsError.ServerCertificate:
                return "server certificate unfit: the broker needs another";
            case TlsError.ClientCertificateRefused:
                return "broker refused Device Cert: register it there, with a CA that the broker trusts";
            case TlsError.NoCommonParameters:
                return "no TLS version, cipher suite or ALPN in common with " + host;
            case TlsError.Identity:
                return "Device Cert or its key is of no use: import both again";
            case TlsError.OutOfMemory:
                return "too little RAM for TLS";
            case TlsError.ConnectionLost:
                return "connection to " + host + ":" + port + " lost";
            default:
                return "TLS with " + host + ":" + port + " failed";
        }
    }
}
