namespace NfToken.Pal;

/// <summary>
/// Makes connections with mutual TLS. Always checks the server's certificate chain against the given roots, its dates and
/// its name; there is no way to switch that off.
/// </summary>
public interface ITlsTransport
{
    /// <summary>Whether <see cref="TlsParameters.ApplicationProtocol"/> can be asked for.</summary>
    bool SupportsApplicationProtocol { get; }

    /// <summary>Connects and shakes hands. May block for long: on a board the handshake is one native call.</summary>
    /// <param name="parameters">Where to and with which identity. The transport clears what copies of the key it makes.</param>
    /// <returns>The connection, authenticated on both sides.</returns>
    /// <exception cref="TlsException">No connection; <see cref="TlsException.Error"/> says why.</exception>
    ITlsConnection Connect(TlsParameters parameters);
}
