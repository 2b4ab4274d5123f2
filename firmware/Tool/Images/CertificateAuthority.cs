using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NfToken.Tool.Images;

/// <summary>A local certificate authority, given as files: issues certificates to devices.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    /// <summary>Extended key usage of a TLS client (RFC 5280, 4.2.1.12).</summary>
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _certificate;
    private readonly AsymmetricAlgorithm _key;
    private readonly X509Extension _keyIdentifier;

    private CertificateAuthority(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        _certificate = certificate;
        _key = key;
        _keyIdentifier = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: HasKeyIdentifier(certificate), includeIssuerAndSerial: !HasKeyIdentifier(certificate));
    }

    /// <summary>Its certificate in DER.</summary>
    public byte[] Certificate => _certificate.RawData;

    /// <summary>Whether it is its own issuer: then a device need not send it.</summary>
    public bool IsRoot => _certificate.SubjectName.RawData.AsSpan().SequenceEqual(_certificate.IssuerName.RawData);

    /// <summary>Its name.</summary>
    public string Subject => _certificate.Subject;

    /// <summary>Until when it may issue.</summary>
    public DateTimeOffset NotAfter => _certificate.NotAfter;

    /// <summary>Reads an authority from files.</summary>
    /// <param name="certificatePath">Its certificate, PEM or DER.</param>
    /// <param name="keyPath">Its private key, PEM or DER.</param>
    /// <param name="passphrasePath">A file whose first line opens the key, where that is encrypted; or null.</param>
    /// <exception cref="ToolException">A file is not what it should be, or they do not fit each other.</exception>
    public static CertificateAuthority Read(string certificatePath, string keyPath, string? passphrasePath)
    {
        X509Certificate2 certificate = ReadCertificate(certificatePath);
        try
        {
            var constraints = certificate.Extensions[BasicConstraints] as X509BasicConstraintsExtension;
            if (constraints is not { CertificateAuthority: true })
            {
                throw new ToolException($"{certificatePath}: {certificate.Subject} is no authority's certificate (basic constraints); give the CA's");
            }

            if (certificate.NotAfter < DateTime.Now)
            {
                throw new ToolException($"{certificatePath}: {certificate.Subject} expired on {certificate.NotAfter:yyyy-MM-dd}; have a new one issued");
            }

            AsymmetricAlgorithm key = ReadKey(keyPath, passphrasePath, certificate.GetECDsaPublicKey() != null);
            byte[]? ours = key.ExportSubjectPublicKeyInfo();
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(ours))
            {
                key.Dispose();
                throw new ToolException($"{keyPath} does not belong to {certificatePath} ({certificate.Subject}); give that CA's key");
            }

            return new CertificateAuthority(certificate, key);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Issues a certificate for TLS clients.</summary>
    /// <param name="subject">Who has the key.</param>
    /// <param name="key">The public key.</param>
    /// <param name="days">Days from now that it is valid; not longer than the authority.</param>
    /// <param name="names">Subject alternative names, encoded; or null.</param>
    /// <returns>The certificate in DER.</returns>
    public byte[] Issue(X500DistinguishedName subject, PublicKey key, int days, X509Extension? names = null)
    {
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        request.CertificateExtensions.Add(_keyIdentifier);
        if (names != null)
        {
            request.CertificateExtensions.Add(names);
        }

        // Clocks of servers lag: a certificate that begins this minute may not have begun there.
        DateTimeOffset from = DateTimeOffset.UtcNow.AddMinutes(-10);
        DateTimeOffset to = from.AddDays(days);
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        X509SignatureGenerator generator = _key switch
        {
            ECDsa ec => X509SignatureGenerator.CreateForECDsa(ec),
            _ => X509SignatureGenerator.CreateForRSA((RSA)_key, RSASignaturePadding.Pkcs1),
        };
        using var issued = request.Create(_certificate.SubjectName, generator, Later(from, _certificate.NotBefore), to < NotAfter ? to : NotAfter, serial);
        return issued.RawData;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _certificate.Dispose();
    }

    private const string BasicConstraints = "2.5.29.19";
    private const string SubjectKeyIdentifier = "2.5.29.14";

    private static bool HasKeyIdentifier(X509Certificate2 certificate) => certificate.Extensions[SubjectKeyIdentifier] != null;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static X509Certificate2 ReadCertificate(string path)
    {
        byte[] content = InputFile.Read(path);
        try
        {
            return Certificates.Pem.IsPem(content)
                ? X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(content))
                : X509CertificateLoader.LoadCertificate(content);
        }
        catch (CryptographicException e)
        {
            throw new ToolException($"{path}: is no certificate ({Failure.OneLine(e.Message)}); give the CA's certificate");
        }
    }

    private static AsymmetricAlgorithm ReadKey(string path, string? passphrasePath, bool isEc)
    {
        byte[] content = InputFile.Read(path);
        char[] text = new char[Encoding.Latin1.GetMaxCharCount(content.Length)];
        AsymmetricAlgorithm key = isEc ? ECDsa.Create() : RSA.Create();
        try
        {
            if (!Certificates.Pem.IsPem(content))
            {
                key.ImportPkcs8PrivateKey(content, out _);
                return key;
            }

            ReadOnlySpan<char> pem = text.AsSpan(0, Encoding.Latin1.GetChars(content, text));
            if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
            {
                key.ImportFromEncryptedPem(pem, ReadPassphrase(path, passphrasePath));
            }
            else
            {
                key.ImportFromPem(pem);
            }

            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new ToolException($"{path}: cannot be read as the CA's private key ({Failure.OneLine(e.Message)}); give it as PEM, or PKCS #8 in DER");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            Array.Clear(text);
        }
    }

    private static string ReadPassphrase(string path, string? passphrasePath)
    {
        if (passphrasePath == null)
        {
            throw new ToolException($"{path}: is encrypted; name a file with its passphrase: --ca-passphrase FILE");
        }

        try
        {
            using var reader = System.IO.File.OpenText(passphrasePath);
            return reader.ReadLine() ?? string.Empty;
        }
        catch (Exception e) when (e is System.IO.FileNotFoundException or System.IO.DirectoryNotFoundException)
        {
            throw new ToolException($"{passphrasePath}: no such file; check the name");
        }
    }
}
