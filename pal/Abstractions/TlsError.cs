namespace NfToken.Pal;

/// <summary>Why there is no connection, or no longer one.</summary>
public enum TlsError
{
    /// <summary>Anything else; the message says what the platform said.</summary>
    Other,

    /// <summary>The host's name has no address.</summary>
    UnknownHost,

    /// <summary>The host refused the TCP connection, or there is no way to it.</summary>
    Unreachable,

    /// <summary>The host did not answer in time.</summary>
    Timeout,

    /// <summary>The server's certificate was issued by none of the roots.</summary>
    UnknownAuthority,

    /// <summary>The server's certificate is for another name.</summary>
    NameMismatch,

    /// <summary>The server's certificate has expired or is not valid yet.</summary>
    ServerCertificateDate,

    /// <summary>The server's certificate is unfit in another way.</summary>
    ServerCertificate,

    /// <summary>The server refused the device's certificate.</summary>
    ClientCertificateRefused,

    /// <summary>Server and device have no protocol version, cipher suite or application protocol in common.</summary>
    NoCommonParameters,

    /// <summary>The platform could not use the device's own certificate or key.</summary>
    Identity,

    /// <summary>The board has not enough memory for a handshake.</summary>
    OutOfMemory,

    /// <summary>An established connection broke.</summary>
    ConnectionLost,
}
