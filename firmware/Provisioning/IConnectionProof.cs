using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>Tells whether the broker takes an identity. A TLS handshake alone does not: a server of TLS 1.3 may refuse a certificate after it.</summary>
public interface IConnectionProof
{
    /// <summary>Connects as somebody, up to the broker's own welcome, and disconnects.</summary>
    /// <param name="identity">As whom.</param>
    /// <returns>Null where the broker took it; otherwise why not, in words.</returns>
    string Try(Identity identity);
}
