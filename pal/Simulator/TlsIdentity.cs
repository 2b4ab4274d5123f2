using System;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;

using System.Security.Cryptography.X509Certificates;

namespace NfToken.Pal.Simulator;

/// <summary>The device's certificate chain and key as SslStream wants them; in memory only.</summary>
/// <remarks>
/// SslStream never sends a self-signed certificate: a "JITP Cert" that is a root stays at home here, though a board sends it.
/// </remarks>
internal sealed class TlsIdentity : IDisposable
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";

    private readonly X509Certificate2 _certificate;

    /// <summary>Reads chain and key.</summary>
    /// <param name="chain">The device's certificate first, each in DER.</param>
    /// <param name="key">PKCS #8 in DER.</param>
    /// <exception cref="TlsException"><see cref="TlsError.Identity"/>: unreadable, or they do not belong together.</exception>
    public TlsIdentity(byte[][] chain, byte[] key)
    {
        try
        {
            using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(chain[0]);
            _certificate = WithKey(bare, key);
            X509Certificate2Collection issuers = [];
            foreach (byte[] issuer in chain.Skip(1))
            {
                issuers.Add(X509CertificateLoader.LoadCertificate(issuer));
            }

            Context = SslStreamCertificateContext.Create(_certificate, issuers, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            _certificate?.Dispose();
            throw new TlsException(TlsError.Identity, e.Message);
        }
    }

    /// <summary>For <see cref="SslClientAuthenticationOptions.ClientCertificateContext"/>.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Frees the key, which OpenSSL clears.</summary>
    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 WithKey(X509Certificate2 certificate, byte[] key)
    {
        switch (certificate.GetKeyAlgorithm())
        {
            case RsaEncryption:
                using (RSA rsa = RSA.Create())
                {
                    rsa.ImportPkcs8PrivateKey(key, out _);
                    return certificate.CopyWithPrivateKey(rsa);
                }

            case EcPublicKey:
                using (ECDsa ecdsa = ECDsa.Create())
                {
                    ecdsa.ImportPkcs8PrivateKey(key, out _);
                    return certificate.CopyWithPrivateKey(ecdsa);
                }

            default:
                throw new CryptographicException("neither an RSA nor an EC certificate");
        }
    }
}
