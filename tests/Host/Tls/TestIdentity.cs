namespace NfToken.Tests.Host.Tls;

/// <summary>A certificate and its key.</summary>
/// <param name="Certificate">X.509 in DER.</param>
/// <param name="Key">PKCS #8 in DER.</param>
/// <param name="CertificatePem">X.509 in PEM.</param>
/// <param name="KeyPem">PKCS #8 in PEM.</param>
internal sealed record TestIdentity(byte[] Certificate, byte[] Key, string CertificatePem, string KeyPem);
