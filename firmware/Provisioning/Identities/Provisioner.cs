using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>
/// Gives the board its identity: key pair, certificate and roots under Amazon's labels, through C_CreateObject. Everything is checked
/// before anything is stored; the new objects are all there before the first old one goes.
/// </summary>
/// <remarks>
/// Where power is lost in between, old and new objects stand side by side, so a reader takes the newest certificate that has its key.
/// Provisioning again clears up.
/// </remarks>
public static class Provisioner
{
    /// <summary>Provisions an identity, in place of an older one.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="privateKey">PKCS #8, ECPrivateKey or RSAPrivateKey in DER, which the caller clears; null where the certificate is for a
    /// key that the token has already.</param>
    /// <param name="chain">X.509 in DER: the device's certificate, then its issuer and so on; null to leave key and certificates alone.</param>
    /// <param name="roots">X.509 in DER: the authorities that may have issued the server's certificate; null to leave them alone.</param>
    /// <exception cref="ProvisioningException">Something does not fit; nothing was changed.</exception>
    /// <exception cref="CryptokiException">The token refused. What was there before is there still.</exception>
    public static void Provision(TokenSession session, byte[] privateKey, byte[][] chain, byte[][] roots)
    {
        CertificateInfo[] certificates = ParseAll(chain, ProvisioningError.Certificate, "certificate ");
        CertificateInfo[] authorities = ParseAll(roots, ProvisioningError.RootCertificate, "root certificate ");
        CheckChain(certificates);
        PrivateKeyInfo key = null;
        try
        {
            key = ParseKey(privateKey);
            PublicKeyInfo publicKey = certificates.Length == 0 ? null : CheckMatch(session, key, certificates[0]);
            Store(session, key, publicKey ?? (key == null ? null : key.GetPublicKey()), certificates, authorities);
        }
        finally
        {
            if (key != null)
            {
                key.Clear();
            }
        }
    }

    private static CertificateInfo[] ParseAll(byte[][] ders, ProvisioningError error, string name)
    {
        CertificateInfo[] parsed = new CertificateInfo[ders == null ? 0 : ders.Length];
        for (int i = 0; i < parsed.Length; i++)
        {
            try
            {
                parsed[i] = CertificateInfo.Parse(ders[i]);
            }
            catch (EncodingException wrong)
            {
                throw new ProvisioningException(error, name + (i + 1).ToString() + ": " + wrong.Message);
            }
        }

        return parsed;
    }

    private static void CheckChain(CertificateInfo[] certificates)
    {
        for (int i = 1; i < certificates.Length; i++)
        {
            if (!BigEndian.Equal(certificates[i - 1].IssuerDer, certificates[i].SubjectDer))
            {
                throw new ProvisioningException(
                    ProvisioningError.Certificate,
                    "certificate " + (i + 1).ToString() + " (" + certificates[i].Subject + ") is not the issuer of the one before it");
            }
        }
    }

    private static PrivateKeyInfo ParseKey(byte[] der)
    {
        try
        {
            return der == null ? null : PrivateKeyInfo.FromDer(der);
        }
        catch (EncodingException wrong)
        {
            throw new ProvisioningException(ProvisioningError.PrivateKey, "private key: " + wrong.Message);
        }
    }

    private static PublicKeyInfo CheckMatch(TokenSession session, PrivateKeyInfo key, CertificateInfo certificate)
    {
        PublicKeyInfo publicKey;
        try
        {
            publicKey = certificate.GetPublicKey();
        }
        catch (EncodingException wrong)
        {
            throw new ProvisioningException(ProvisioningError.Certificate, "certificate 1: " + wrong.Message);
        }

        if (key != null ? !key.Matches(publicKey) : FindKey(session, publicKey) == CK.CK_INVALID_HANDLE)
        {
            throw new ProvisioningException(
                ProvisioningError.KeyMismatch,
                "certificate (" + certificate.Subject + ") does not belong to the private key");
        }

        return publicKey;
    }

    // The private key on the token that belongs to a public one. An id alone is anybody's claim.
    private static uint FindKey(TokenSession session, PublicKeyInfo publicKey)
    {
        uint[] found = session.FindObjects(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, publicKey.ToDer()),
        ]);
        return found.Length == 0 ? CK.CK_INVALID_HANDLE : found[found.Length - 1];
    }

    private static void Store(TokenSession session, PrivateKeyInfo key, PublicKeyInfo publicKey, CertificateInfo[] chain, CertificateInfo[] roots)
    {
        ObjectReplacement replacement = new ObjectReplacement(session);
        bool isWhole = false;
        try
        {
            byte[] id = publicKey == null ? null : KeyId.Of(publicKey);
            if (key != null)
            {
                replacement.Add(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey, ProvisioningTemplate.PrivateKey(key, publicKey, id));
                replacement.Add(CKO.CKO_PUBLIC_KEY, Labels.DevicePublicKey, ProvisioningTemplate.PublicKey(publicKey, id));
            }
            else if (publicKey != null)
            {
                // Found by its value; from now on by label too.
                session.SetAttributes(
                    FindKey(session, publicKey),
                    [new CkAttribute(CKA.CKA_ID, id), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey)]);
            }

            for (int i = 0; i < chain.Length; i++)
            {
                replacement.Add(
                    CKO.CKO_CERTIFICATE,
                    i == 0 ? Labels.DeviceCertificate : Labels.IssuerCertificate,
                    ProvisioningTemplate.Certificate(chain[i], i == 0 ? Labels.DeviceCertificate : Labels.IssuerCertificate, i == 0 ? id : null));
            }

            // The issuers of an older certificate are of no use to the new one.
            if (chain.Length == 1)
            {
                replacement.Retire(CKO.CKO_CERTIFICATE, Labels.IssuerCertificate);
            }

            foreach (CertificateInfo root in roots)
            {
                replacement.Add(CKO.CKO_CERTIFICATE, Labels.RootCertificate, ProvisioningTemplate.Certificate(root, Labels.RootCertificate, null));
            }

            isWhole = true;
        }
        finally
        {
            if (!isWhole)
            {
                replacement.Undo();
            }
        }

        replacement.Finish();
    }
}
