using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace NfToken.Pal.Nano;

/// <summary>
/// The board's TLS: SslStream over the firmware's mbedTLS. The handshake is one native call that blocks every thread and has no
/// time-out. Certificates that the firmware keeps in its own CA store are trusted as well as the given roots.
/// </summary>
public sealed class NanoTlsTransport : ITlsTransport
{
    /// <inheritdoc/>
    public bool SupportsApplicationProtocol => false;

    /// <inheritdoc/>
    public ITlsConnection Connect(TlsParameters parameters)
    {
        if (parameters.ApplicationProtocol != null)
        {
            throw new TlsException(TlsError.NoCommonParameters, "no ALPN on this board: use port 8883");
        }

        X509Certificate2 identity = MakeIdentity(parameters);
        X509Certificate roots;
        try
        {
            roots = new X509Certificate(CertificateBundle.Join(parameters.Roots));
        }
        catch (Exception e)
        {
            throw Unreadable(e, TlsError.UnknownAuthority, "root certificate unreadable");
        }

        Socket socket = TcpConnector.Connect(parameters.Host, parameters.Port, parameters.ConnectTimeout);
        SslStream stream = new(socket);
        try
        {
            // The firmware verifies with this value only: VerifyPeer does not.
            stream.SslVerification = SslVerification.CertificateRequired;
            stream.AuthenticateAsClient(parameters.Host, identity, roots, SslProtocols.Tls12 | SslProtocols.Tls13);
            return new NanoTlsConnection(socket, stream);
        }
        catch (Exception e)
        {
            stream.Close();
            throw HandshakeFailure.Explain(e);
        }
    }

    // X509Certificate2 keeps the caller's own array of the key, so that clearing it there leaves no copy in managed memory.
    private static X509Certificate2 MakeIdentity(TlsParameters parameters)
    {
        try
        {
            return new X509Certificate2(CertificateBundle.Join(parameters.CertificateChain), parameters.PrivateKey, null);
        }
        catch (Exception e)
        {
            throw Unreadable(e, TlsError.Identity, "device certificate or key unreadable");
        }
    }

    // A board short of memory must not send its user to import the certificate again.
    private static TlsException Unreadable(Exception e, TlsError error, string message) =>
        e is OutOfMemoryException ? new TlsException(TlsError.OutOfMemory, "certificates") : new TlsException(error, message);
}
