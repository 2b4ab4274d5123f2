namespace NfToken.Pal;

/// <summary>Where to connect to, as whom, and whom to trust.</summary>
public sealed class TlsParameters
{
    /// <summary>Name of the server: looked up, sent as SNI, and checked against its certificate.</summary>
    public string Host { get; set; }

    /// <summary>TCP port.</summary>
    public int Port { get; set; }

    /// <summary>The device's certificate first, then its issuers; each X.509 in DER.</summary>
    public byte[][] CertificateChain { get; set; }

    /// <summary>The device's private key, PKCS #8 in DER. The owner clears it after <see cref="ITlsTransport.Connect"/>.</summary>
    public byte[] PrivateKey { get; set; }

    /// <summary>The authorities that may have issued the server's certificate; each X.509 in DER.</summary>
    public byte[][] Roots { get; set; }

    /// <summary>The protocol to ask for by ALPN (<c>x-amzn-mqtt-ca</c> on AWS IoT's port 443), or null.</summary>
    public string ApplicationProtocol { get; set; }

    /// <summary>How long the TCP connect may take, in milliseconds.</summary>
    public int ConnectTimeout { get; set; } = 15000;
}
