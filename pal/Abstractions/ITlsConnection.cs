namespace NfToken.Pal;

/// <summary>A connection after a successful handshake with both sides authenticated.</summary>
public interface ITlsConnection : IConnection
{
    /// <summary>Protocol version, such as <c>TLS 1.3</c>; null where the platform does not tell.</summary>
    string Protocol { get; }

    /// <summary>Cipher suite by its IANA name; null where the platform does not tell.</summary>
    string CipherSuite { get; }

    /// <summary>The protocol agreed on by ALPN; null where there is none or the platform does not tell.</summary>
    string ApplicationProtocol { get; }
}
