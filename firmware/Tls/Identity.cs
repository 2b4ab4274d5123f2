using NfToken.Certificates;

namespace NfToken.Tls;

/// <summary>Who the device is and whom it trusts, as found in the token. Holds no key, only its handle.</summary>
public sealed class Identity
{
    internal Identity(uint keyHandle, uint certificateHandle, CertificateInfo certificate, byte[][] chain, byte[][] roots)
    {
        KeyHandle = keyHandle;
        CertificateHandle = certificateHandle;
        Certificate = certificate;
        Chain = chain;
        Roots = roots;
    }

    /// <summary>The device's certificate.</summary>
    public CertificateInfo Certificate { get; }

    /// <summary>The device's certificate, then its issuers as far as the token has them; each in DER.</summary>
    public byte[][] Chain { get; }

    /// <summary>The authorities that may have issued the server's certificate; each in DER.</summary>
    public byte[][] Roots { get; }

    /// <summary>Handle of the private key.</summary>
    public uint KeyHandle { get; }

    /// <summary>Handle of the device's certificate.</summary>
    public uint CertificateHandle { get; }
}
